package org.modelyard.ml.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An ONNX file in memory, run by ONNX Runtime on the calling thread. Safe for many threads. The native library is loaded when the first is
 * opened. To be closed: what it holds lies outside the heap.
 */
public final class OnnxModel implements AutoCloseable {

    private final OrtEnvironment environment;
    private final OrtSession.SessionOptions options;
    private final OrtSession session;

    private OnnxModel(OrtEnvironment environment, OrtSession.SessionOptions options, OrtSession session) {
        this.environment = environment;
        this.options = options;
        this.session = session;
    }

    /** @throws OnnxFailure when ONNX Runtime takes the file for none, or has no library for this machine */
    public static OnnxModel open(byte[] file) {
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            try {
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                options.setCPUArenaAllocator(false); // an arena would keep the largest batch's memory
                return new OnnxModel(environment, options, environment.createSession(file, options));
            } catch (OrtException e) {
                options.close();
                throw e;
            }
        } catch (OrtException | LinkageError e) {
            throw new OnnxFailure("ONNX Runtime cannot open the model: " + e.getMessage(), e);
        }
    }

    /**
     * Answers a batch.
     *
     * @param inputs by name: {@code double[][]}, {@code float[][]} or {@code String[][]}, a row each
     * @return outputs by name, as arrays of ONNX Runtime's own choice: {@code double[][]}, {@code String[]} and the like
     * @throws OnnxFailure when ONNX Runtime fails
     */
    public Map<String, Object> run(Map<String, Object> inputs) {
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            for (Map.Entry<String, Object> input : inputs.entrySet()) {
                tensors.put(input.getKey(), OnnxTensor.createTensor(environment, input.getValue()));
            }
            Map<String, Object> outputs = new LinkedHashMap<>();
            try (OrtSession.Result result = session.run(tensors)) {
                for (Map.Entry<String, OnnxValue> output : result) {
                    outputs.put(output.getKey(), output.getValue().getValue());
                }
            }
            return outputs;
        } catch (OrtException e) {
            throw new OnnxFailure("ONNX Runtime cannot answer: " + e.getMessage(), e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new OnnxFailure("ONNX Runtime cannot close the model: " + e.getMessage(), e);
        } finally {
            options.close();
        }
    }
}
