package org.modelyard.lineage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.modelyard.access.model.Caller;
import org.modelyard.lineage.model.LineageDirection;
import org.modelyard.lineage.model.LineageNode;
import org.modelyard.lineage.model.LineageStep;
import org.modelyard.lineage.model.NodeKind;
import org.modelyard.registry.service.ChainKin;
import org.modelyard.registry.service.VersionKin;

/** From versions to the chains that ask them, and back. */
@ApplicationScoped
public class ChainLineage implements LineageSource {

    private static final String ASKED = "is asked by";

    @Inject
    private VersionKin versions;

    @Inject
    private ChainKin chains;

    @Override
    public List<LineageStep> next(Caller caller, LineageNode node, LineageDirection direction, int most) {
        if (node.kind() != NodeKind.VERSION) {
            return List.of();
        }
        return versions.find(caller, VersionLineage.model(node), VersionLineage.number(node)).stream()
                .flatMap(version -> direction == LineageDirection.UP
                        ? chains.members(caller, version).stream()
                        : chains.chains(caller, version, most).stream())
                .map(other -> new LineageStep(Nodes.of(other), ASKED))
                .toList();
    }
}
