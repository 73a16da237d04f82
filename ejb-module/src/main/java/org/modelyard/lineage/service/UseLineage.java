package org.modelyard.lineage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.modelyard.access.model.Caller;
import org.modelyard.evaluation.model.VersionRef;
import org.modelyard.evaluation.service.Comparisons;
import org.modelyard.evaluation.service.Evaluations;
import org.modelyard.lineage.model.LineageDirection;
import org.modelyard.lineage.model.LineageNode;
import org.modelyard.lineage.model.LineageStep;
import org.modelyard.lineage.model.NodeKind;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.service.VersionKin;
import org.modelyard.serving.service.ModelDeployments;

/** What was done with a version: where it was deployed, what it was asked about, what it was compared with. */
@ApplicationScoped
public class UseLineage implements LineageSource {

    @Inject
    private VersionKin versions;

    @Inject
    private ModelDeployments deployments;

    @Inject
    private Evaluations evaluations;

    @Inject
    private Comparisons comparisons;

    @Override
    public List<LineageStep> next(Caller caller, LineageNode node, LineageDirection direction, int most) {
        if (node.kind() != NodeKind.VERSION || direction == LineageDirection.UP || node.href() == null) {
            return List.of();
        }
        String model = VersionLineage.model(node);
        String number = VersionLineage.number(node);
        List<LineageStep> steps = new ArrayList<>();
        versions.find(caller, model, number).ifPresent(version -> deployments
                .ofVersion(caller, version.id(), most)
                .forEach(one -> steps.add(new LineageStep(Nodes.of(one), "was deployed to"))));
        PageRequest page = new PageRequest(Math.min(most, PageRequest.MAX_LIMIT), null);
        evaluations
                .list(caller, model, number, page)
                .items()
                .forEach(one -> steps.add(new LineageStep(Nodes.of(one), "was evaluated")));
        comparisons
                .of(caller, new VersionRef(model, number), most)
                .forEach(one -> steps.add(new LineageStep(Nodes.of(one), "was compared in")));
        return steps;
    }
}
