package org.modelyard.registry.service;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.monitoring.model.Severity;
import org.modelyard.platform.service.AlertNeeded;
import org.modelyard.registry.model.ScrubProblem;
import org.modelyard.registry.scrub.FileCheck;
import org.modelyard.registry.store.ArtifactStore;

/** One part of the job {@code scrub}. What it has looked at is in its row, so after a crash it goes on behind that. */
@Named("scrubStep")
@Dependent
public class ScrubStep extends AbstractBatchlet {

    private static final String DONE = "DONE";
    private static final String STOPPED = "STOPPED";

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String scrub;

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String organisation;

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String part;

    @Inject
    private ScrubLedger ledger;

    @Inject
    private ArtifactStore store;

    @Inject
    private ScrubPace pace;

    @Inject
    private Event<AlertNeeded> alerts;

    private volatile boolean stopping;

    @Override
    public String process() {
        FileCheck check = new FileCheck(store, pace.pace(), () -> stopping, pace::keep);
        long owner = Long.parseLong(organisation);
        UUID id = UUID.fromString(scrub);
        int number = Integer.parseInt(part);
        for (List<String> files = ledger.next(owner, id, number);
                !files.isEmpty();
                files = ledger.next(owner, id, number)) {
            for (String sha256 : files) {
                if (stopping || !looked(check.check(sha256), owner, id, number, sha256)) {
                    return STOPPED;
                }
            }
        }
        return DONE;
    }

    /** @return false when it was left off */
    private boolean looked(FileCheck.Found found, long owner, UUID id, int number, String sha256) {
        if (found instanceof FileCheck.LeftOff) {
            return false;
        }
        if (found instanceof FileCheck.Good good) {
            ledger.count(owner, id, number, sha256, good.bytes(), null, null);
        } else if (found instanceof FileCheck.Damaged damaged) {
            bad(owner, id, number, sha256, damaged.bytes(), ScrubProblem.DAMAGED, damaged.actual());
        } else {
            bad(owner, id, number, sha256, 0, ScrubProblem.MISSING, null);
        }
        return true;
    }

    private void bad(
            long owner, UUID id, int number, String sha256, long bytes, ScrubProblem problem, @Nullable String actual) {
        String refers = ledger.count(owner, id, number, sha256, bytes, problem, actual);
        if (refers.isEmpty()) {
            return; // it was cleaned away after the ledger had named it
        }
        alerts.fire(new AlertNeeded(
                owner,
                Severity.CRITICAL,
                problem == ScrubProblem.DAMAGED ? "ARTIFACT_CORRUPT" : "ARTIFACT_MISSING",
                "artifact/" + sha256,
                problem == ScrubProblem.DAMAGED ? "A stored file is damaged" : "A stored file is missing",
                "Needed by: " + refers + ". Its address is the SHA-256 " + sha256
                        + (actual == null ? ", and it is not there." : ", and its bytes have " + actual + ".")
                        + " Restore it from a backup."));
    }

    @Override
    public void stop() {
        stopping = true;
    }
}
