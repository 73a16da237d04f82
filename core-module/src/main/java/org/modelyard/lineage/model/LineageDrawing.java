package org.modelyard.lineage.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the nodes of a lineage lie on paper: what came first at the left, in columns, each node near what it came of. Lengths are
 * pixels.
 *
 * @param boxes in the graph's order
 * @param lines in the order of its edges
 */
public record LineageDrawing(int width, int height, List<Box> boxes, List<Line> lines) {

    public static final int BOX_WIDTH = 168;
    public static final int BOX_HEIGHT = 48;
    private static final int COLUMN = 232;
    private static final int ROW = 64;
    private static final int MARGIN = 8;

    /** A node by its upper left corner. */
    public record Box(LineageNode node, boolean root, boolean cut, int x, int y) {}

    /**
     * From the right of one box to the left of another.
     *
     * @param path in SVG's words
     * @param x of the verb's middle
     */
    public record Line(LineageEdge edge, String path, int x, int y) {}

    public static LineageDrawing of(LineageGraph graph) {
        Map<String, Integer> columns = columns(graph);
        Map<Integer, List<LineageNode>> byColumn = new TreeMap<>();
        graph.nodes()
                .forEach(node -> byColumn.computeIfAbsent(columns.getOrDefault(node.key(), 0), any -> new ArrayList<>())
                        .add(node));
        Map<String, Integer> rows = rows(graph, byColumn);
        int highest = byColumn.values().stream().mapToInt(List::size).max().orElse(1);
        Map<String, Box> boxes = new HashMap<>();
        List<Box> inOrder = new ArrayList<>();
        for (LineageNode node : graph.nodes()) {
            int column = columns.getOrDefault(node.key(), 0);
            int free = highest - byColumn.getOrDefault(column, List.of()).size();
            Box box = new Box(
                    node,
                    node.key().equals(graph.root()),
                    graph.cutAt().contains(node.key()),
                    MARGIN + column * COLUMN,
                    MARGIN + rows.getOrDefault(node.key(), 0) * ROW + free * ROW / 2);
            boxes.put(node.key(), box);
            inOrder.add(box);
        }
        List<Line> lines = new ArrayList<>();
        for (LineageEdge edge : graph.edges()) {
            Box from = boxes.get(edge.from());
            Box to = boxes.get(edge.to());
            if (from != null && to != null) {
                lines.add(line(edge, from, to));
            }
        }
        int last = columns.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return new LineageDrawing(
                2 * MARGIN + last * COLUMN + BOX_WIDTH,
                2 * MARGIN + (highest - 1) * ROW + BOX_HEIGHT,
                List.copyOf(inOrder),
                List.copyOf(lines));
    }

    /** Behind all that it came of; as often as there are nodes at most, should there be a circle. */
    private static Map<String, Integer> columns(LineageGraph graph) {
        Map<String, Integer> columns = new HashMap<>();
        graph.nodes().forEach(node -> columns.put(node.key(), 0));
        boolean moved = true;
        for (int round = 0; moved && round < graph.nodes().size(); round++) {
            moved = false;
            for (LineageEdge edge : graph.edges()) {
                int behind = columns.getOrDefault(edge.from(), 0) + 1;
                if (behind > columns.getOrDefault(edge.to(), 0)) {
                    columns.put(edge.to(), behind);
                    moved = true;
                }
            }
        }
        drawNear(graph, columns);
        return columns;
    }

    /** What came of nothing that is shown lies just before the first thing that came of it. */
    private static void drawNear(LineageGraph graph, Map<String, Integer> columns) {
        for (LineageNode node : graph.nodes()) {
            boolean source = graph.edges().stream().noneMatch(edge -> edge.to().equals(node.key()));
            graph.edges().stream()
                    .filter(edge -> source && edge.from().equals(node.key()))
                    .mapToInt(edge -> columns.getOrDefault(edge.to(), 0))
                    .min()
                    .ifPresent(first -> columns.put(node.key(), Math.max(0, first - 1)));
        }
    }

    /** By the mean row of what a node came of; ties in the graph's order. */
    private static Map<String, Integer> rows(LineageGraph graph, Map<Integer, List<LineageNode>> byColumn) {
        Map<String, Integer> rows = new HashMap<>();
        byColumn.forEach((column, nodes) -> {
            Map<String, Double> wish = new HashMap<>();
            nodes.forEach(node -> wish.put(
                    node.key(),
                    graph.edges().stream()
                            .filter(edge -> edge.to().equals(node.key()) && rows.containsKey(edge.from()))
                            .mapToInt(edge -> rows.getOrDefault(edge.from(), 0))
                            .average()
                            .orElse(Double.MAX_VALUE)));
            List<LineageNode> sorted = new ArrayList<>(nodes);
            sorted.sort(Comparator.comparingDouble(node -> wish.getOrDefault(node.key(), Double.MAX_VALUE)));
            for (int row = 0; row < sorted.size(); row++) {
                rows.put(sorted.get(row).key(), row);
            }
        });
        return rows;
    }

    private static Line line(LineageEdge edge, Box from, Box to) {
        int startX = from.x() + BOX_WIDTH;
        int startY = from.y() + BOX_HEIGHT / 2;
        int endX = to.x();
        int endY = to.y() + BOX_HEIGHT / 2;
        int bend = (COLUMN - BOX_WIDTH) / 2;
        String path = String.format(
                Locale.ROOT,
                "M%d %d C%d %d %d %d %d %d",
                startX,
                startY,
                startX + bend,
                startY,
                endX - bend,
                endY,
                endX,
                endY);
        return new Line(edge, path, (startX + endX) / 2, (startY + endY) / 2);
    }
}
