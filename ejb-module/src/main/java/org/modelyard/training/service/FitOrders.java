package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.service.SnapshotTables;
import org.modelyard.ml.search.Trial;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.training.process.FitOrder;

/** Puts into an order all that a process needs to know of a fit. */
@ApplicationScoped
public class FitOrders {

    @Inject
    private ChosenTrainer chosen;

    @Inject
    private SnapshotTables snapshots;

    @Inject
    private LearntRows learnt;

    @Inject
    private Registry registry;

    /** @param fold of the plan's cross-validation, from 1; 0: the version's own fit */
    FitOrder of(TrainingTask task, int fold) {
        return of(task, fold, chosen.of(task), null);
    }

    /** A trial of the plan's search. */
    FitOrder of(TrainingTask task, Trial trial, List<Trial> others) {
        return of(task, 0, task.plan().trainer(), FitOrder.Trying.of(trial, others));
    }

    private FitOrder of(TrainingTask task, int fold, TrainerSpec trainer, FitOrder.@Nullable Trying trying) {
        UUID snapshot = task.snapshot();
        if (snapshot == null) {
            throw new IllegalStateException("the step before made no snapshot");
        }
        String from = task.plan().conditions().startFrom();
        return new FitOrder(
                task.id(),
                fold,
                snapshots.manifest(task.organisationId(), snapshot).toJson(),
                from == null
                        ? null
                        : new FitOrder.Positions(
                                learnt.freshRows(task, snapshots.load(task.organisationId(), snapshot))),
                task.plan().toJson(),
                trainer,
                from == null ? null : bundle(task.caller(), task.model(), from),
                trying);
    }

    private String bundle(Caller caller, String model, String version) {
        return registry.version(caller, model, version).artifacts().stream()
                .filter(artifact -> artifact.kind().equals(ArtifactKind.MODEL))
                .map(ModelVersionView.ArtifactView::sha256)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(model + " " + version + " has no model"));
    }
}
