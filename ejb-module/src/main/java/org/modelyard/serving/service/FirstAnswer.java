package org.modelyard.serving.service;

import java.lang.System.Logger.Level;
import java.time.Duration;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.Scores;
import org.modelyard.registry.service.Servable;

/** The one row that a model answers before it serves anybody. */
final class FirstAnswer {

    private static final System.Logger LOG = System.getLogger(FirstAnswer.class.getName());

    private static final Duration WARM = Duration.ofSeconds(5);

    private FirstAnswer() {}

    /** So that no caller waits for what the first answer alone takes. What it is worth, {@link ModelTrial} finds out. */
    static void of(Servable servable) {
        try {
            servable.scorer()
                    .score(
                            servable.scorer().leastRow(),
                            new Scores[servable.signature().outputs().size()],
                            new Asking(Deadline.after(System.nanoTime(), WARM), null));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, servable.model() + " " + servable.version() + " could not be warmed up", e);
        }
    }
}
