package org.modelyard.evaluation.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.service.SnapshotView;
import org.modelyard.dataset.service.Snapshots;
import org.modelyard.evaluation.entity.StoredGoldenSets;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;

/** From what a client names to the snapshot that is meant. */
@Stateless
public class AskedSnapshots {

    @Inject
    private Snapshots snapshots;

    @Inject
    private StoredGoldenSets sets;

    /** A snapshot of a dataset. */
    public record Asked(String dataset, UUID snapshot) {}

    /**
     * @param model whose golden sets are meant
     * @throws Refusal.Invalid unless exactly one of dataset, snapshot and golden set is given
     */
    public Asked of(Caller caller, String model, Evaluations.Rows rows) {
        return optional(caller, model, rows)
                .orElseThrow(
                        () -> new Refusal.Invalid("dataset", "Say which rows: a dataset, a snapshot or a golden set."));
    }

    /** @return empty when none is given */
    public Optional<Asked> optional(Caller caller, String model, Evaluations.Rows rows) {
        String dataset = rows.dataset();
        String snapshot = rows.snapshot();
        String golden = rows.golden();
        if (Stream.of(dataset, snapshot, golden).filter(Objects::nonNull).count() > 1) {
            throw new Refusal.Invalid(
                    "snapshot",
                    "Give a dataset, which is taken as it is now, a snapshot, or a golden set: one of them.");
        }
        if (dataset != null) {
            return Optional.of(asked(snapshots.create(caller, dataset).snapshot()));
        }
        if (golden != null) {
            return Optional.of(sets.byName(caller.organisationId(), model, golden)
                    .map(known -> new Asked(known.dataset(), known.snapshot()))
                    .orElseThrow(() -> new Refusal.NotFound("golden set of " + model, golden)));
        }
        return snapshot == null
                ? Optional.empty()
                : Optional.of(asked(snapshots.byId(caller, Ids.parse("snapshot", snapshot))));
    }

    private static Asked asked(SnapshotView view) {
        return new Asked(view.dataset(), view.id());
    }
}
