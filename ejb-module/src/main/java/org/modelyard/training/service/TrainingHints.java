package org.modelyard.training.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger.Level;
import org.modelyard.training.entity.TrainingJob;
import org.modelyard.training.model.TrainingState;

/** Tells this node what has changed, once it is committed. Who listens cannot disturb who tells. */
@ApplicationScoped
public class TrainingHints {

    private static final System.Logger LOG = System.getLogger(TrainingHints.class.getName());

    @Inject
    private Event<TrainingProgressed> progress;

    @Inject
    private Event<TrainingQueued> queue;

    @Resource
    private TransactionSynchronizationRegistry transactions;

    /** After the present transaction, and only if it commits. */
    void changed(TrainingJob job) {
        tellLater(job, job.state() == TrainingState.QUEUED);
    }

    /** The same for a job that stays in the queue: nobody need look for work. */
    void waits(TrainingJob job) {
        tellLater(job, false);
    }

    private void tellLater(TrainingJob job, boolean queued) {
        TrainingProgressed hint = new TrainingProgressed(job.publicId(), job.organisationId());
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // nothing to write
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    tell(hint, queued);
                }
            }
        });
    }

    private void tell(TrainingProgressed hint, boolean queued) {
        try {
            progress.fireAsync(hint);
            if (queued) {
                queue.fireAsync(new TrainingQueued());
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "nobody was told of training job " + hint.jobPublicId(), e);
        }
    }
}
