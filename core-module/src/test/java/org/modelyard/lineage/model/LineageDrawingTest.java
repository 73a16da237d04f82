package org.modelyard.lineage.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LineageDrawingTest {

    @Test
    void what_came_later_lies_farther_right_and_nothing_covers_another() {
        LineageDrawing drawing = LineageDrawing.of(LineageWalkTest.walk("first", LineageDirection.BOTH, 6, 100));
        Map<String, LineageDrawing.Box> boxes = drawing.boxes().stream()
                .collect(Collectors.toMap(box -> box.node().key(), Function.identity()));
        assertThat(boxes).hasSize(5);
        assertThat(drawing.lines()).hasSize(4).allSatisfy(line -> assertThat(
                        requireNonNull(boxes.get(line.edge().from())).x())
                .isLessThan(requireNonNull(boxes.get(line.edge().to())).x()));
        assertThat(drawing.boxes()).allSatisfy(box -> {
            assertThat(box.x()).isNotNegative();
            assertThat(box.y()).isNotNegative();
            assertThat(box.x() + LineageDrawing.BOX_WIDTH).isLessThanOrEqualTo(drawing.width());
            assertThat(box.y() + LineageDrawing.BOX_HEIGHT).isLessThanOrEqualTo(drawing.height());
        });
        for (LineageDrawing.Box one : drawing.boxes()) {
            for (LineageDrawing.Box other : drawing.boxes()) {
                assertThat(one == other
                                || Math.abs(one.x() - other.x()) >= LineageDrawing.BOX_WIDTH
                                || Math.abs(one.y() - other.y()) >= LineageDrawing.BOX_HEIGHT)
                        .isTrue();
            }
        }
        assertThat(drawing.boxes().stream().filter(LineageDrawing.Box::root))
                .singleElement()
                .satisfies(box -> assertThat(box.node().id()).isEqualTo("first"));
    }

    @Test
    void one_that_is_alone_is_drawn() {
        LineageDrawing drawing = LineageDrawing.of(LineageWalkTest.walk("third", LineageDirection.DOWN, 6, 100));
        assertThat(drawing.boxes()).hasSize(1);
        assertThat(drawing.width()).isGreaterThan(LineageDrawing.BOX_WIDTH);
        assertThat(drawing.height()).isGreaterThan(LineageDrawing.BOX_HEIGHT);
    }
}
