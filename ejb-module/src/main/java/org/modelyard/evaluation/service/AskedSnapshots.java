package org.modelyard.evaluation.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.service.SnapshotView;
import org.modelyard.dataset.service.Snapshots;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;

/** From what a client names to the snapshot that is meant. */
@Stateless
public class AskedSnapshots {

    @Inject
    private Snapshots snapshots;

    /** A snapshot of a dataset. */
    public record Asked(String dataset, UUID snapshot) {}

    /** @throws Refusal.Invalid unless exactly one of dataset and snapshot is given */
    public Asked of(Caller caller, Evaluations.Rows rows) {
        Optional<Asked> asked = optional(caller, rows);
        return asked.orElseThrow(() -> new Refusal.Invalid("dataset", "Say which rows: a dataset or a snapshot."));
    }

    /** @return empty when neither dataset nor snapshot is given */
    public Optional<Asked> optional(Caller caller, Evaluations.Rows rows) {
        String dataset = rows.dataset();
        String snapshot = rows.snapshot();
        if (dataset != null && snapshot != null) {
            throw new Refusal.Invalid("snapshot", "Give a dataset, which is taken as it is now, or a snapshot.");
        }
        if (dataset != null) {
            return Optional.of(asked(snapshots.create(caller, dataset).snapshot()));
        }
        return snapshot == null
                ? Optional.empty()
                : Optional.of(asked(snapshots.byId(caller, Ids.parse("snapshot", snapshot))));
    }

    private static Asked asked(SnapshotView view) {
        return new Asked(view.dataset(), view.id());
    }
}
