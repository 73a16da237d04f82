package org.modelyard.lineage.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.lineage.model.LineageDrawing;
import org.modelyard.lineage.model.LineageEdge;
import org.modelyard.lineage.model.LineageGraph;
import org.modelyard.lineage.model.LineageNode;
import org.modelyard.lineage.model.LineageWalk;
import org.modelyard.lineage.model.NodeKind;
import org.modelyard.lineage.service.Lineages;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** What a version, a dataset or a snapshot came of, and what came of it. */
@Named
@RequestScoped
public class LineagePage {

    private static final int LONGEST_LABEL = 22;
    private static final String API = "/api/v1/";
    /** Of an address of the API the part behind it, and the page that shows it. */
    private static final Map<String, String> ROOMS = Map.of(
            "training-jobs",
            "training",
            "models",
            "models",
            "runs",
            "runs",
            "datasets",
            "datasets",
            "deployments",
            "deployments",
            "comparisons",
            "comparisons");

    @Inject
    private Lineages lineages;

    @Inject
    private Viewer viewer;

    private String model = "";
    private String version = "";
    private String dataset = "";
    private String snapshot = "";
    private String direction = "both";
    private String depth = Integer.toString(LineageWalk.DEPTH);
    private @Nullable LineageGraph graph;
    private @Nullable LineageDrawing drawing;

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        version = Links.parameter("version");
        dataset = Links.parameter("name");
        snapshot = Links.parameter("snapshot");
        direction = Links.parameter("direction").isEmpty() ? direction : Links.parameter("direction");
        depth = Links.parameter("depth").isEmpty() ? depth : Links.parameter("depth");
        if (!version.isEmpty() || !dataset.isEmpty()) {
            load();
        }
    }

    private void load() {
        Lineages.Reach usual = new Lineages.Reach(null, null);
        if (!Notices.attempt(() -> show(new Lineages.Reach(direction, steps())))) {
            show(usual);
        }
    }

    private int steps() {
        try {
            return Integer.parseInt(depth.strip());
        } catch (NumberFormatException e) {
            Refusal.Invalid refusal = new Refusal.Invalid("depth", "Steps are a whole number.");
            refusal.initCause(e);
            throw refusal;
        }
    }

    private void show(Lineages.Reach reach) {
        LineageGraph found = !version.isEmpty()
                ? lineages.ofVersion(viewer.caller(), model, version, reach)
                : snapshot.isEmpty()
                        ? lineages.ofDataset(viewer.caller(), dataset, reach)
                        : lineages.ofSnapshot(viewer.caller(), dataset, Ids.parse("snapshot", snapshot), reach);
        graph = found;
        drawing = LineageDrawing.of(found);
    }

    /** What there is, in a sentence. */
    public String getVerdict() {
        if (graph == null) {
            return "";
        }
        Map<NodeKind, Long> counts = graph.nodes().stream()
                .skip(1)
                .collect(Collectors.groupingBy(LineageNode::kind, java.util.TreeMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? "Nothing is known to have come of it, nor before it."
                : counts.entrySet().stream()
                        .map(count ->
                                count.getValue() + " " + count.getKey().words() + (count.getValue() == 1 ? "" : "s"))
                        .collect(Collectors.joining(", ", "Related to it: ", "."));
    }

    /** The page of a node; the one of what it belongs to where it has none of its own; null when it is to be seen no more. */
    public @Nullable String address(LineageNode node) {
        String href = node.href();
        if (href == null) {
            return null;
        }
        String[] parts = href.substring(API.length()).split("/");
        return switch (node.kind()) {
            case SNAPSHOT -> "/console/datasets/" + parts[1] + "/lineage?snapshot=" + node.id();
            case EXPORT -> "/console/models/" + parts[1] + "/versions/" + parts[3];
            case EVALUATION -> owner(node);
            default ->
                "/console/" + ROOMS.getOrDefault(parts[0], parts[0]) + href.substring(API.length() + parts[0].length());
        };
    }

    /** The version that was evaluated. */
    private @Nullable String owner(LineageNode evaluation) {
        return graph == null
                ? null
                : graph.edges().stream()
                        .filter(edge -> edge.to().equals(evaluation.key()))
                        .map(edge -> node(edge.from()))
                        .filter(node -> node.kind() == NodeKind.VERSION)
                        .findFirst()
                        .map(this::address)
                        .orElse(null);
    }

    /** An edge in words: what, did, what. */
    public record Sentence(LineageNode from, String verb, LineageNode to) {}

    public List<Sentence> getSentences() {
        return graph == null
                ? List.of()
                : graph.edges().stream()
                        .map(edge -> new Sentence(node(edge.from()), edge.verb(), node(edge.to())))
                        .toList();
    }

    /** An edge in a line. */
    public String said(LineageEdge edge) {
        return node(edge.from()).label() + " " + edge.verb() + " "
                + node(edge.to()).label();
    }

    private LineageNode node(String key) {
        Map<String, LineageNode> nodes = new LinkedHashMap<>();
        if (graph != null) {
            graph.nodes().forEach(node -> nodes.put(node.key(), node));
        }
        LineageNode node = nodes.get(key);
        if (node == null) {
            throw new IllegalStateException("an edge leads to no node: " + key);
        }
        return node;
    }

    /** As much of a label as a box has room for. */
    public String brief(String label) {
        return Texts.cut(label, LONGEST_LABEL);
    }

    /** The same by the API. */
    public String getCurl() {
        String about = !version.isEmpty()
                ? "models/" + model + "/versions/" + version
                : "datasets/" + dataset + (snapshot.isEmpty() ? "" : "/snapshots/" + snapshot);
        return API + about + "/lineage?direction=" + direction + "&depth=" + depth;
    }

    public @Nullable LineageGraph getGraph() {
        return graph;
    }

    public @Nullable LineageDrawing getDrawing() {
        return drawing;
    }

    public String getModel() {
        return model;
    }

    public String getVersion() {
        return version;
    }

    public String getDataset() {
        return dataset;
    }

    public String getSnapshot() {
        return snapshot;
    }

    public String getDirection() {
        return direction;
    }

    public String getDepth() {
        return depth;
    }
}
