package org.modelyard.ml.explain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.explain.Counterfactual.Change;
import org.modelyard.ml.score.InputRow;

class CounterfactualTest {

    private static final Schema SCHEMA = new Schema(
            Task.CLASSIFICATION,
            "y",
            List.of(
                    new FeatureSpec("income", FeatureType.NUMERIC),
                    new FeatureSpec("children", FeatureType.NUMERIC),
                    new FeatureSpec("house", FeatureType.CATEGORICAL),
                    new FeatureSpec("sex", FeatureType.CATEGORICAL, true),
                    new FeatureSpec("note", FeatureType.TEXT)));
    private static final Table BACKGROUND = background();

    @Test
    void the_single_change_is_found_and_drawn_back_to_where_the_answer_turns() {
        Counterfactual.Found found = (Counterfactual.Found) search(row -> row.numbers()[0] >= 51.25 ? 0.9 : 0.1)
                .find(row(20, 2, "rents", "f"), new Wanted.Label("yes"));
        Counterfactual.Alternative first = found.alternatives().get(0);
        Change change = first.changes().get(0);
        assertThat(first.changes()).hasSize(1);
        assertThat(change.feature()).isEqualTo("income");
        assertThat(change.from()).isEqualTo("20");
        assertThat(Double.parseDouble(change.to())).isBetween(51.25, 51.35);
        assertThat(first.answer()).isEqualTo("yes");
        assertThat(first.score()).isCloseTo(0.9, within(1e-12));
    }

    @Test
    void whole_numbers_stay_whole_and_the_nearest_of_several_comes_first() {
        Counterfactual.Found found =
                (Counterfactual.Found) search(row -> row.numbers()[1] >= 3 || "owns".equals(row.texts()[2]) ? 0.9 : 0.1)
                        .find(row(20, 2, "rents", "f"), new Wanted.OtherThan("no"));
        assertThat(found.alternatives()).hasSize(2);
        assertThat(found.alternatives())
                .extracting(one -> one.changes().get(0))
                .containsExactlyInAnyOrder(new Change("children", "2", "3"), new Change("house", "rents", "owns"));
        assertThat(found.alternatives()).isSortedAccordingTo((a, b) -> Double.compare(a.distance(), b.distance()));
    }

    @Test
    void two_changes_are_found_where_one_does_not_do() {
        CounterfactualSearch search =
                search(row -> (row.numbers()[0] >= 60 ? 0.3 : 0.1) + ("owns".equals(row.texts()[2]) ? 0.3 : 0));
        Counterfactual.Found found =
                (Counterfactual.Found) search.find(row(20, 2, "rents", "f"), new Wanted.Label("yes"));
        assertThat(found.alternatives().get(0).changes())
                .extracting(Change::feature)
                .containsExactlyInAnyOrder("income", "house");
        assertThat(found.asked()).isLessThan(2_000);
    }

    @Test
    void a_sensitive_input_is_never_changed_nor_one_that_is_fixed() {
        CounterfactualSearch bySex = search(row -> "m".equals(row.texts()[3]) ? 0.9 : 0.1);
        Counterfactual none = bySex.find(row(20, 2, "rents", "f"), new Wanted.Label("yes"));
        assertThat(none).isInstanceOf(Counterfactual.NotFound.class);
        assertThat(((Counterfactual.NotFound) none).reason()).startsWith("No change of up to 3 inputs was found");
        CounterfactualSearch fixed =
                new CounterfactualSearch(bySex.scorer(), BACKGROUND, Set.of("income", "children", "house"), 3, 1_000);
        assertThat(((Counterfactual.NotFound) fixed.find(row(20, 2, "rents", "f"), new Wanted.Label("yes"))).reason())
                .startsWith("No input may be changed");
    }

    @Test
    void the_search_is_bounded_and_says_so() {
        CounterfactualSearch search =
                new CounterfactualSearch(Asking.probability(SCHEMA, row -> 0.1), BACKGROUND, Set.of(), 3, 50);
        Counterfactual.NotFound none =
                (Counterfactual.NotFound) search.find(row(20, 2, "rents", "f"), new Wanted.Label("yes"));
        assertThat(none.asked()).isEqualTo(50);
        assertThat(none.reason()).contains("before 50 questions");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.find(row(20, 2, "rents", "f"), new Wanted.Label("no")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.find(row(20, 2, "rents", "f"), new Wanted.Label("maybe")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.find(row(20, 2, "rents", "f"), new Wanted.AtLeast(1)));
    }

    @Test
    void a_missing_value_may_be_filled_and_a_regression_be_raised() {
        Schema schema = new Schema(Task.REGRESSION, "y", SCHEMA.features());
        Asking value = Asking.value(schema, x -> Double.isNaN(x[0]) ? 0 : x[0]);
        Table background = new Table(schema, BACKGROUND.columns(), new Column.Numbers(new double[BACKGROUND.rows()]));
        CounterfactualSearch search = new CounterfactualSearch(value, background, Set.of(), 1, 1_000);
        Counterfactual.Found raised =
                (Counterfactual.Found) search.find(row(Double.NaN, 2, "rents", "f"), new Wanted.AtLeast(40));
        Change change = raised.alternatives().get(0).changes().get(0);
        assertThat(change.from()).isNull();
        assertThat(Double.parseDouble(change.to())).isGreaterThanOrEqualTo(40);
        Counterfactual.Found lowered =
                (Counterfactual.Found) search.find(row(70, 2, "rents", "f"), new Wanted.AtMost(40));
        assertThat(lowered.alternatives().get(0).score()).isBetween(39.9, 40.0);
        assertThat(requireNonNull(lowered.alternatives().get(0).changes().get(0).from()))
                .isEqualTo("70");
    }

    @Test
    void both_outcomes_come_back_from_their_documents() {
        Schema schema = new Schema(Task.REGRESSION, "y", SCHEMA.features());
        Asking value = Asking.value(schema, x -> Double.isNaN(x[0]) ? 0 : x[0]);
        Table background = new Table(schema, BACKGROUND.columns(), new Column.Numbers(new double[BACKGROUND.rows()]));
        Counterfactual found = new CounterfactualSearch(value, background, Set.of(), 1, 1_000)
                .find(row(Double.NaN, 2, "rents", "f"), new Wanted.AtLeast(40));
        assertThat(found).isInstanceOf(Counterfactual.Found.class);
        assertThat(Counterfactual.fromJson(found.toJson())).isEqualTo(found);
        assertThat(found.toJson()).contains("\"from\":null", "\"outcome\":\"FOUND\"");
        Counterfactual none = new Counterfactual.NotFound("No.", 7);
        assertThat(Counterfactual.fromJson(none.toJson())).isEqualTo(none);
        for (String json : List.of("", "{", "{}", "{\"asked\":1,\"outcome\":\"MAYBE\"}")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Counterfactual.fromJson(json));
        }
    }

    private static CounterfactualSearch search(Function<InputRow, Double> positive) {
        return new CounterfactualSearch(
                Asking.probability(SCHEMA, positive),
                BACKGROUND,
                Set.of(),
                CounterfactualSearch.MOST_CHANGES,
                CounterfactualSearch.MOST_ASKED);
    }

    private static InputRow row(double income, double children, String house, String sex) {
        return new InputRow(
                new double[] {income, children, Double.NaN, Double.NaN, Double.NaN},
                new String[] {null, null, house, sex, "a note"});
    }

    private static Table background() {
        int rows = 200;
        Random random = new Random(2);
        double[] income = random.doubles(rows, 10, 90).toArray();
        double[] children = new double[rows];
        Arrays.setAll(children, row -> row % 6);
        int[] house = new int[rows];
        int[] sex = new int[rows];
        String[] notes = new String[rows];
        Arrays.setAll(house, row -> row % 3);
        Arrays.setAll(sex, row -> row % 2);
        Arrays.fill(notes, "a note");
        return new Table(
                SCHEMA,
                List.of(
                        new Column.Numbers(income),
                        new Column.Numbers(children),
                        new Column.Categories(house, new String[] {"rents", "owns", "other"}),
                        new Column.Categories(sex, new String[] {"f", "m"}),
                        new Column.Texts(notes)),
                new Column.Categories(sex, new String[] {"no", "yes"}));
    }
}
