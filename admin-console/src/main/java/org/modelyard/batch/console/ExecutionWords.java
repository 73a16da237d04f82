package org.modelyard.batch.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.service.ExecutionView;
import org.modelyard.platform.console.Words;

/** What an execution's state means, and where its parameters lead. */
@Named
@ApplicationScoped
public class ExecutionWords {

    private static final Set<String> RUNNING = Set.of("STARTING", "STARTED", "STOPPING");

    @Inject
    private Words words;

    @Inject
    private Clock clock;

    static boolean runs(ExecutionView execution) {
        return RUNNING.contains(execution.state());
    }

    /** How long it took, or has taken up to now; a dash before it began. */
    public String took(@Nullable Instant from, @Nullable Instant to) {
        if (from == null) {
            return "–";
        }
        Duration length = Duration.between(from, to == null ? clock.instant() : to);
        return length.toSeconds() < 10 ? words.number(length.toMillis() / 1000.0) + " s" : words.span(length);
    }

    public String verdict(ExecutionView execution) {
        String took = took(execution.startedAt(), execution.endedAt());
        return switch (execution.state()) {
            case "STARTING" -> "Waits for its first step. The page may be closed meanwhile.";
            case "STARTED" -> "At work for " + took + ". The page may be closed meanwhile.";
            case "STOPPING" -> "Ends at its next item or step; a restart goes on from there.";
            case "STOPPED" -> "Stopped after " + took + ". A restart goes on at its checkpoint.";
            case "COMPLETED" -> "Complete after " + took + ".";
            case "FAILED" ->
                "PROCESS_DIED".equals(execution.exitStatus())
                        ? "Its process died. Where it was recovered, a newer execution goes on from its checkpoint."
                        : "Failed after " + took + ". What it committed stays; a restart goes on at its checkpoint.";
            case "ABANDONED" -> "Given up: it can never be restarted. Start the job anew instead.";
            default -> "The batch repository no longer knows this execution.";
        };
    }

    /** The page of what a parameter names, or null. */
    public @Nullable String link(String parameter, String given) {
        return switch (parameter) {
            case "trainingJob" -> "/console/training/" + given;
            case "model" -> "/console/models/" + given;
            case "dataset" -> "/console/datasets/" + given;
            default -> null;
        };
    }
}
