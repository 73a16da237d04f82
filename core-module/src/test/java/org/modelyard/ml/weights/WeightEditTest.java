package org.modelyard.ml.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.EncodingSpec;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.model.NearestNeighbours;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.testdata.SharedData;

/** Weights as people see and change them. */
class WeightEditTest {

    private static final Table TABLE = new Table(
            SharedData.schema(Task.CLASSIFICATION, "y", "n:NUMERIC", "c:CATEGORICAL", "t:TIMESTAMP"),
            List.of(
                    new Column.Numbers(new double[] {1, 2, 3, 6}),
                    new Column.Categories(new int[] {0, 0, 1, -1}, new String[] {"red", "blue"}),
                    new Column.Numbers(new double[] {0, 86_400e3, 2 * 86_400e3, 9 * 86_400e3})),
            new Column.Categories(new int[] {0, 1, 0, 1}, new String[] {"no", "yes"}));
    private static final FeatureEncoder ENCODER =
            FeatureEncoder.fit(TABLE, new EncodingSpec(2, 3, 5, 2, 50_000, 0, 1, 1_000));

    /** Weights 0.5, -1, 1.5, -2 and so on, so that the last is the largest. */
    private static ModelScorer scorer(int labels) {
        int outputs = labels == 3 ? 3 : 1;
        double[] weights = new double[ENCODER.width() * outputs];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (i % 2 == 0 ? 0.5 : -0.5) * (i + 1);
        }
        Link link = labels == 0 ? Link.IDENTITY : labels == 2 ? Link.LOGISTIC : Link.SOFTMAX;
        return new ModelScorer(
                ENCODER,
                new LinearModel(link, outputs, ENCODER.width(), weights, new double[outputs]),
                List.of("no", "yes", "maybe").subList(0, labels));
    }

    private static WeightQuery query(int limit, WeightQuery.@Nullable Seen after) {
        return new WeightQuery(null, null, false, limit, after);
    }

    @Test
    void pages_hold_every_weight_once_the_largest_first() {
        FeatureWeights weights = FeatureWeights.of(scorer(3), null);
        List<FeatureWeight> all = new ArrayList<>();
        WeightQuery.Seen after = null;
        int pages = 0;
        do {
            FeatureWeights.Chosen page = weights.choose(query(7, after), null);
            assertThat(page.matching()).isEqualTo(3L * ENCODER.width());
            all.addAll(page.items());
            String next = page.next();
            after = next == null ? null : WeightQuery.Seen.of(next);
            pages++;
        } while (after != null);
        assertThat(all).hasSize(3 * ENCODER.width()).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo((3 * ENCODER.width() + 6) / 7);
        for (int i = 1; i < all.size(); i++) {
            assertThat(Math.abs(all.get(i - 1).weight()))
                    .isGreaterThan(Math.abs(all.get(i).weight()));
        }
        assertThatThrownBy(() -> WeightQuery.Seen.of("?")).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> WeightQuery.Seen.of("AAAA")).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void features_are_found_by_what_they_mean_and_labels_by_name() {
        FeatureWeights weights = FeatureWeights.of(scorer(3), null);
        FeatureWeights.Chosen red = weights.choose(new WeightQuery("=RED", "maybe", false, 10, null), null);
        assertThat(red.items()).hasSize(1);
        assertThat(red.items().get(0).feature()).isEqualTo("c=red");
        assertThat(red.items().get(0).label()).isEqualTo("maybe");
        assertThatThrownBy(() -> weights.choose(new WeightQuery(null, "other", false, 10, null), null))
                .hasMessageContaining("no, yes, maybe");
        assertThatThrownBy(() ->
                        FeatureWeights.of(scorer(2), null).choose(new WeightQuery(null, "no", false, 10, null), null))
                .hasMessageContaining("negated");
    }

    @Test
    void of_a_standardised_number_it_says_what_one_unit_of_it_adds() {
        ModelScorer scorer = scorer(0);
        FeatureWeights weights = FeatureWeights.of(scorer, null);
        InputRow row = InputRow.empty(3);
        FeatureEncoder.fill(row, TABLE, 1);
        double before = ((Scores.Valued) scorer.score(row)).value();
        row.numbers()[0] += 1;
        double added = ((Scores.Valued) scorer.score(row)).value() - before;
        List<FeatureWeight> known = weights.choose(query(500, null), null).items().stream()
                .filter(weight -> weight.perUnit() != null)
                .sorted(Comparator.comparing(FeatureWeight::feature))
                .toList();
        assertThat(known).extracting(FeatureWeight::feature).containsExactly("n", "t day");
        assertThat(added).isCloseTo(Objects.requireNonNull(known.get(0).perUnit()), within(1e-6));
        assertThat(weights.choose(new WeightQuery("c", null, false, 500, null), null)
                        .items())
                .allSatisfy(weight -> assertThat(weight.perUnit()).isNull());
    }

    @Test
    void two_of_the_same_encoding_are_compared_by_the_largest_difference() {
        ModelScorer before = scorer(2);
        WeightEdit edit = WeightEdit.of(before, List.of(change("c=red", null, 9.0, null, null, null)));
        FeatureWeights.Chosen page =
                FeatureWeights.of(edit.scorer(), null).choose(query(3, null), FeatureWeights.of(before, null));
        assertThat(page.items().get(0).feature()).isEqualTo("c=red");
        FeatureWeight red = page.items().get(0);
        assertThat(red.difference()).isEqualTo(9 - Objects.requireNonNull(red.other()));
        assertThat(page.items().get(1).difference()).isZero();

        Table others = TABLE.select(new int[] {0, 1, 2});
        FeatureEncoder another = FeatureEncoder.fit(others, new EncodingSpec(2, 3, 5, 2, 50_000, 0, 1, 1_000));
        ModelScorer trained = new ModelScorer(
                another,
                new LinearModel(Link.LOGISTIC, 1, another.width(), new double[another.width()], new double[1]),
                List.of("no", "yes"));
        assertThatThrownBy(
                        () -> FeatureWeights.of(before, null).choose(query(3, null), FeatureWeights.of(trained, null)))
                .hasMessageContaining("encode their inputs differently");
        assertThatThrownBy(() ->
                        FeatureWeights.of(before, null).choose(query(3, null), FeatureWeights.of(scorer(3), null)))
                .hasMessageContaining("other labels");
    }

    @Test
    void set_frozen_and_bounded_weights_are_in_the_version_and_in_its_file() {
        WeightEdit edit = WeightEdit.of(
                scorer(2),
                List.of(
                        change("n", "yes", 0.25, null, null, true),
                        change("c=red", null, null, -0.1, null, null),
                        change("c=blue", null, null, -1.0, 0.0, null)));
        ModelBundle bundle = new ModelBundle(edit.scorer(), new TrainerSpec("logistic-regression", Map.of()), 1);
        ModelScorer read = ModelBundle.read(bundle.write()).scorer();
        assertThat(ModelBundle.read(bundle.write()).write()).isEqualTo(bundle.write());
        FeatureWeights.Chosen held =
                FeatureWeights.of(read, null).choose(new WeightQuery(null, null, true, 10, null), null);
        assertThat(held.items()).hasSize(3).allSatisfy(weight -> {
            switch (weight.feature()) {
                case "n" -> {
                    assertThat(weight.weight()).isEqualTo(0.25);
                    assertThat(weight.constraint()).isEqualTo(new FeatureWeight.Constraint(true, null, null));
                }
                case "c=red" -> {
                    assertThat(weight.weight()).isGreaterThanOrEqualTo(-0.1);
                    assertThat(weight.constraint()).isEqualTo(new FeatureWeight.Constraint(false, -0.1, null));
                }
                default -> assertThat(weight.weight()).isBetween(-1.0, 0.0);
            }
        });
        assertThat(edit.changes()).hasSize(3);
        // a later change by hand moves what is frozen, and 'frozen: false' frees it
        WeightEdit again = WeightEdit.of(
                read,
                List.of(change("n", null, 0.5, null, null, null), change("c=red", null, null, null, null, false)));
        FeatureWeights after = FeatureWeights.of(again.scorer(), null);
        assertThat(after.choose(new WeightQuery(null, null, true, 10, null), null)
                        .items())
                .extracting(FeatureWeight::feature)
                .containsExactlyInAnyOrder("n", "c=blue");
        assertThat(after.choose(new WeightQuery("n", null, true, 1, null), null)
                        .items()
                        .get(0)
                        .weight())
                .isEqualTo(0.5);
    }

    @Test
    void what_is_wrong_is_named_all_at_once() {
        List<WeightChange> wrong = new ArrayList<>(List.of(
                change("no such", null, 1.0, null, null, null),
                change("n", "maybe", 1.0, null, null, null),
                change("n", null, null, null, null, null),
                change("n", null, 5.0, 0.0, 1.0, null),
                change("n", null, null, 2.0, 1.0, null),
                change("n", null, null, 2.0, 3.0, true),
                change("n", null, Double.POSITIVE_INFINITY, null, null, null),
                change(null, null, 1.0, null, null, null)));
        wrong.add(null);
        assertThatThrownBy(() -> WeightEdit.of(scorer(2), wrong))
                .isInstanceOfSatisfying(Refusal.Invalid.class, e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactly(
                                "changes[0].feature",
                                "label",
                                "changes[2]",
                                "changes[3].set",
                                "changes[4].min",
                                "changes[5].frozen",
                                "changes[6].set",
                                "changes[7].feature",
                                "changes[8].feature"));
        assertThatThrownBy(() -> WeightEdit.of(scorer(2), List.of())).hasMessageContaining("1 to 10000");
        assertThatThrownBy(() -> WeightEdit.of(scorer(2), List.of(change("n", null, 0.5, null, null, null))))
                .hasMessageContaining("nothing new");
    }

    @Test
    void models_without_such_weights_are_refused_in_words() {
        ModelScorer neighbours = new ModelScorer(
                ENCODER,
                new NearestNeighbours(
                        Link.PROBABILITIES, 1, ENCODER.encode(TABLE), new double[] {0, 1, 0, 1}, 1, false, false),
                List.of("no", "yes"));
        assertThatThrownBy(() -> WeightEdit.of(neighbours, List.of(change("n", null, 1.0, null, null, null))))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("k nearest neighbours");
        assertThatThrownBy(() -> FeatureWeights.of(scorer(2), "beside")).hasMessageContaining("'beside'");
    }

    private static WeightChange change(
            @Nullable String feature,
            @Nullable String label,
            @Nullable Double set,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable Boolean frozen) {
        return new WeightChange(feature, label, set, min, max, frozen);
    }
}
