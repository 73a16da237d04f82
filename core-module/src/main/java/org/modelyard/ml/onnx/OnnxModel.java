package org.modelyard.ml.onnx;

import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.modelyard.ml.score.TooLate;

/**
 * An ONNX file in memory, run by ONNX Runtime on the calling thread. Safe for many threads. The native library is loaded when the first is
 * opened. To be closed: what it holds lies outside the heap, and is given back when the last call has ended.
 */
public final class OnnxModel implements AutoCloseable {

    private static final long LONG_ENOUGH = TimeUnit.HOURS.toMillis(1);

    /** Its start was seen to overflow a stack of a megabyte, the usual one, which ends the process without a word. */
    private static final long STACK = 16L << 20;

    private final OrtEnvironment environment;
    private final OrtSession.SessionOptions options;
    private final OrtSession session;
    /** Calls, and 1 until it is closed. */
    private final AtomicInteger users = new AtomicInteger(1);

    private final AtomicBoolean closed = new AtomicBoolean();

    private OnnxModel(OrtEnvironment environment, OrtSession.SessionOptions options, OrtSession session) {
        this.environment = environment;
        this.options = options;
        this.session = session;
    }

    /** An input of a call. */
    interface Given {
        /** To be closed by the caller. */
        OnnxTensor tensor(OrtEnvironment environment) throws OrtException;
    }

    /** @throws OnnxFailure when ONNX Runtime takes the file for none, or has no library for this machine */
    public static OnnxModel open(byte[] file) {
        return open(file, 1);
    }

    /** @param threads of a call */
    static OnnxModel open(byte[] file, int threads) {
        FutureTask<OnnxModel> opening = new FutureTask<>(() -> opened(file, threads));
        Thread deep = new Thread(null, opening, "onnx-open", STACK);
        deep.setDaemon(true);
        deep.start();
        try {
            return opening.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new OnnxFailure("ONNX Runtime cannot open the model: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a model was opened", e);
        }
    }

    private static OnnxModel opened(byte[] file, int threads) {
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            try {
                options.setIntraOpNumThreads(threads);
                options.setInterOpNumThreads(1);
                options.addConfigEntry("session.intra_op.allow_spinning", "0"); // other models want the cores
                options.setCPUArenaAllocator(false); // an arena would keep the largest batch's memory
                options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
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
        Map<String, Given> given = new HashMap<>();
        inputs.forEach((name, value) -> given.put(name, at -> OnnxTensor.createTensor(at, value)));
        return run(given, session.getOutputNames(), LONG_ENOUGH);
    }

    /**
     * The same within a time.
     *
     * @param wanted outputs
     * @throws TooLate when the time is over before it has answered
     * @throws IllegalStateException when it was closed
     */
    Map<String, Object> run(Map<String, Given> inputs, Set<String> wanted, long millis) {
        enter();
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try (OnnxWatch watch = new OnnxWatch(millis)) {
            try {
                for (Map.Entry<String, Given> input : inputs.entrySet()) {
                    tensors.put(input.getKey(), input.getValue().tensor(environment));
                }
                Map<String, Object> outputs = new LinkedHashMap<>();
                try (OrtSession.Result result = session.run(tensors, wanted, watch.options())) {
                    for (Map.Entry<String, OnnxValue> output : result) {
                        outputs.put(output.getKey(), plain(output.getValue()));
                    }
                }
                return outputs;
            } catch (OrtException e) {
                if (watch.late()) {
                    throw new TooLate("The model has not answered within " + millis + " ms.");
                }
                throw e;
            }
        } catch (OrtException e) {
            throw new OnnxFailure("ONNX Runtime cannot answer: " + e.getMessage(), e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
            leave();
        }
    }

    /** Sequences as lists, maps as maps, tensors as arrays. */
    private static Object plain(OnnxValue value) throws OrtException {
        if (value instanceof OnnxSequence sequence) {
            List<Object> parts = new ArrayList<>();
            for (OnnxValue part : sequence.getValue()) {
                parts.add(plain(part));
                part.close();
            }
            return parts;
        }
        return value instanceof OnnxMap map ? map.getValue() : value.getValue();
    }

    private void enter() {
        int before;
        do {
            before = users.get();
            if (before == 0 || closed.get()) {
                throw new IllegalStateException("the model was closed");
            }
        } while (!users.compareAndSet(before, before + 1));
    }

    private void leave() {
        if (users.decrementAndGet() > 0) {
            return;
        }
        try {
            session.close();
        } catch (OrtException e) {
            throw new OnnxFailure("ONNX Runtime cannot close the model: " + e.getMessage(), e);
        } finally {
            options.close();
        }
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            leave();
        }
    }
}
