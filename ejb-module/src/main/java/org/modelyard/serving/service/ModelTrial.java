package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.modelyard.ml.onnx.OnnxFailure;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.score.TooLate;
import org.modelyard.ml.score.Unanswerable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Servable;

/** Tries a model before it serves: loaded and verified, it must answer a row of missing inputs, in time. */
@ApplicationScoped
public class ModelTrial {

    /** How long a file that was as registered is believed to be so. */
    private static final Duration VERIFIED = Duration.ofMinutes(1);

    @Inject
    private LoadedModels models;

    private final ConcurrentMap<Long, Long> verified = new ConcurrentHashMap<>();

    /**
     * @param millis how long it may take
     * @return why it may not serve; empty when it may
     */
    public Optional<String> problem(long versionId, long millis) {
        return problem(versionId, millis, System.nanoTime(), models::verified);
    }

    /**
     * For one that serves already: loading it on this node is not counted, and its file is looked at once in a while only.
     *
     * @param millis how long the answer may take
     */
    public Optional<String> again(long versionId, long millis) {
        long now = System.nanoTime();
        Long before = verified.get(versionId);
        boolean due = before == null || now - before > VERIFIED.toNanos();
        try {
            if (due) {
                models.verified(versionId);
            } else {
                models.get(versionId);
            }
        } catch (RuntimeException e) {
            Optional<String> corruption = LoadedModels.corruption(e);
            if (corruption.isPresent()) {
                return corruption;
            }
            throw e;
        }
        if (due) {
            verified.keySet().removeIf(id -> !models.has(id));
            verified.put(versionId, now);
        }
        return problem(versionId, millis, System.nanoTime(), models::get);
    }

    private static Optional<String> problem(long versionId, long millis, long start, Function<Long, Servable> models) {
        try {
            Servable servable = models.apply(versionId);
            Signature signature = servable.signature();
            Scores[] others = new Scores[signature.outputs().size()];
            Scores scores = servable.scorer()
                    .score(
                            servable.scorer().leastRow(),
                            others,
                            new Asking(Deadline.after(start, Duration.ofMillis(millis)), null));
            if (!scores.finite()) {
                return Optional.of("Its model answers a row of missing inputs with no finite number.");
            }
            for (int output = 0; output < others.length; output++) {
                if (!others[output].finite()) {
                    return Optional.of(
                            "Its output '" + signature.outputs().get(output).name()
                                    + "' answers a row of missing inputs with no finite number.");
                }
            }
        } catch (Refusal.Unavailable unconfigured) {
            return Optional.of(String.valueOf(unconfigured.getMessage()));
        } catch (TooLate | Unanswerable | OnnxFailure e) {
            return Optional.of("Its model does not answer a row with as little in it as may be: " + e.getMessage());
        } catch (RuntimeException e) {
            Optional<String> corruption = LoadedModels.corruption(e);
            if (corruption.isPresent()) {
                return corruption;
            }
            throw e;
        }
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return took > millis
                ? Optional.of("Loading and trying its model took " + took + " ms, more than the health check's "
                        + millis + " ms.")
                : Optional.empty();
    }
}
