package org.modelyard.rollout.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.rollout.model.JudgementPlan;
import org.modelyard.rollout.model.RolloutMetric;
import org.modelyard.rollout.model.RolloutStrategy;
import org.modelyard.rollout.model.RolloutWish;

class JudgementFormTest {

    private static final String PATH = "strategy.judgement.";

    private final JudgementForm form = new JudgementForm();

    @Test
    void what_is_left_empty_is_as_the_strategy_has_it() {
        assertThat(form.wanted()).isNull();
        form.getTyped().put(PATH + "alpha", " ");
        form.getChosen().put("ERRORS", false);
        assertThat(form.wanted()).isNull();
        assertThat(form.getUsualAlpha()).isEqualTo("0.05");
        assertThat(form.getUsualMinimum()).isEqualTo("100");
        assertThat(form.getUsualQuantile()).isEqualTo("0.95");
    }

    @Test
    void all_that_the_api_takes_can_be_chosen() {
        for (RolloutMetric metric : List.of(RolloutMetric.VALUE, RolloutMetric.LATENCY)) {
            form.getChosen().put(metric.name(), true);
        }
        form.getTyped()
                .putAll(Map.of(
                        PATH + "alpha", "1 %",
                        PATH + "minimum", "200",
                        PATH + "quantile", "0.9",
                        PATH + "tolerances.VALUE", "2.5",
                        PATH + "tolerances.LATENCY", "10 %"));
        RolloutWish wish = wish(RolloutStrategy.CANARY);
        form.requireObeyed(wish);
        assertThat(wish.plan().judgement())
                .isEqualTo(new JudgementPlan(
                        List.of(RolloutMetric.LATENCY, RolloutMetric.VALUE),
                        0.01,
                        200,
                        0.9,
                        Map.of(RolloutMetric.VALUE, 2.5, RolloutMetric.LATENCY, 0.1)));
    }

    @Test
    void not_judged_is_judged_by_nothing_and_by_nothing_else() {
        form.setUnjudged(true);
        assertThat(wish(RolloutStrategy.GRADUAL).plan().judgement().metrics()).isEmpty();
        form.getChosen().put("ERRORS", true);
        assertThat(refused(() -> form.wanted())).containsExactly(PATH + "metrics");
    }

    @Test
    void a_number_that_nothing_obeys_is_refused_beside_it() {
        form.getTyped().putAll(Map.of(PATH + "tolerances.ACCURACY", "0.02", PATH + "tolerances.ERRORS", "0.02"));
        assertThat(refused(() -> form.requireObeyed(wish(RolloutStrategy.GRADUAL))))
                .as("it is judged by errors, as usual")
                .containsExactly(PATH + "tolerances.ACCURACY");
        form.getTyped().remove(PATH + "tolerances.ACCURACY");
        form.requireObeyed(wish(RolloutStrategy.GRADUAL));

        form.getTyped().put(PATH + "quantile", "0.9");
        form.requireObeyed(wish(RolloutStrategy.GRADUAL));
        assertThat(refused(() -> form.requireObeyed(wish(RolloutStrategy.SHADOW))))
                .containsExactly(PATH + "quantile");
    }

    @Test
    void what_is_wrong_stands_beside_its_field_and_in_sight() {
        assertThat(form.isWrong()).isFalse();
        form.getChosen().put("VALUE", true);
        form.refused(
                catchThrowableOfType(Refusal.Invalid.class, () -> form.requireObeyed(wish(RolloutStrategy.CANARY))));
        assertThat(form.getProblems().at(PATH + "tolerances.VALUE")).startsWith("Say how much less");
        assertThat(form.isWrong()).isTrue();

        form.getTyped().putAll(Map.of(PATH + "alpha", "often", PATH + "minimum", "few"));
        assertThat(refused(() -> form.wanted())).containsExactlyInAnyOrder(PATH + "alpha", PATH + "minimum");
    }

    /** Each has its words, and a tolerance of its own but for the one that nobody else can know. */
    @Test
    void every_criterion_is_explained_with_what_is_usual() {
        assertThat(form.getCriteria())
                .extracting(JudgementForm.Criterion::name)
                .containsExactly("ERRORS", "LATENCY", "SCORES", "ACCURACY", "VALUE", "AGREEMENT");
        assertThat(form.getCriteria())
                .extracting(JudgementForm.Criterion::usual)
                .containsExactly("0.01", "0.05", "0.05", "0.02", "", "0.1");
        assertThat(form.getCriteria()).allSatisfy(one -> assertThat(one.hint()).isNotBlank());
    }

    private RolloutWish wish(RolloutStrategy strategy) {
        return new RolloutWish(strategy, null, form.wanted(), null, null, null, null);
    }

    private static List<String> refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable what) {
        return catchThrowableOfType(Refusal.Invalid.class, what).errors().stream()
                .map(FieldError::field)
                .toList();
    }
}
