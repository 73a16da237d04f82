package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.onnx.OnnxContract;
import org.modelyard.ml.onnx.OnnxLimits;
import org.modelyard.ml.onnx.OnnxTrial;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.ChildJvm;
import org.modelyard.registry.model.RegistryJson;

/**
 * Tries files from elsewhere in a process of their own, with a bound on the memory that it may ask of the system: what fills the
 * memory there, or breaks, is refused here.
 */
@ApplicationScoped
public class ImportTrials {

    private static final System.Logger LOG = System.getLogger(ImportTrials.class.getName());
    private static final Path SHELL = Path.of("/bin/sh");
    private static final String FIELD = "import";
    /** What a JVM and its libraries are found and started by, on Linux, macOS and Windows, which calls them {@code Path} and {@code SystemRoot}. */
    private static final Set<String> NEEDED =
            Set.of("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP");

    private static final int MIB = 1 << 20;
    private static final int KIB = 1 << 10;
    /** Address space of a JVM with ONNX Runtime in it and no model: code, classes, stacks, libraries. */
    private static final long PROCESS = 1_024L * MIB;
    /** Of the heap: a file is there several times over while it is read. */
    static final int COPIES = 6;

    private static final int LEAST_HEAP = 64;
    private static final long START_SECONDS = 120;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** So many may wait for their turn: each holds a thread. */
    private static final int MOST_WAITING = 20;

    private final Semaphore turn = new Semaphore(1, true);
    private final int mostWaiting;

    @Inject
    private StoredModels models;

    public ImportTrials() {
        this(MOST_WAITING);
    }

    ImportTrials(int mostWaiting) {
        this.mostWaiting = mostWaiting;
    }

    /**
     * One import at a time, of whatever format: a file is read whole, and is there several times over while it is looked at. What is given here
     * reads it, tries it and keeps what comes of it.
     *
     * @throws Refusal.Unavailable when others are being imported, or too many wait for that
     */
    public <T> T inTurn(Supplier<T> whole) {
        return inTurn(PATIENCE, whole);
    }

    /** The same for who can wait so long for the others. */
    <T> T inTurn(Duration patience, Supplier<T> whole) {
        await(patience);
        try {
            return whole.get();
        } finally {
            turn.release();
        }
    }

    /**
     * To be called {@link #inTurn}.
     *
     * @throws Refusal.Invalid when it is not to be opened here
     */
    void require(OnnxContract contract) {
        require(contract, models.limits());
    }

    /** The same, within these limits. */
    static void require(OnnxContract contract, OnnxLimits limits) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("modelyard-import");
            Path file = Files.write(folder.resolve("model.onnx"), contract.file());
            Path said = Files.writeString(folder.resolve("said.json"), RegistryJson.write(contract.said()));
            OnnxTrial.Outcome outcome = tried(folder, file, said, limits);
            if (outcome.refused() != null) {
                throw new Refusal.Invalid(FIELD, "Where it was tried, it was refused: " + outcome.refused());
            }
            if (outcome.peak() > limits.memory()) {
                throw new Refusal.Invalid(
                        FIELD,
                        "It took " + outcome.peak() / MIB + " MiB of memory where it was tried; at most "
                                + limits.memory() / MIB + " are allowed (modelyard.onnx.memory).");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A model from elsewhere cannot be tried", e);
        } finally {
            delete(folder);
        }
    }

    private void await(Duration patience) {
        try {
            boolean free = turn.tryAcquire(0, TimeUnit.SECONDS); // behind those who wait
            if (free
                    || (turn.getQueueLength() < mostWaiting
                            && turn.tryAcquire(patience.toSeconds(), TimeUnit.SECONDS))) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal.Unavailable("Other models are being imported here.", PATIENCE);
    }

    private static OnnxTrial.Outcome tried(Path folder, Path file, Path said, OnnxLimits limits) throws IOException {
        Path answer = folder.resolve("answer");
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command(file, said, limits))
                .redirectOutput(answer.toFile())
                .redirectError(errors.toFile());
        Process process = bare(builder).start();
        try {
            process.getOutputStream().close();
            // two calls, and reading the file
            if (!process.waitFor(
                    START_SECONDS + 2 * TimeUnit.MILLISECONDS.toSeconds(limits.millis()), TimeUnit.SECONDS)) {
                throw new Refusal.Invalid(FIELD, "It could not be opened and asked in time where it was tried.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a model was tried", e);
        } finally {
            process.destroyForcibly().onExit().join(); // its folder is deleted next
        }
        List<String> lines = Files.readAllLines(answer, StandardCharsets.UTF_8);
        if (process.exitValue() != 0 || lines.isEmpty()) {
            String words = Files.readString(errors, StandardCharsets.ISO_8859_1);
            LOG.log(System.Logger.Level.WARNING, "a trial of a model ended with {0}: {1}", process.exitValue(), words);
            throw new Refusal.Invalid(
                    FIELD,
                    "Where it was tried, it broke the process (" + process.exitValue() + "): it takes more memory than "
                            + limits.memory() / MIB + " MiB, or ONNX Runtime cannot stand it.");
        }
        return OnnxTrial.Outcome.fromJson(lines.get(lines.size() - 1));
    }

    /** With an environment of its own: the server's has passwords and keys in it, which native code that a file upsets might give away. */
    static ProcessBuilder bare(ProcessBuilder builder) {
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> !NEEDED.contains(name.toUpperCase(Locale.ROOT)));
        environment.put("MALLOC_ARENA_MAX", "1"); // each arena reserves address space
        return builder;
    }

    private static List<String> command(Path file, Path said, OnnxLimits limits) throws IOException {
        long heap = LEAST_HEAP + COPIES * Files.size(file) / MIB;
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(
                SHELL)) { // elsewhere the time is bounded alone, and the memory is measured where it can be
            long most = (limits.memory() + PROCESS) / KIB + heap * KIB;
            command.addAll(List.of(SHELL.toString(), "-c", "ulimit -v " + most + "; exec \"$@\"", "trial"));
        }
        command.addAll(ChildJvm.java());
        command.addAll(List.of(
                "-Xmx" + heap + "m",
                "-Xss1m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=48m",
                "-XX:CompressedClassSpaceSize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                // ONNX Runtime unpacks its libraries there, and leaves them when it is killed
                "-Djava.io.tmpdir=" + file.toAbsolutePath().getParent(),
                "-cp",
                ChildJvm.classPath(OnnxTrial.class)
                        .orElseThrow(() -> new Refusal.Conflict(
                                "Models from elsewhere are tried in a process of their own, which needs the server's code"
                                        + " in files, and it lies elsewhere.")),
                OnnxTrial.class.getName(),
                file.toAbsolutePath().toString(),
                said.toAbsolutePath().toString(),
                Integer.toString(limits.threads()),
                Long.toString(limits.millis())));
        return command;
    }

    /** With what is in it. A failure is told in the log alone: thrown it would hide why a file was refused. */
    static void delete(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "what was left of a trial in " + folder + " cannot be deleted", e);
        }
    }
}
