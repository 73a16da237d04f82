package org.modelyard.ml.advice;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.platform.model.Refusal;

class ContentAdvisorTest {

    private static final List<FeatureSpec> FEATURES = List.of(
            new FeatureSpec("caption", FeatureType.TEXT),
            new FeatureSpec("at", FeatureType.TIMESTAMP),
            new FeatureSpec("platform", FeatureType.CATEGORICAL),
            new FeatureSpec("gender", FeatureType.CATEGORICAL, true));
    private static final Map<String, Object> POST = Map.of(
            "caption",
            "Our new shoes are out today in all colours and sizes #shoes",
            "at",
            "2026-06-01T09:30:00Z",
            "platform",
            "x",
            "gender",
            "f");
    private static final Map<String, Object> WISHES = Map.of(
            "hashtags",
            List.of("#sale", "#sun"),
            "zone",
            "Europe/Berlin",
            "alternatives",
            Map.of("platform", List.of("y", "x")));

    @Test
    void every_kind_of_edit_is_tried_and_the_planted_gains_come_back_in_their_order() {
        Scorer scorer = Answering.value(FEATURES, ContentAdvisorTest::planted);
        ContentAdvice.Suggested advice = suggested(scorer, Members.NONE, WISHES);
        assertThat(advice.predicted()).isZero();
        assertThat(advice.label()).isNull();
        assertThat(advice.suggestions())
                .extracting(one -> one.edits().get(0).kind())
                .containsExactly(
                        Edit.Kind.HOUR,
                        Edit.Kind.VALUE,
                        Edit.Kind.HASHTAGS_ADDED,
                        Edit.Kind.QUESTION,
                        Edit.Kind.SHORTENED,
                        Edit.Kind.EMOJI_ADDED);
        assertThat(advice.suggestions())
                .extracting(Suggestion::gain)
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b), Double.class)
                .containsExactly(6.0, 5.0, 4.0, 3.0, 2.0, 1.0);
        // 18 o'clock in Berlin's summer is 16 o'clock
        assertThat(advice.suggestions().get(0).inputs()).isEqualTo(Map.of("at", "2026-06-01T16:30:00Z"));
        assertThat(advice.suggestions().get(0).edits().get(0).words())
                .isEqualTo("Let 'at' be 18:00 to 18:59 of the same day.");
        Suggestion pair = requireNonNull(advice.pair());
        assertThat(pair.gain()).isCloseTo(11, within(1e-12));
        assertThat(pair.inputs()).isEqualTo(Map.of("at", "2026-06-01T16:30:00Z", "platform", "y"));
        assertThat(advice.lengths()).isEqualTo(new ContentAdvice.Lengths(5, 5));
        // 2 lengths, 1 count of hashtags, 1 question, 4 emoji, 2 hashtags, 23 hours, 1 platform; pairs of six topics
        assertThat(advice.tried()).isEqualTo(34 + 15);
    }

    /** 6 at 18 o'clock in Berlin, 5 on y, 4 for #sun, 3 for a question, 2 for five words, 1 for one emoji. */
    private static double planted(InputRow row) {
        String caption = requireNonNull(row.texts()[0]);
        double sum = row.numbers()[1] % 86_400 == 16.5 * 3600 ? 6 : 0;
        sum += "y".equals(row.texts()[2]) ? 5 : 0;
        sum += caption.endsWith("#shoes #sun") ? 4 : 0;
        sum += caption.contains(AdvicePlan.QUESTION) ? 3 : 0;
        sum += caption.equals("Our new shoes are out #shoes") ? 2 : 0;
        return sum + (caption.contains(AdvicePlan.EMOJI.get(2)) ? 1 : 0);
    }

    @Test
    void whoever_sends_the_suggested_inputs_gets_what_was_predicted() {
        Scorer scorer = Answering.probability(FEATURES, row -> {
            String caption = requireNonNull(row.texts()[0]);
            return 1
                    / (1
                            + Math.exp(caption.length() / 50.0
                                    - row.numbers()[1] % 86_400 / 40_000
                                    - caption.chars().filter(c -> c == '#').count()));
        });
        ContentAdvice.Suggested advice = suggested(scorer, Members.NONE, WISHES);
        assertThat(advice.label()).isEqualTo("yes");
        assertThat(advice.suggestions()).hasSize(AdvicePlan.MOST);
        for (Suggestion one :
                List.of(advice.suggestions().get(0), advice.suggestions().get(9), requireNonNull(advice.pair()))) {
            Map<String, Object> inputs = new HashMap<>(POST);
            inputs.putAll(one.inputs());
            Scores.Labelled answer = (Scores.Labelled) scorer.score(Answering.read(scorer.signature(), inputs));
            assertThat(answer.probabilities()[1]).isEqualTo(one.predicted());
            assertThat(one.predicted() - advice.predicted()).isEqualTo(one.gain());
        }
        // two hashtags that each gain are tried together
        assertThat(advice.suggestions())
                .extracting(one -> one.edits().get(0).to())
                .contains("#sun #sale");
    }

    @Test
    void one_model_alone_states_no_interval_nor_do_models_that_all_agree() {
        Scorer scorer = Answering.value(FEATURES, ContentAdvisorTest::planted);
        Suggestion alone = suggested(scorer, Members.NONE, WISHES).suggestions().get(0);
        assertThat(alone.interval()).isNull();
        assertThat(alone.sure()).isFalse();
        assertThat(alone.reason()).startsWith("One model alone does not tell");
        Members agreeing = new Members(Members.Sampling.FOLDS, List.of(scorer, scorer, scorer, scorer));
        Suggestion agreed = suggested(scorer, agreeing, WISHES).suggestions().get(0);
        assertThat(agreed.interval()).isNull();
        assertThat(agreed.reason()).startsWith("All models state the same gain");
    }

    @Test
    void models_that_differ_give_an_interval_that_is_wider_the_more_was_tried() {
        Scorer scorer = Answering.value(FEATURES, ContentAdvisorTest::planted);
        List<Scorer> others = DoubleStream.of(0.9, 1.0, 1.1, 0.95, 1.05)
                .mapToObj(factor -> (Scorer) Answering.value(FEATURES, row -> factor * planted(row)))
                .toList();
        Members folds = new Members(Members.Sampling.FOLDS, others);
        Suggestion one = suggested(scorer, folds, Map.of("emoji", List.of(), "words", List.of(), "question", ""))
                .suggestions()
                .get(0);
        Suggestion many = suggested(scorer, folds, WISHES).suggestions().get(0);
        // 4/5 · (0.6² + 0.6² + 0.3² + 0.3²) = 0.72, and 24 edits were tried
        double half = (requireNonNull(one.interval()).high() - one.interval().low()) / 2;
        assertThat(half).isCloseTo(quantile(0.025 / 24) * Math.sqrt(0.72), within(1e-9));
        assertThat(requireNonNull(many.interval()).high())
                .isGreaterThan(one.interval().high());
        assertThat(many.interval().confidence()).isEqualTo(0.95);
        assertThat(many.reason()).isNull();
        Members samples = new Members(Members.Sampling.BOOTSTRAP, others);
        Suggestion drawn = suggested(scorer, samples, WISHES).suggestions().get(0);
        double ratio = (many.interval().high() - many.gain())
                / (requireNonNull(drawn.interval()).high() - drawn.gain());
        assertThat(ratio).isCloseTo(Math.sqrt(0.72 / (0.9 / 4)), within(1e-9));
        assertThat(drawn.sure()).isTrue();
    }

    private static double quantile(double tail) {
        return org.apache.commons.statistics.distribution.TDistribution.of(4).inverseSurvivalProbability(tail);
    }

    @Test
    void where_nothing_gains_that_is_said() {
        Scorer flat = Answering.value(FEATURES, row -> 3);
        ContentAdvice none = advisor(flat, Members.NONE, WISHES).advise(Answering.read(flat.signature(), POST), null);
        assertThat(none)
                .isEqualTo(new ContentAdvice.NothingBetter(
                        null, 3, 34, "None of the 34 edits that were tried raises the prediction."));
        ContentAdvice empty = advisor(flat, Members.NONE, WISHES).advise(InputRow.empty(4), null);
        assertThat(empty).isInstanceOfSatisfying(ContentAdvice.NothingBetter.class, one -> assertThat(one.tried())
                .isEqualTo(2));
        ContentAdvice.NothingBetter nothing = (ContentAdvice.NothingBetter)
                advisor(flat, Members.NONE, Map.of()).advise(InputRow.empty(4), null);
        assertThat(nothing.reason()).isEqualTo("The plan has no edit for this row.");
    }

    @Test
    void a_day_has_the_hours_that_its_zone_gives_it() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        double spring = java.time.Instant.parse("2026-03-29T12:00:00.5Z").toEpochMilli() / 1000.0;
        assertThat(Edits.atHour(spring, berlin, 2)).isNaN();
        assertThat(Edits.atHour(spring, berlin, 1) - spring).isEqualTo(-12 * 3600);
        assertThat(Edits.atHour(spring, berlin, 14)).isEqualTo(spring);
        assertThat(Edits.atHour(Double.NaN, berlin, 1)).isNaN();
        assertThat(Edits.atHour(1e300, berlin, 1)).isNaN();
    }

    @Test
    void advice_comes_back_from_its_document() {
        Scorer scorer = Answering.value(FEATURES, ContentAdvisorTest::planted);
        Members members = new Members(
                Members.Sampling.BOOTSTRAP,
                List.of(
                        scorer,
                        Answering.value(FEATURES, row -> 2 * planted(row)),
                        Answering.value(FEATURES, row -> 0)));
        for (Members one : List.of(members, Members.NONE)) {
            ContentAdvice advice = suggested(scorer, one, WISHES);
            assertThat(advice.toJson()).contains("does not promise").doesNotContain("NaN");
            assertThat(ContentAdvice.fromJson(advice.toJson())).isEqualTo(advice);
        }
        ContentAdvice none = new ContentAdvice.NothingBetter("yes", 0.5, 3, "None.");
        assertThat(ContentAdvice.fromJson(none.toJson())).isEqualTo(none);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "{\"outcome\":\"MAYBE\",\"predicted\":1,\"tried\":1}"})
    void any_other_document_is_refused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> ContentAdvice.fromJson(json));
    }

    @Test
    void a_plan_that_does_not_fit_is_refused_with_what_to_write() {
        refused(Map.of("alternatives", Map.of("gender", List.of("m"))), "plan.alternatives", "it is sensitive");
        refused(Map.of("alternatives", Map.of("caption", List.of("m"))), "plan.alternatives", "no CATEGORICAL input");
        refused(Map.of("text", "platform"), "plan.text", "there are: caption");
        refused(Map.of("zone", "Berlin"), "plan.zone", "Europe/Berlin");
        refused(Map.of("hashtags", List.of("sale")), "plan.hashtags", "begin with '#'");
        refused(Map.of("words", List.of(0)), "plan.words", "from 1");
        refused(Map.of("most", 0), "plan.most", "whole number");
        refused(Map.of("colour", "red"), "plan.colour", "there are text, words");
        Scorer flat = Answering.value(FEATURES, row -> 3);
        Scorer other = Answering.value(FEATURES.subList(0, 2), row -> 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> advisor(flat, new Members(Members.Sampling.FOLDS, List.of(other)), Map.of()));
        assertThatThrownBy(() -> advisor(flat, Members.NONE, Map.of()).advise(InputRow.empty(4), "yes"))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("leave 'label' out");
    }

    private static void refused(Map<String, ?> plan, String field, String message) {
        assertThatThrownBy(() -> AdvicePlan.parse("plan", plan, Answering.signature(FEATURES, List.of())))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refusal -> {
                    assertThat(refusal.errors().get(0).field()).isEqualTo(field);
                    assertThat(refusal.errors().get(0).message()).contains(message);
                });
    }

    private static ContentAdvisor advisor(Scorer scorer, Members members, Map<String, ?> wishes) {
        return new ContentAdvisor(scorer, members, AdvicePlan.parse("plan", wishes, scorer.signature()));
    }

    private static ContentAdvice.Suggested suggested(Scorer scorer, Members members, Map<String, ?> wishes) {
        return (ContentAdvice.Suggested)
                advisor(scorer, members, wishes).advise(Answering.read(scorer.signature(), POST), null);
    }
}
