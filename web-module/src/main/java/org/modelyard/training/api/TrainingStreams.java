package org.modelyard.training.api;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.service.Timers;
import org.modelyard.training.service.TrainingJobs;
import org.modelyard.training.service.TrainingProgressed;

/**
 * The open streams. Jobs of this node tell of themselves; those of others are looked at each second. A client holds no
 * thread.
 */
@ApplicationScoped
public class TrainingStreams {

    private static final System.Logger LOG = System.getLogger(TrainingStreams.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Inject
    private TrainingJobs jobs;

    @Inject
    private Timers timers;

    private final Queue<TrainingStream> open = new ConcurrentLinkedQueue<>();

    @PostConstruct
    void start() {
        timers.every("training-streams", LOOK, () -> refreshOf(null));
    }

    @PreDestroy
    void stop() {
        open.forEach(TrainingStream::close);
    }

    void open(Caller caller, UUID job, TrainingStream.Listener listener) {
        TrainingStream stream = new TrainingStream(caller, job, listener);
        open.add(stream);
        refresh(stream);
    }

    void on(@ObservesAsync TrainingProgressed hint) {
        refreshOf(hint.jobPublicId());
    }

    /** @param job null for all */
    private void refreshOf(@Nullable UUID job) {
        open.stream().filter(stream -> job == null || stream.job().equals(job)).forEach(this::refresh);
    }

    private void refresh(TrainingStream stream) {
        try {
            if (!stream.send(jobs.get(stream.caller(), stream.job()))) {
                open.remove(stream);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "the stream of training job {0} ends: {1}", stream.job(), e.toString());
            open.remove(stream);
            stream.close();
        }
    }
}
