package org.modelyard.ml.bundle;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.modelyard.ml.declared.RemoteAccess;
import org.modelyard.ml.declared.ScorerSpec;
import org.modelyard.ml.declared.Surroundings;
import org.modelyard.ml.onnx.OnnxLimits;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;

/** A declared scorer as its JSON document. The same declaration gives the same bytes. */
public record ScorerDocument(ScorerSpec spec) implements StoredModel {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Where nothing else can be reached: rules alone open there. */
    private static final Surroundings NOWHERE = new Surroundings() {
        @Override
        public Scorer member(String sha256) {
            throw new Refusal.Conflict("A chain's members cannot be reached here.");
        }

        @Override
        public RemoteAccess remote() {
            return RemoteAccess.NONE;
        }
    };

    public byte[] write() {
        return spec.toJson().toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    static boolean is(byte[] file) {
        return file.length > 0 && file[0] == '{';
    }

    /** @throws CorruptBundle when it is anything else than {@link #write} gave */
    static ScorerDocument read(byte[] file) {
        try {
            return new ScorerDocument(ScorerSpec.read(JSON.readTree(file)));
        } catch (IOException | Refusal e) {
            throw new CorruptBundle("The document of a declared scorer cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Signature signature() {
        return spec.signature();
    }

    /** Without anything around it. */
    @Override
    public Scorer open(OnnxLimits limits) {
        return spec.open(NOWHERE);
    }
}
