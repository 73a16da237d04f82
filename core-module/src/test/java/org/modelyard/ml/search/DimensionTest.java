package org.modelyard.ml.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.search.Range.Scale;

class DimensionTest {

    @Test
    void a_log_scale_gives_each_power_of_ten_the_same_stretch() {
        Range rate = new Range("rate", 1e-4, 1, false, Scale.LOG, 5);
        assertThat((double) rate.at(0.25)).isCloseTo(1e-3, within(1e-12));
        assertThat((double) rate.at(0)).isEqualTo(1e-4);
        assertThat((double) rate.at(1)).isEqualTo(1);
        assertThat(rate.grid()).hasSize(5).startsWith(1e-4).endsWith(1.0);
        assertThat((double) rate.grid().get(2)).isCloseTo(1e-2, within(1e-12));
    }

    @Test
    void whole_numbers_are_equally_likely_the_ends_too() {
        Range range = new Range("n", 1, 4, true, Scale.LINEAR, 5);
        Map<Object, Integer> counts = new HashMap<>();
        for (int i = 0; i < 4_000; i++) {
            counts.merge(range.at((i + 0.5) / 4_000), 1, Integer::sum);
        }
        assertThat(counts).isEqualTo(Map.of(1, 1_000, 2, 1_000, 3, 1_000, 4, 1_000));
        assertThat(range.size()).isEqualTo(4);
        assertThat(range.grid()).containsExactly(1, 2, 3, 4);
    }

    @Property
    void a_value_lies_where_it_came_from(
            @ForAll @DoubleRange(min = 0, max = 1) double place, @ForAll @IntRange(min = 1, max = 300) int max) {
        for (Dimension dimension : List.of(
                new Range("log", 1e-6, max, false, Scale.LOG, 5),
                new Range("linear", -max, max, false, Scale.LINEAR, 5))) {
            assertThat(dimension.place(dimension.at(place))).isCloseTo(place, within(1e-9));
        }
        for (Dimension dimension : List.of(
                new Range("whole", 1, 1 + max, true, Scale.LINEAR, 5),
                new Range("wholeLog", 1, 1 + max, true, Scale.LOG, 5),
                new Choice("choice", List.of("a", 2, 3.5)))) {
            Object value = dimension.at(place);
            assertThat(dimension.at(dimension.place(value))).isEqualTo(value);
        }
    }

    @Test
    void a_countable_space_lists_each_point_once() {
        SearchSpace space = new SearchSpace(
                List.of(new Range("n", 3, 7, true, Scale.LINEAR, 2), new Choice("c", List.of("a", "b", "c"))));
        assertThat(space.size()).isEqualTo(15);
        Set<Map<String, Object>> points = new HashSet<>();
        for (long i = 0; i < 15; i++) {
            points.add(space.point(i));
        }
        assertThat(points).hasSize(15);
        assertThat(space.gridSize()).isEqualTo(6);
        assertThat(space.gridPoint(0)).containsExactly(Map.entry("n", 3), Map.entry("c", "a"));
        assertThat(space.gridPoint(5)).containsExactly(Map.entry("n", 7), Map.entry("c", "c"));
    }

    @Test
    void sizes_that_no_long_holds_are_not_to_be_counted() {
        List<Dimension> many = List.of("a", "b", "c", "d").stream()
                .map(name -> (Dimension) new Range(name, 1, 1_000_000, true, Scale.LINEAR, 1_000))
                .toList();
        assertThat(new SearchSpace(many).size()).isEqualTo(Long.MAX_VALUE);
        assertThat(new SearchSpace(many).gridSize()).isEqualTo(1_000_000_000_000L);
    }

    @Test
    void a_density_of_places_is_a_density() {
        for (double[] places : new double[][] {{}, {0}, {0.2, 0.21, 0.9}, {1, 1, 1, 1, 1}}) {
            Density density = new Density.Parzen(places);
            int steps = 100_000;
            double mass = 0;
            for (int i = 0; i < steps; i++) {
                mass += Math.exp(density.log((i + 0.5) / steps)) / steps / Math.sqrt(2 * Math.PI);
            }
            assertThat(mass).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void draws_follow_the_density() {
        Density density = new Density.Parzen(new double[] {0.8, 0.82, 0.84});
        SplittableRandom random = new SplittableRandom(3);
        int near = 0;
        for (int i = 0; i < 20_000; i++) {
            double place = density.draw(random);
            assertThat(place).isBetween(0.0, 1.0);
            near += place > 0.5 ? 1 : 0;
        }
        double expected = 0;
        for (int i = 0; i < 50_000; i++) {
            expected += Math.exp(density.log(0.5 + (i + 0.5) / 100_000)) / 100_000 / Math.sqrt(2 * Math.PI);
        }
        assertThat(near / 20_000.0).isCloseTo(expected, within(0.015));
    }
}
