package org.modelyard.lineage.service;

import java.time.Instant;
import org.modelyard.dataset.service.DatasetView;
import org.modelyard.dataset.service.SnapshotView;
import org.modelyard.evaluation.service.ComparisonView;
import org.modelyard.evaluation.service.EvaluationView;
import org.modelyard.experiment.service.ExperimentView;
import org.modelyard.lineage.model.LineageNode;
import org.modelyard.lineage.model.NodeKind;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.VersionKin;
import org.modelyard.run.service.RunView;
import org.modelyard.serving.service.DeploymentView;
import org.modelyard.training.service.TrainingJobView;

/** Things of all features as nodes of a lineage. */
final class Nodes {

    private static final String API = "/api/v1/";

    private Nodes() {}

    static LineageNode of(DatasetView dataset) {
        return new LineageNode(
                NodeKind.DATASET,
                dataset.name(),
                dataset.name(),
                API + "datasets/" + dataset.name(),
                dataset.createdAt(),
                null,
                null);
    }

    static LineageNode of(SnapshotView snapshot) {
        return new LineageNode(
                NodeKind.SNAPSHOT,
                snapshot.id().toString(),
                snapshot.rows() + " rows of " + snapshot.dataset(),
                API + "datasets/" + snapshot.dataset() + "/snapshots/" + snapshot.id(),
                snapshot.createdAt(),
                snapshot.sha256(),
                null);
    }

    static LineageNode of(TrainingJobView job) {
        return new LineageNode(
                NodeKind.TRAINING_JOB,
                job.id().toString(),
                job.plan().trainer().type(),
                API + "training-jobs/" + job.id(),
                job.createdAt(),
                null,
                job.state().name());
    }

    static LineageNode of(RunView run) {
        return new LineageNode(
                NodeKind.RUN,
                run.id().toString(),
                run.name(),
                API + "runs/" + run.id(),
                run.startedAt(),
                null,
                run.state().name());
    }

    static LineageNode of(VersionKin.Kin version) {
        return new LineageNode(
                NodeKind.VERSION,
                version.model() + ":" + version.version(),
                version.model() + " " + version.version(),
                version.deleted() ? null : address(version.model(), version.version()),
                version.createdAt(),
                version.bundleSha(),
                version.deleted() ? "DELETED" : version.stage().name());
    }

    static LineageNode of(DeploymentView deployment) {
        Instant since = deployment.activatedAt();
        return new LineageNode(
                NodeKind.DEPLOYMENT,
                deployment.id().toString(),
                deployment.environment(),
                API + "deployments/" + deployment.id(),
                since == null ? deployment.createdAt() : since,
                null,
                deployment.state().name());
    }

    /** @param artifact of a kind that is an export */
    static LineageNode export(VersionKin.Kin version, ModelVersionView.ArtifactView artifact) {
        return new LineageNode(
                NodeKind.EXPORT,
                version.model() + ":" + version.version() + ":" + artifact.kind(),
                ArtifactKind.fileName(version.model(), version.version(), artifact.kind()),
                address(version.model(), version.version()) + "/artifacts/" + artifact.kind(),
                null,
                artifact.sha256(),
                null);
    }

    static LineageNode of(EvaluationView evaluation) {
        return new LineageNode(
                NodeKind.EVALUATION,
                evaluation.id().toString(),
                "on " + evaluation.dataset(),
                API + "evaluations/" + evaluation.id(),
                evaluation.createdAt(),
                evaluation.sha256(),
                evaluation.state().name());
    }

    static LineageNode of(ComparisonView comparison) {
        return new LineageNode(
                NodeKind.COMPARISON,
                comparison.id().toString(),
                comparison.candidate() + " and " + comparison.champion(),
                API + "comparisons/" + comparison.id(),
                comparison.createdAt(),
                null,
                comparison.state().name());
    }

    /** Its name is its address, and unique. */
    static LineageNode of(ExperimentView experiment) {
        Instant since = experiment.startedAt();
        return new LineageNode(
                NodeKind.EXPERIMENT,
                experiment.name(),
                experiment.name(),
                API + "experiments/" + experiment.name(),
                since == null ? experiment.createdAt() : since,
                null,
                experiment.state().name());
    }

    private static String address(String model, String version) {
        return API + "models/" + model + "/versions/" + version;
    }
}
