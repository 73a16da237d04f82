package org.modelyard.dataset.service;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.DatasetSettings;

/** How many imports this node reads at once: each holds a request thread and the memory of a chunk. */
@ApplicationScoped
public class ImportSlots {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    @Inject
    private DatasetSettings settings;

    @SuppressWarnings("NullAway.Init")
    private Semaphore free;

    @PostConstruct
    void open() {
        free = new Semaphore(settings.importWorkers());
    }

    /** @throws Refusal.Unavailable when all are taken */
    public void take() {
        if (!free.tryAcquire()) {
            throw new Refusal.Unavailable(
                    settings.importWorkers() + " imports are running, as many as may; try again later.", RETRY_AFTER);
        }
    }

    public void giveBack() {
        free.release();
    }
}
