package org.modelyard.lineage.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;

/**
 * Goes from a thing to its neighbours, breadth first, up and down apart: what came of its forebears otherwise is no part of its
 * lineage. Nothing is gone through twice, so a circle does no harm.
 */
public final class LineageWalk {

    public static final int DEPTH = 6;
    public static final int DEEPEST = 20;
    public static final int MOST_NODES = 200;

    /** Who is next to a node. */
    @FunctionalInterface
    public interface Neighbours {

        /**
         * @param direction UP or DOWN
         * @return in a stable order; no more than {@code most} have to be given
         */
        List<LineageStep> of(LineageNode node, LineageDirection direction, int most);
    }

    private final int depth;
    private final int most;
    private final Neighbours neighbours;
    private final Map<String, LineageNode> nodes = new LinkedHashMap<>();
    private final Set<LineageEdge> edges = new LinkedHashSet<>();
    private final Set<String> cutAt = new LinkedHashSet<>();
    private boolean tooDeep;
    private boolean tooMany;

    private LineageWalk(int depth, int most, Neighbours neighbours) {
        this.depth = depth;
        this.most = most;
        this.neighbours = neighbours;
    }

    /**
     * @param depth null for {@value #DEPTH}
     * @return the same, 1 to {@value #DEEPEST}
     */
    public static int depth(@Nullable Integer depth) {
        if (depth != null && (depth < 1 || depth > DEEPEST)) {
            throw new Refusal.Invalid("depth", "depth must lie between 1 and " + DEEPEST + ".");
        }
        return depth == null ? DEPTH : depth;
    }

    /** @param most nodes that are shown */
    public static LineageGraph of(
            LineageNode root, LineageDirection direction, int depth, int most, Neighbours neighbours) {
        LineageWalk walk = new LineageWalk(depth, most, neighbours);
        walk.nodes.put(root.key(), root);
        direction.parts().forEach(part -> walk.go(root, part));
        return new LineageGraph(
                root.key(),
                direction,
                depth,
                new ArrayList<>(walk.nodes.values()),
                new ArrayList<>(walk.edges),
                !walk.cutAt.isEmpty(),
                new ArrayList<>(walk.cutAt),
                walk.reason());
    }

    private record Place(LineageNode node, int distance) {}

    private void go(LineageNode root, LineageDirection direction) {
        Set<String> seen = new HashSet<>(Set.of(root.key()));
        Deque<Place> waiting = new ArrayDeque<>(List.of(new Place(root, 0)));
        while (!waiting.isEmpty()) {
            Place place = waiting.remove();
            for (LineageStep step : neighbours.of(place.node(), direction, most + 1)) {
                if (enter(place, step.node())) {
                    edges.add(edge(place.node(), step, direction));
                    if (seen.add(step.node().key())) {
                        waiting.add(new Place(step.node(), place.distance() + 1));
                    }
                }
            }
        }
    }

    /** Whether the neighbour is shown. */
    private boolean enter(Place from, LineageNode node) {
        if (nodes.containsKey(node.key())) {
            return true;
        }
        if (from.distance() == depth || nodes.size() == most) {
            tooDeep |= from.distance() == depth;
            tooMany |= from.distance() < depth;
            cutAt.add(from.node().key());
            return false;
        }
        nodes.put(node.key(), node);
        return true;
    }

    private static LineageEdge edge(LineageNode node, LineageStep step, LineageDirection direction) {
        return direction == LineageDirection.UP
                ? new LineageEdge(step.node().key(), node.key(), step.verb())
                : new LineageEdge(node.key(), step.node().key(), step.verb());
    }

    private @Nullable String reason() {
        if (tooMany) {
            return "There are more than " + most + " nodes: ask about one of those at which it is cut.";
        }
        return tooDeep
                ? "There is more beyond " + depth + " steps: ask for a greater depth, up to " + DEEPEST + "."
                : null;
    }
}
