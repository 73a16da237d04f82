package org.modelyard.lineage.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Refusal;

class LineageWalkTest {

    /** A snapshot that two versions have learnt from; the second goes on, and one of the first was deployed. */
    private static final List<LineageEdge> FAMILY = List.of(
            edge("snapshot", "first"),
            edge("snapshot", "second"),
            edge("first", "second"),
            edge("second", "third"),
            edge("first", "deployment"));

    @Test
    void up_is_what_it_came_from_and_nothing_beside() {
        LineageGraph graph = walk("second", LineageDirection.UP, 6, 100);
        assertThat(ids(graph)).containsExactlyInAnyOrder("second", "snapshot", "first");
        assertThat(graph.edges())
                .containsExactlyInAnyOrder(
                        edge("snapshot", "first"), edge("snapshot", "second"), edge("first", "second"));
        assertThat(graph.cut()).isFalse();
        assertThat(graph.reason()).isNull();
    }

    @Test
    void down_is_what_came_of_it() {
        assertThat(ids(walk("first", LineageDirection.DOWN, 6, 100)))
                .containsExactlyInAnyOrder("first", "second", "third", "deployment");
        assertThat(ids(walk("third", LineageDirection.DOWN, 6, 100))).containsExactly("third");
    }

    @Test
    void both_leaves_out_what_came_of_forebears_otherwise() {
        assertThat(ids(walk("second", LineageDirection.BOTH, 6, 100)))
                .containsExactlyInAnyOrder("second", "snapshot", "first", "third")
                .doesNotContain("deployment");
    }

    @Test
    void a_cut_by_depth_says_where_and_how_to_see_more() {
        LineageGraph graph = walk("snapshot", LineageDirection.DOWN, 1, 100);
        assertThat(ids(graph)).containsExactlyInAnyOrder("snapshot", "first", "second");
        assertThat(graph.edges()).contains(edge("first", "second"));
        assertThat(graph.cut()).isTrue();
        assertThat(graph.cutAt()).containsExactlyInAnyOrder("VERSION:first", "VERSION:second");
        assertThat(graph.reason()).contains("beyond 1 steps");
        assertThat(walk("third", LineageDirection.DOWN, 1, 100).cut()).isFalse();
    }

    @Test
    void a_cut_by_number_keeps_the_nearer_ones() {
        List<LineageEdge> many =
                IntStream.range(0, 50).mapToObj(i -> edge("snapshot", "v" + i)).toList();
        LineageGraph graph = LineageWalk.of(node("snapshot"), LineageDirection.DOWN, 6, 10, over(many));
        assertThat(graph.nodes()).hasSize(10);
        assertThat(graph.cutAt()).containsExactly("VERSION:snapshot");
        assertThat(graph.reason()).contains("more than 10 nodes");
    }

    @Test
    void a_circle_ends() {
        List<LineageEdge> circle = List.of(edge("a", "b"), edge("b", "a"));
        LineageGraph graph = LineageWalk.of(node("a"), LineageDirection.BOTH, 20, 100, over(circle));
        assertThat(ids(graph)).containsExactly("a", "b");
        assertThat(graph.edges()).containsExactlyInAnyOrderElementsOf(circle);
        assertThat(LineageDrawing.of(graph).boxes()).hasSize(2);
    }

    @Test
    void depth_and_direction_are_bounded() {
        assertThat(LineageWalk.depth(null)).isEqualTo(LineageWalk.DEPTH);
        assertThat(LineageWalk.depth(20)).isEqualTo(20);
        assertThatThrownBy(() -> LineageWalk.depth(0)).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> LineageWalk.depth(21)).isInstanceOf(Refusal.Invalid.class);
        assertThat(LineageDirection.parse("up")).isEqualTo(LineageDirection.UP);
        assertThatThrownBy(() -> LineageDirection.parse("UPWARD")).hasMessageContaining("use up, down or both");
    }

    static LineageGraph walk(String root, LineageDirection direction, int depth, int most) {
        return LineageWalk.of(node(root), direction, depth, most, over(FAMILY));
    }

    private static LineageWalk.Neighbours over(List<LineageEdge> edges) {
        return (node, direction, most) -> {
            List<LineageStep> steps = new ArrayList<>();
            for (LineageEdge edge : edges) {
                boolean up = direction == LineageDirection.UP;
                if ((up ? edge.to() : edge.from()).equals(node.key())) {
                    String other = up ? edge.from() : edge.to();
                    steps.add(new LineageStep(node(other.substring("VERSION:".length())), edge.verb()));
                }
            }
            return steps;
        };
    }

    private static LineageEdge edge(String from, String to) {
        return new LineageEdge("VERSION:" + from, "VERSION:" + to, "came before");
    }

    private static LineageNode node(String id) {
        return new LineageNode(NodeKind.VERSION, id, id, "/" + id, null, null, null);
    }

    private static List<String> ids(LineageGraph graph) {
        return graph.nodes().stream().map(LineageNode::id).toList();
    }
}
