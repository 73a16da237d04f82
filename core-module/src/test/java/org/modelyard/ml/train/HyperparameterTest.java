package org.modelyard.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.train.Hyperparameter.Scale;
import org.modelyard.platform.model.Refusal;

class HyperparameterTest {

    private static final Hyperparameter COLOUR = Hyperparameter.choice("colour", "Its colour.", "red", "green", "blue");
    private static final Hyperparameter MEMBERS =
            Hyperparameter.list("members", List.of("tree", "line"), "tree,line", "Who votes.");
    private static final Hyperparameter RATE =
            Hyperparameter.number("rate", 0, 100, 1, "How fast.").withSearch(0.01, 1, Scale.LOG);
    private static final Hyperparameter ROUNDS = Hyperparameter.integer("rounds", 1, 10, 3, "How often.");

    @Test
    void a_choice_takes_its_options_and_nothing_else() {
        assertThat(COLOUR.accept("green")).isEqualTo("green");
        assertThat(COLOUR.presetValue()).isEqualTo("red");
        for (Object wrong : List.of("Green", "", 1, List.of("green"))) {
            assertThatThrownBy(() -> COLOUR.accept(wrong))
                    .isInstanceOf(Refusal.Invalid.class)
                    .hasMessage("'colour' must be one of red, green, blue.");
        }
    }

    @Test
    void a_list_takes_options_as_text_or_as_a_list() {
        assertThat(MEMBERS.accept("line, tree,line")).isEqualTo("line,tree,line");
        assertThat(MEMBERS.accept(List.of("line", "tree"))).isEqualTo("line,tree");
        for (Object wrong : List.of("", "line,", "line;tree", List.of(), List.of(3), 3)) {
            assertThatThrownBy(() -> MEMBERS.accept(wrong))
                    .isInstanceOf(Refusal.Invalid.class)
                    .hasMessage("'members' must be one or more of tree, line, separated by commas.");
        }
    }

    @Test
    void what_is_typed_is_read_as_the_kind_it_is() {
        assertThat(COLOUR.typed(" blue ")).isEqualTo("blue");
        assertThat(RATE.typed(" 0.5 ")).isEqualTo(0.5);
        assertThat(ROUNDS.typed("4")).isEqualTo(4);
        for (String wrong : List.of("", "4.5", "eleven", "11")) {
            assertThatThrownBy(() -> ROUNDS.typed(wrong))
                    .isInstanceOf(Refusal.Invalid.class)
                    .hasMessage("'rounds' must be a whole number from 1 to 10.");
        }
    }

    @Test
    void a_search_walks_the_range_on_its_scale() {
        assertThat((double) RATE.at(0)).isEqualTo(0.01);
        assertThat((double) RATE.at(0.5)).isCloseTo(0.1, within(1e-12));
        assertThat((double) RATE.at(1)).isEqualTo(1);
        assertThat(ROUNDS.at(0)).isEqualTo(1);
        assertThat(ROUNDS.at(0.4)).isEqualTo(5); // 4.6
        assertThat(ROUNDS.at(1)).isEqualTo(10);
        assertThat(COLOUR.at(0)).isEqualTo("red");
        assertThat(COLOUR.at(0.5)).isEqualTo("green");
        assertThat(COLOUR.at(1)).isEqualTo("blue");
        assertThatThrownBy(() -> RATE.at(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_search_range_beyond_the_values_or_a_logarithm_of_zero_is_a_mistake() {
        assertThatThrownBy(() -> ROUNDS.withSearch(0, 5, Scale.LINEAR)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ROUNDS.withSearch(5, 11, Scale.LINEAR)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RATE.withSearch(0, 5, Scale.LOG)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_search_that_was_not_declared_is_over_all_values_and_not_worthwhile() {
        assertThat(ROUNDS.searchMin()).isEqualTo(1);
        assertThat(ROUNDS.searchMax()).isEqualTo(10);
        assertThat(ROUNDS.scale()).isEqualTo(Scale.LINEAR);
        assertThat(ROUNDS.search().worthwhile()).isFalse();
        assertThat(RATE.search().worthwhile()).isTrue();
    }
}
