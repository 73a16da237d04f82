package org.modelyard.lineage.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found around a thing.
 *
 * @param root key of what was asked about
 * @param depth steps that were gone at most, in each direction
 * @param nodes the root first, the nearer ones before the farther
 * @param edges each once
 * @param cut whether there is more than is shown
 * @param cutAt keys of the nodes that have neighbours which are not shown
 * @param reason of the cut, in words; null without one
 */
public record LineageGraph(
        String root,
        LineageDirection direction,
        int depth,
        List<LineageNode> nodes,
        List<LineageEdge> edges,
        boolean cut,
        List<String> cutAt,
        @Nullable String reason) {

    public LineageGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        cutAt = List.copyOf(cutAt);
    }
}
