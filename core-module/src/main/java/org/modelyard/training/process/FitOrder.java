package org.modelyard.training.process;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.chunk.SnapshotTable;
import org.modelyard.dataset.model.SnapshotManifest;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.search.SearchPlan;
import org.modelyard.ml.search.Trial;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.tree.Workers;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.training.model.Fit;
import org.modelyard.training.model.FitRows;
import org.modelyard.training.model.JobRows;
import org.modelyard.training.model.TrainingPlan;
import org.modelyard.training.model.TrialFit;
import org.modelyard.training.model.VersionFit;

/**
 * What a process is to fit: all that decides about the model's bits.
 *
 * @param job whose checkpoints it writes
 * @param fold of the plan's cross-validation, from 1; 0: the version's own fit
 * @param manifest of the snapshot, as {@link SnapshotManifest#toJson} writes it
 * @param fresh positions of the rows that count, where the fit goes on from a version; null: all
 * @param plan as {@link TrainingPlan#toJson} writes it
 * @param trainer the plan's, or what its search found
 * @param from address of the bundle that the fit goes on from; null: from nothing
 * @param trying the trial that is to be carried out in place of a fit; null: a fit
 */
public record FitOrder(
        UUID job,
        int fold,
        String manifest,
        @Nullable Positions fresh,
        String plan,
        TrainerSpec trainer,
        @Nullable String from,
        @Nullable Trying trying) {

    /**
     * A trial of the plan's search, in place of a fit.
     *
     * @param trial as {@link Trial#toJson} writes it
     * @param others the trials so far, by which it may be given up
     */
    public record Trying(String trial, List<String> others) {

        /** What is to be written down of them. */
        public static Trying of(Trial trial, List<Trial> others) {
            return new Trying(trial.toJson(), others.stream().map(Trial::toJson).toList());
        }
    }

    /** Rows of the snapshot, ascending. */
    public record Positions(int[] rows) {}

    public String toJson() {
        return RegistryJson.write(this);
    }

    public static FitOrder fromJson(String json) {
        return RegistryJson.read(json, FitOrder.class);
    }

    /**
     * The fit at its beginning, and what is decided after it.
     *
     * @param workers share the work; the model does not depend on how many
     * @throws org.modelyard.platform.model.Refusal when the rows cannot be learnt from
     */
    VersionFit fit(ArtifactStore artifacts, Workers workers) {
        TrainingPlan chosen = TrainingPlan.fromJson(plan);
        JobRows rows = JobRows.of(table(artifacts), chosen);
        FitRows parts = FitRows.of(rows.trainOf(fold), chosen);
        Fit fit = from == null
                ? Fit.of(trainer, chosen, parts.learn(), workers)
                : Fit.goingOn(
                        trainer, chosen, ModelBundle.read(artifacts.get(from)).scorer(), parts.learn(), workers);
        return new VersionFit(fit, parts, chosen, workers);
    }

    /**
     * Carries out the trial.
     *
     * @throws org.modelyard.platform.model.Refusal when the rows cannot be split so
     */
    Trial tried(Trying wanted, ArtifactStore artifacts) {
        TrainingPlan chosen = TrainingPlan.fromJson(plan);
        SearchPlan search = chosen.search();
        if (search == null) {
            throw new IllegalStateException("a trial without a search");
        }
        JobRows rows = JobRows.ofTrials(table(artifacts), chosen, search);
        List<Trial> others = wanted.others().stream().map(Trial::fromJson).toList();
        return TrialFit.of(chosen, search, rows).run(Trial.fromJson(wanted.trial()), progress -> {}, others);
    }

    private Table table(ArtifactStore artifacts) {
        Table table = SnapshotTable.load(SnapshotManifest.fromJson(manifest), artifacts);
        return fresh == null ? table : table.select(fresh.rows());
    }
}
