package org.modelyard.lineage.service;

import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.dataset.service.Datasets;
import org.modelyard.dataset.service.Snapshots;
import org.modelyard.experiment.service.Experiments;
import org.modelyard.lineage.model.LineageDirection;
import org.modelyard.lineage.model.LineageGraph;
import org.modelyard.lineage.model.LineageNode;
import org.modelyard.lineage.model.LineageWalk;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.VersionKin;

/** What versions, rows and experiments came of, and what came of them. */
@Stateless
public class Lineages {

    @Inject
    @Any
    private Instance<LineageSource> sources;

    @Inject
    private Registry registry;

    @Inject
    private VersionKin versions;

    @Inject
    private Datasets datasets;

    @Inject
    private Snapshots snapshots;

    @Inject
    private Experiments experiments;

    /**
     * How far to look.
     *
     * @param direction null for both
     * @param depth null for {@link LineageWalk#DEPTH}
     */
    public record Reach(@Nullable String direction, @Nullable Integer depth) {}

    /** @param wish as {@link Registry#resolve} takes it */
    public LineageGraph ofVersion(Caller caller, String model, String wish, Reach reach) {
        ModelVersionView version = registry.resolve(caller, model, wish);
        LineageNode root = versions.find(caller, version.model(), version.version())
                .map(Nodes::of)
                .orElseThrow(() -> new Refusal.NotFound("version of " + model, wish));
        return walk(caller, root, reach);
    }

    public LineageGraph ofDataset(Caller caller, String dataset, Reach reach) {
        return walk(caller, Nodes.of(datasets.get(caller, dataset)), reach);
    }

    public LineageGraph ofSnapshot(Caller caller, String dataset, UUID snapshot, Reach reach) {
        return walk(caller, Nodes.of(snapshots.get(caller, dataset, snapshot)), reach);
    }

    /** @param experiment its name */
    public LineageGraph ofExperiment(Caller caller, String experiment, Reach reach) {
        return walk(caller, Nodes.of(experiments.get(caller, experiment)), reach);
    }

    private LineageGraph walk(Caller caller, LineageNode root, Reach reach) {
        caller.require(Role.VIEWER);
        List<LineageSource> known = sources.stream()
                .sorted(Comparator.comparing(source -> source.getClass().getName()))
                .toList();
        String direction = reach.direction();
        return LineageWalk.of(
                root,
                direction == null ? LineageDirection.BOTH : LineageDirection.parse(direction),
                LineageWalk.depth(reach.depth()),
                LineageWalk.MOST_NODES,
                (node, way, most) -> known.stream()
                        .flatMap(source -> source.next(caller, node, way, most).stream())
                        .toList());
    }
}
