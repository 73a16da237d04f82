package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.modelyard.ml.bundle.StoredModel;
import org.modelyard.ml.onnx.OnnxLimits;
import org.modelyard.ml.score.Scorer;
import org.modelyard.platform.settings.OnnxSettings;

/** Models of versions as scorers, those from elsewhere within their limits. */
@ApplicationScoped
public class StoredModels {

    @Inject
    private OnnxSettings settings;

    /**
     * @param stored the bytes of a version's model
     * @return to be closed
     * @throws org.modelyard.ml.binary.CorruptContent when they are no model
     */
    public Scorer open(byte[] stored) {
        return open(StoredModel.read(stored));
    }

    /** The same of a model that was read. */
    public Scorer open(StoredModel model) {
        return model.open(limits());
    }

    OnnxLimits limits() {
        return new OnnxLimits(settings.threads(), settings.timeout().toMillis(), settings.memory());
    }
}
