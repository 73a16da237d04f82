package org.modelyard.platform.settings;

import java.time.Duration;
import java.util.List;

/** ONNX models from elsewhere. */
public record OnnxSettings(int threads, Duration timeout, long memory) {

    private static final Setting<Integer> THREADS = Setting.integer(
            "modelyard.onnx.threads", 1, 1, 64, "threads", "Threads of one call of an imported ONNX model.");
    private static final Setting<Duration> TIMEOUT = Setting.duration(
            "modelyard.onnx.timeout",
            "PT5S",
            "PT0.01S",
            "PT10M",
            "Longest time of one call of an imported ONNX model, of up to 256 rows.");
    private static final Setting<Long> MEMORY = Setting.bytes(
            "modelyard.onnx.memory",
            "512MiB",
            "16MiB",
            "64GiB",
            "Most memory that an imported ONNX model may take where it is tried, before it is taken.");

    static final List<Setting<?>> SETTINGS = List.of(THREADS, TIMEOUT, MEMORY);

    static OnnxSettings from(SettingSource source) {
        return new OnnxSettings(source.get(THREADS), source.get(TIMEOUT), source.get(MEMORY));
    }
}
