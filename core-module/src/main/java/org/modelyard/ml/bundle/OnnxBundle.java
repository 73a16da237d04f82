package org.modelyard.ml.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.onnx.OnnxContract;
import org.modelyard.ml.onnx.OnnxLimits;
import org.modelyard.ml.onnx.OnnxScorer;
import org.modelyard.ml.onnx.OnnxWish;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Signature;

/**
 * An ONNX file from elsewhere, byte for byte, and what was said and read of it. The same file with the same words gives the same bytes.
 */
public record OnnxBundle(OnnxContract contract) implements StoredModel {

    static final String SAID = "onnx.json";
    private static final String FILE = "model.onnx";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
            .build();

    public byte[] write() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try {
            entries.put(SAID, JSON.writeValueAsBytes(contract.said()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is said of a file is plain values", e);
        }
        entries.put(FILE, contract.file());
        return Container.write(entries);
    }

    /** @throws CorruptBundle or RefusedOnnx when it is anything else than {@link #write} gave */
    static OnnxBundle read(byte[] file) {
        Map<String, byte[]> entries = Container.read(file, List.of(SAID, FILE));
        @Nullable OnnxWish said;
        try {
            said = JSON.readValue(entries.get(SAID), OnnxWish.class);
        } catch (IOException e) {
            throw new CorruptBundle("What is said of the ONNX file cannot be read.", e);
        }
        byte[] inner = entries.get(FILE);
        if (said == null || inner == null) {
            throw new CorruptBundle("The bundle of an ONNX file is empty.");
        }
        return new OnnxBundle(OnnxContract.of(inner, said));
    }

    @Override
    public Signature signature() {
        return contract.signature();
    }

    @Override
    public Scorer open(OnnxLimits limits) {
        return OnnxScorer.open(contract, limits);
    }
}
