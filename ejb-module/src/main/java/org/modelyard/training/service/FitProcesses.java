package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.ServerSettings;
import org.modelyard.platform.settings.StoreSettings;
import org.modelyard.platform.settings.TrainingSettings;
import org.modelyard.training.process.Checkpoints;
import org.modelyard.training.process.FitOrder;

/**
 * Processes that fits and trials run in: what one takes of memory it takes from nobody, and leaving off ends it at once, whatever it is at.
 * One that was killed is started again, a few times.
 */
@ApplicationScoped
public class FitProcesses {

    static final int LOOK_MILLIS = 100;

    private static final System.Logger LOG = System.getLogger(FitProcesses.class.getName());
    private static final int MOST_LIVES = 3;
    /** What the JVM exits with when its heap is full. */
    private static final int OUT_OF_MEMORY = 3;

    private static final int MIB = 1 << 20;

    @Inject
    private Checkpoints checkpoints;

    @Inject
    private TrainingSettings settings;

    @Inject
    private ServerSettings server;

    @Inject
    private StoreSettings store;

    /**
     * Has an order carried out.
     *
     * @param name of the order among those of the job
     * @param watch hears the process to its end; null when it has died before it was done, and throws to end it
     */
    <T> T run(UUID job, String name, FitOrder wanted, Function<FitChild, @Nullable T> watch) {
        Path folder = checkpoints.folder(job);
        Path order = folder.resolve("order-" + name + ".json");
        try {
            Files.writeString(order, wanted.toJson());
        } catch (IOException e) {
            throw new UncheckedIOException("The order of training job " + job + " cannot be written", e);
        }
        for (int life = 1; ; life++) {
            try (FitChild child = FitChild.start(
                    folder.resolve("process-" + name + ".log"),
                    settings.processHeap(),
                    store.environment(),
                    List.of(
                            order.toAbsolutePath().toString(),
                            server.artifacts().toAbsolutePath().toString(),
                            server.checkpoints().toAbsolutePath().toString(),
                            Integer.toString(settings.threads())))) {
                T done = watch.apply(child);
                if (done != null) {
                    return done;
                }
                mourn(job, child, life);
            }
        }
    }

    private void mourn(UUID job, FitChild child, int life) {
        int exit = child.exit();
        if (exit == OUT_OF_MEMORY) {
            throw new Refusal.Conflict("The process ran out of its heap of " + settings.processHeap() / MIB
                    + " MiB. Raise modelyard.training.process.heap, lower maxTerms, or train on fewer rows.");
        }
        if (exit < 128) { // no signal: it would do so again
            throw new Refusal.Conflict("The process that trained ended with " + exit + ": " + child.lastWords());
        }
        if (life >= MOST_LIVES) {
            throw new Refusal.Conflict("The process that trained was killed " + life
                    + " times, the last time by signal " + (exit - 128) + ". Does the machine have enough memory?");
        }
        LOG.log(Level.WARNING, "the process of training job {0} was killed ({1}); it goes on", job, exit);
    }
}
