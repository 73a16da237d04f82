package org.modelyard.training.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.train.TrainingSession;
import org.modelyard.ml.tree.Workers;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.SettingSource;
import org.modelyard.platform.settings.StoreSettings;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.registry.store.ArtifactStores;
import org.modelyard.training.model.Fit;
import org.modelyard.training.model.VersionFit;

/**
 * The process: carries out one {@link FitOrder}, says how far it is, writes a checkpoint when it hears {@code save}, and ends with
 * whoever ordered it: its standard input is its leash.
 */
public final class FitProcess {

    /** It ended with a {@link FitSaying.Refused}. */
    public static final int REFUSED = 10;

    /** Nobody holds its standard input any more. */
    private static final int LET_GO = 11;

    /** Says that a checkpoint is due. */
    public static final char SAVE = 's';

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final PrintStream out;
    private final AtomicBoolean saveWanted = new AtomicBoolean();

    private FitProcess(PrintStream out) {
        this.out = out;
    }

    /** @param arguments the order's file, the artifacts' folder, the checkpoints' folder, the number of threads */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        FitProcess process = new FitProcess(out);
        Thread leash = new Thread(() -> process.listen(System.in), "leash");
        leash.setDaemon(true);
        leash.start();
        try {
            FitOrder order = FitOrder.fromJson(Files.readString(Path.of(arguments[0])));
            process.carryOut(
                    order,
                    ArtifactStores.of(store(), Path.of(arguments[1])),
                    new Checkpoints(Path.of(arguments[2])),
                    workers(Integer.parseInt(arguments[3])));
        } catch (Refusal e) {
            process.say(new FitSaying.Refused(String.valueOf(e.getMessage())));
            System.exit(REFUSED);
        }
    }

    /** As the server has it, which hands it on in the environment. */
    private static StoreSettings store() {
        return StoreSettings.from(SettingSource.of(Map.of(), System.getenv(), Map.of()));
    }

    private static Workers workers(int threads) {
        if (threads == 1) {
            return Workers.ALONE;
        }
        Executor executor = Executors.newFixedThreadPool(threads - 1, task -> {
            Thread thread = new Thread(task, "fit");
            thread.setDaemon(true);
            return thread;
        });
        return new Workers(executor, threads);
    }

    private void listen(InputStream leash) {
        try {
            for (int heard = leash.read(); heard >= 0; heard = leash.read()) {
                if (heard == SAVE) {
                    saveWanted.set(true);
                }
            }
        } catch (IOException e) {
            System.err.println("the leash broke: " + e);
        }
        Runtime.getRuntime().halt(LET_GO); // nobody wants the result; what was saved is whole
    }

    private void carryOut(FitOrder order, ArtifactStore artifacts, Checkpoints checkpoints, Workers workers) {
        FitOrder.Trying trying = order.trying();
        if (trying != null) {
            say(new FitSaying.Tried(order.tried(trying, artifacts).toJson()));
            return;
        }
        VersionFit version = order.fit(artifacts, workers);
        ModelScorer scorer = version.run((fit, output) -> fitted(order, output, fit, version.outputs(), checkpoints));
        byte[] bundle = new ModelBundle(scorer, order.trainer(), version.plan().seed()).write();
        say(new FitSaying.Done(artifacts.put(bundle).sha256()));
    }

    /** To the last step; where others follow, that is kept as well, so that a later life does not take it again. */
    private TrainingSession fitted(FitOrder order, int output, Fit fit, int outputs, Checkpoints checkpoints) {
        String name = Checkpoints.ofFit(order.fold(), output);
        TrainingSession session = session(fit, checkpoints.read(order.job(), name));
        boolean kept = session.done();
        say(new FitSaying.Begun(output, fit.data().rows().rows(), FitSaying.Steps.of(session.progress())));
        Runtime heap = Runtime.getRuntime();
        while (!session.done()) {
            // the one clock of this module: steps may be over before anybody has heard of them
            long begun = System.nanoTime();
            long cpu = cpu();
            session.step();
            say(new FitSaying.Stepped(
                    FitSaying.Steps.of(session.progress()),
                    heap.totalMemory() - heap.freeMemory(),
                    System.nanoTime() - begun,
                    cpu < 0 ? cpu : cpu() - cpu));
            if (saveWanted.getAndSet(false)) {
                checkpoints.write(order.job(), name, session.toBytes());
                say(new FitSaying.Saved());
            }
        }
        if (!kept && outputs > 0) {
            checkpoints.write(order.job(), name, session.toBytes());
        }
        return session;
    }

    private static TrainingSession session(Fit fit, Optional<byte[]> checkpoint) {
        if (checkpoint.isPresent()) {
            try {
                return fit.resume(checkpoint.get());
            } catch (CorruptContent e) {
                System.err.println("the checkpoint is of no use: " + e);
            }
        }
        return fit.start();
    }

    private static long cpu() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : -1;
    }

    private void say(FitSaying saying) {
        out.println(saying.toJson());
    }
}
