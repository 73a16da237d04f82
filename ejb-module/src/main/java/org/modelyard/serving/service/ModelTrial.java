package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.modelyard.ml.onnx.OnnxFailure;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.score.TooLate;
import org.modelyard.ml.score.Unanswerable;
import org.modelyard.registry.service.Servable;

/** Tries a model before it serves: loaded and verified, it must answer a row of missing inputs, in time. */
@ApplicationScoped
public class ModelTrial {

    @Inject
    private LoadedModels models;

    /**
     * @param millis how long it may take
     * @return why it may not serve; empty when it may
     */
    public Optional<String> problem(long versionId, long millis) {
        long start = System.nanoTime();
        try {
            Servable servable = models.verified(versionId);
            Signature signature = servable.signature();
            Scores[] others = new Scores[signature.outputs().size()];
            Scores scores = servable.scorer().score(servable.scorer().leastRow(), others);
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
