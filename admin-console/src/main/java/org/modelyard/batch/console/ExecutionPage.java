package org.modelyard.batch.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.service.ExecutionView;
import org.modelyard.batch.service.Executions;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Refusal;

/** One execution of a job: its steps, and what its state allows. */
@Named
@RequestScoped
public class ExecutionPage {

    @Inject
    private Executions executions;

    @Inject
    private Viewer viewer;

    private String id = "";
    private @Nullable ExecutionView execution;

    @PostConstruct
    void fromRequest() {
        id = Links.parameter("id");
        if (!id.isEmpty()) {
            load();
        }
    }

    public void load() {
        execution = executions.get(viewer.caller(), number());
    }

    public void stop() {
        act(executions::stop, "It will stop at its next item or step.");
    }

    public void restart() {
        act(executions::restart, "Started again; this execution goes on at the checkpoint.");
    }

    public void abandon() {
        act(executions::abandon, "Given up.");
    }

    private void act(BiFunction<Caller, Long, ExecutionView> action, String done) {
        boolean acted = Notices.attempt(() -> {
            ExecutionView now = action.apply(viewer.caller(), number());
            Notices.done(done);
            Links.go("/console/batch/" + now.executionId());
        });
        if (!acted) {
            load();
        }
    }

    private long number() {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new Refusal.NotFound("execution", id);
        }
    }

    public boolean isRunning() {
        return execution != null && ExecutionWords.runs(execution);
    }

    /** Also before the execution is read: a posted button counts then, and the service decides. */
    public boolean isStoppable() {
        return execution == null || (isRunning() && !execution.state().equals("STOPPING"));
    }

    /** Whether it ended and may go on; before it is read as {@link #isStoppable}. */
    public boolean isRestartable() {
        return execution == null
                || execution.state().equals("FAILED")
                || execution.state().equals("STOPPED");
    }

    public @Nullable ExecutionView getExecution() {
        return execution;
    }

    public String getId() {
        return id;
    }
}
