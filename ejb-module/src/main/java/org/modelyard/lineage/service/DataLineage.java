package org.modelyard.lineage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.service.Datasets;
import org.modelyard.dataset.service.SnapshotView;
import org.modelyard.dataset.service.Snapshots;
import org.modelyard.lineage.model.LineageDirection;
import org.modelyard.lineage.model.LineageNode;
import org.modelyard.lineage.model.LineageStep;
import org.modelyard.lineage.model.NodeKind;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.service.VersionKin;
import org.modelyard.training.service.TrainingJobView;
import org.modelyard.training.service.TrainingJobs;

/** From rows to training jobs, and back. Jobs that made no version have no part in it. */
@ApplicationScoped
public class DataLineage implements LineageSource {

    private static final String FROZEN = "was frozen as";
    private static final String LEARNT = "was learnt from by";

    @Inject
    private Datasets datasets;

    @Inject
    private Snapshots snapshots;

    @Inject
    private TrainingJobs jobs;

    @Inject
    private VersionKin versions;

    @Override
    public List<LineageStep> next(Caller caller, LineageNode node, LineageDirection direction, int most) {
        boolean up = direction == LineageDirection.UP;
        if (node.kind() == NodeKind.DATASET && !up) {
            PageRequest page = new PageRequest(Math.min(most, PageRequest.MAX_LIMIT), null);
            return snapshots.list(caller, node.id(), page).items().stream()
                    .map(snapshot -> new LineageStep(Nodes.of(snapshot), FROZEN))
                    .toList();
        }
        if (node.kind() == NodeKind.SNAPSHOT) {
            return up ? List.of(dataset(caller, node)) : jobs(caller, node, most);
        }
        return node.kind() == NodeKind.TRAINING_JOB && up ? snapshot(caller, node) : List.of();
    }

    private LineageStep dataset(Caller caller, LineageNode node) {
        SnapshotView snapshot = snapshots.byId(caller, UUID.fromString(node.id()));
        return new LineageStep(Nodes.of(datasets.get(caller, snapshot.dataset())), FROZEN);
    }

    private List<LineageStep> jobs(Caller caller, LineageNode node, int most) {
        return versions.learntFrom(caller, node.id(), most).stream()
                .flatMap(version ->
                        java.util.stream.Stream.ofNullable(version.lineage().trainingJob()))
                .map(job -> new LineageStep(Nodes.of(jobs.get(caller, UUID.fromString(job))), LEARNT))
                .toList();
    }

    private List<LineageStep> snapshot(Caller caller, LineageNode node) {
        TrainingJobView job = jobs.get(caller, UUID.fromString(node.id()));
        UUID snapshot = job.snapshot();
        return snapshot == null
                ? List.of()
                : List.of(new LineageStep(Nodes.of(snapshots.byId(caller, snapshot)), LEARNT));
    }
}
