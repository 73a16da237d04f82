package org.modelyard.training.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.ChildJvm;
import org.modelyard.training.process.FitProcess;
import org.modelyard.training.process.FitSaying;

/** A running {@link FitProcess}, as its parent holds it. For one thread. */
final class FitChild implements AutoCloseable {

    private static final int LAST_WORDS = 2_000;
    private static final int MIB = 1 << 20;

    private final Process process;
    private final BufferedReader out;
    private final Path errors;

    private FitChild(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * @param errors file for what it says of them
     * @param heap in bytes
     * @param environment what it finds beside what this process has
     * @throws Refusal.Unavailable when this server's code does not lie in files
     */
    static FitChild start(Path errors, long heap, Map<String, String> environment, List<String> arguments) {
        List<String> command = ChildJvm.java();
        command.addAll(List.of(
                "-Xmx" + heap / MIB + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                classPath(),
                FitProcess.class.getName()));
        command.addAll(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            return new FitChild(process, errors);
        } catch (IOException e) {
            throw new UncheckedIOException("A process to train in cannot be started", e);
        }
    }

    private static String classPath() {
        return ChildJvm.classPath(FitProcess.class)
                .orElseThrow(() -> new Refusal.Conflict(
                        "The executor PROCESS needs the server's code in files, and it lies elsewhere. Use LOCAL."));
    }

    /** Waits a little. @return whether it has ended */
    boolean awaitEnd(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process trains", e);
        }
    }

    /** The next thing it has said; null when it has not said any more yet. */
    @Nullable
    FitSaying heard() {
        try {
            if (!out.ready()) {
                return null;
            }
            String line = out.readLine();
            return line == null ? null : FitSaying.fromJson(line);
        } catch (IOException e) {
            throw new UncheckedIOException("A process that trains is not to be heard", e);
        }
    }

    /** Asks for a checkpoint; one that has ended meanwhile does not hear it. */
    void save() {
        try {
            OutputStream in = process.getOutputStream();
            in.write(FitProcess.SAVE);
            in.flush();
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException("A process that trains does not hear", e);
            }
        }
    }

    int exit() {
        return process.exitValue();
    }

    /** The end of what it said of errors. */
    String lastWords() {
        try {
            String all = Files.readString(errors);
            return all.substring(Math.max(0, all.length() - LAST_WORDS)).strip();
        } catch (IOException e) {
            return "(its log cannot be read: " + e + ")";
        }
    }

    /** Ends it, however busy it is. */
    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd(TimeUnit.SECONDS.toMillis(10));
    }
}
