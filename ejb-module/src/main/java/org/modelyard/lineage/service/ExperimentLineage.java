package org.modelyard.lineage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.modelyard.access.model.Caller;
import org.modelyard.experiment.service.Experiments;
import org.modelyard.lineage.model.LineageDirection;
import org.modelyard.lineage.model.LineageNode;
import org.modelyard.lineage.model.LineageStep;
import org.modelyard.lineage.model.NodeKind;
import org.modelyard.registry.service.VersionKin;

/** From versions to the experiments whose variants have asked them, and back. */
@ApplicationScoped
public class ExperimentLineage implements LineageSource {

    private static final String TESTED = "was tested in";

    @Inject
    private VersionKin versions;

    @Inject
    private Experiments experiments;

    @Inject
    private TestedVersions tested;

    @Override
    public List<LineageStep> next(Caller caller, LineageNode node, LineageDirection direction, int most) {
        boolean up = direction == LineageDirection.UP;
        if (node.kind() == NodeKind.EXPERIMENT && up) {
            return tested.versions(caller, experiments.get(caller, node.id())).stream()
                    .map(version -> versions.find(caller, version.model(), version.version()))
                    .flatMap(Optional::stream)
                    .map(version -> new LineageStep(Nodes.of(version), TESTED))
                    .toList();
        }
        return node.kind() == NodeKind.VERSION && !up
                ? versions.find(caller, VersionLineage.model(node), VersionLineage.number(node)).stream()
                        .flatMap(version -> tested.experiments(caller, version.model(), version.id(), most).stream())
                        .map(experiment -> new LineageStep(Nodes.of(experiment), TESTED))
                        .toList()
                : List.of();
    }
}
