package org.modelyard.serving.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.service.VersionReadiness;

/** The part of a version's page that tries whether it answers on this node. */
@Named
@RequestScoped
public class VersionReady {

    @Inject
    private VersionReadiness readiness;

    @Inject
    private Viewer viewer;

    private String model = "";
    private String version = "";
    private @Nullable Outcome outcome;

    /**
     * What came of a trial.
     *
     * @param words what to know of it
     */
    public record Outcome(boolean ready, String words) {}

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        version = Links.parameter("version");
    }

    /** That it does not answer is what was asked for, and no refusal. */
    public void check() {
        Notices.attempt(() -> {
            long start = System.nanoTime();
            try {
                VersionReadiness.Ready ready = readiness.of(viewer.caller(), model, version);
                outcome = ready(ready.environments(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            } catch (Refusal.Unavailable | Refusal.Conflict unready) {
                outcome = new Outcome(false, String.valueOf(unready.getMessage()));
            }
        });
    }

    static Outcome ready(List<String> environments, long millis) {
        String tried = environments.isEmpty()
                ? "It was loaded and answered a row with as little in it as may be. It takes requests nowhere now."
                : "It answered, and answered the canary inputs of its deployments as they say, in "
                        + String.join(", ", environments) + ".";
        return new Outcome(true, tried + " That took " + millis + " ms on the node that was asked.");
    }

    /** Null until somebody has asked. */
    public @Nullable Outcome getOutcome() {
        return outcome;
    }
}
