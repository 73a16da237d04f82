package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.modelyard.ml.bundle.ScorerDocument;
import org.modelyard.ml.bundle.StoredModel;
import org.modelyard.ml.declared.RemoteAccess;
import org.modelyard.ml.declared.ScorerSpec;
import org.modelyard.ml.declared.Surroundings;
import org.modelyard.ml.onnx.OnnxLimits;
import org.modelyard.ml.score.Scorer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.OnnxSettings;
import org.modelyard.platform.settings.RemoteSettings;
import org.modelyard.registry.store.ArtifactStore;

/** Models of versions as scorers, those from elsewhere within their limits. */
@ApplicationScoped
public class StoredModels {

    /** Until somebody may have mended the configuration. */
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    @Inject
    private OnnxSettings settings;

    @Inject
    private RemoteSettings remote;

    @Inject
    private ArtifactStore store;

    /**
     * @param stored the bytes of a version's model
     * @return to be closed
     * @throws org.modelyard.ml.binary.CorruptContent when they are no model
     * @throws Refusal.Unavailable when it is a declared scorer that needs what the configuration does not have, which it names
     */
    public Scorer open(byte[] stored) {
        return open(StoredModel.read(stored));
    }

    /** The same of a model that was read. */
    public Scorer open(StoredModel model) {
        if (model instanceof ScorerDocument document) {
            try {
                return open(document.spec());
            } catch (Refusal.Invalid e) { // nobody has asked for it now: the configuration has changed
                throw new Refusal.Unavailable(
                        "A declared scorer cannot be opened on this server as it is configured: " + e.getMessage(),
                        RETRY_AFTER);
            }
        }
        return model.open(limits());
    }

    /**
     * The same of a declared scorer.
     *
     * @throws Refusal.Invalid when the configuration does not allow what it needs
     */
    Scorer open(ScorerSpec spec) {
        return spec.open(new Surroundings() {
            @Override
            public Scorer member(String sha256) {
                return StoredModels.this.open(store.get(sha256));
            }

            @Override
            public RemoteAccess remote() {
                return new RemoteAccess(remote.hosts(), StoredModels::secret);
            }
        });
    }

    private static Optional<String> secret(String key) {
        return ConfigProvider.getConfig().getOptionalValue(key, String.class);
    }

    OnnxLimits limits() {
        return new OnnxLimits(settings.threads(), settings.timeout().toMillis(), settings.memory());
    }
}
