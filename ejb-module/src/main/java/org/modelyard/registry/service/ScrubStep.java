package org.modelyard.registry.service;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
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
    private static final int MOST_UNREADABLE = 10;

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
    private int unreadable;

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
            unreadable = 0;
            ledger.count(owner, id, number, sha256, good.bytes(), null, null);
        } else if (found instanceof FileCheck.Damaged damaged) {
            unreadable = 0;
            bad(
                    owner,
                    id,
                    number,
                    new Bad(
                            sha256,
                            damaged.bytes(),
                            ScrubProblem.DAMAGED,
                            damaged.actual(),
                            "its bytes have " + damaged.actual()));
        } else if (found instanceof FileCheck.Unreadable unread) {
            requireStore(unread);
            bad(
                    owner,
                    id,
                    number,
                    new Bad(sha256, 0, ScrubProblem.UNREADABLE, null, "it cannot be read: " + unread.why()));
        } else {
            bad(owner, id, number, new Bad(sha256, 0, ScrubProblem.MISSING, null, "it is not there"));
        }
        return true;
    }

    /** One file may be out of reach, or one sector of a disk; where many are in a row, it is the store, which is one alert and not thousands. */
    private void requireStore(FileCheck.Unreadable unread) {
        if (++unreadable > MOST_UNREADABLE) {
            throw new IllegalStateException("The artifact store cannot be read: " + unread.why());
        }
    }

    /** @param what of the bytes, for people */
    private record Bad(String sha256, long bytes, ScrubProblem problem, @Nullable String actual, String what) {}

    private void bad(long owner, UUID id, int number, Bad file) {
        String refers = ledger.count(owner, id, number, file.sha256(), file.bytes(), file.problem(), file.actual());
        if (refers.isEmpty()) {
            return; // it was cleaned away after the ledger had named it
        }
        alerts.fire(new AlertNeeded(
                owner,
                Severity.CRITICAL,
                switch (file.problem()) {
                    case DAMAGED -> "ARTIFACT_CORRUPT";
                    case MISSING -> "ARTIFACT_MISSING";
                    case UNREADABLE -> "ARTIFACT_UNREADABLE";
                },
                "artifact/" + file.sha256(),
                "A stored file is " + file.problem().name().toLowerCase(Locale.ROOT),
                "Needed by: " + refers + ". Its address is the SHA-256 " + file.sha256() + ", and " + file.what()
                        + (file.problem() == ScrubProblem.UNREADABLE
                                ? ". Look at its rights and at the disk, or restore it from a backup."
                                : ". Restore it from a backup.")));
    }

    @Override
    public void stop() {
        stopping = true;
    }
}
