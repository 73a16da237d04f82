package org.modelyard.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.stats.FisherExact;
import org.modelyard.stats.Interval;
import org.modelyard.stats.MantelHaenszel;
import org.modelyard.stats.Proportions;
import org.modelyard.testdata.SharedData;

/** Thompson sampling against chance on a shop's pages (Saito et al. 2020): from the rows to the published difference. */
class OpenBanditTest {

    private static final double TOLERANCE = 1e-6;

    private final JsonNode reference = SharedData.json("open_bandit", "reference.json");
    private final Table table = SharedData.read(
            "open_bandit",
            "data",
            SharedData.schema(
                    Task.REGRESSION,
                    "click",
                    "campaign:CATEGORICAL",
                    "policy:CATEGORICAL",
                    "propensity_score:NUMERIC"));

    @Test
    void the_difference_of_the_policies_is_as_published() {
        for (String campaign : List.of("men", "women")) {
            compared(campaign, reference.required("by_campaign").required(campaign));
        }
        compared(null, reference.required("pooled"));
    }

    private void compared(@org.jspecify.annotations.Nullable String campaign, JsonNode expected) {
        long xA = clicks(campaign, "random");
        long nA = rows(campaign, "random").length;
        long xB = clicks(campaign, "bts");
        long nB = rows(campaign, "bts").length;
        assertThat(xA).isEqualTo(expected.at("/a/conversions").asLong());
        assertThat(nB).isEqualTo(expected.at("/b/n").asLong());
        is(xB / (double) nB - xA / (double) nA, expected.required("diff"));
        is(Proportions.zTest(xA, nA, xB, nB).statistic(), expected.required("z_pooled"));
        is(Proportions.zTest(xA, nA, xB, nB).p(), expected.required("p_value"));
        is(Proportions.wald(xA, nA, xB, nB, 0.95), expected.required("ci95_diff_wald"));
        is(Proportions.newcombe(xA, nA, xB, nB, 0.95), expected.required("ci95_diff_newcombe"));
        is(FisherExact.twoSided(xA, nA - xA, xB, nB - xB), expected.required("fisher_p"));
        Effect lift = Effect.of(Sample.proportion(xA, nA), Sample.proportion(xB, nB), Scale.RELATIVE)
                .orElseThrow();
        is(lift.estimate(), expected.required("relative_lift"));
        is(SampleRatio.of(new long[] {nA, nB}, new double[] {1, 1}).p(), expected.at("/srm_50_50/p_value"));
        is(
                BetaPosterior.uniform(xB, nB).chanceAbove(BetaPosterior.uniform(xA, nA)),
                expected.required("bayes_prob_b_beats_a_uniform_prior"));
    }

    @Test
    void the_campaigns_together_say_the_same_as_published() {
        MantelHaenszel found = MantelHaenszel.over(List.of(stratum("men"), stratum("women")), 0.95);
        JsonNode expected = reference.required("mantel_haenszel_over_campaigns");
        is(found.oddsRatio(), expected.required("odds_ratio"));
        is(found.interval(), expected.required("ci95"));
        is(found.test().statistic(), expected.required("cmh_chi2"));
        is(found.test().p(), expected.required("p_value"));
    }

    private MantelHaenszel.Stratum stratum(String campaign) {
        return new MantelHaenszel.Stratum(
                clicks(campaign, "random"),
                rows(campaign, "random").length,
                clicks(campaign, "bts"),
                rows(campaign, "bts").length);
    }

    @Test
    void what_chance_would_have_earned_is_estimated_from_the_bandit_and_warns_where_a_few_rows_decide() {
        for (String campaign : List.of("men", "women")) {
            int[] rows = rows(campaign, "bts");
            JsonNode random = reference.required("random_policy_checks").required(campaign);
            double target = 1.0 / random.required("items").asInt();
            double[] logged = IntStream.of(rows).mapToDouble(i -> numbers(2)[i]).toArray();
            double[] reward = IntStream.of(rows).mapToDouble(i -> click(i)).toArray();
            OffPolicy found = OffPolicy.estimate(new OffPolicy.Rows(
                    reward,
                    IntStream.of(rows).mapToDouble(i -> target).toArray(),
                    logged,
                    new double[0],
                    new double[0]));
            JsonNode expected = reference.required("off_policy").required(campaign);
            is(found.ips(), expected.required("ips"));
            is(found.snips(), expected.required("snips"));
            is(found.effectiveSample(), expected.required("ess"));
            assertThat(found.largestWeight())
                    .isCloseTo(expected.required("max_weight").asDouble(), within(1e-3));
            assertThat(found.warning().isPresent()).as(campaign).isEqualTo(campaign.equals("women"));
        }
    }

    private double[] numbers(int column) {
        return ((Column.Numbers) table.columns().get(column)).values();
    }

    private double click(int row) {
        return ((Column.Numbers) table.target()).values()[row];
    }

    private long clicks(@org.jspecify.annotations.Nullable String campaign, String policy) {
        return IntStream.of(rows(campaign, policy))
                .filter(row -> click(row) == 1)
                .count();
    }

    private int[] rows(@org.jspecify.annotations.Nullable String campaign, String policy) {
        Column.Categories campaigns = (Column.Categories) table.columns().get(0);
        Column.Categories policies = (Column.Categories) table.columns().get(1);
        return IntStream.range(0, table.rows())
                .filter(row -> (campaign == null || campaign.equals(campaigns.value(row)))
                        && policy.equals(policies.value(row)))
                .toArray();
    }

    private static void is(double actual, JsonNode expected) {
        assertThat(actual).isCloseTo(expected.asDouble(), within(TOLERANCE));
    }

    private static void is(Interval actual, JsonNode expected) {
        is(actual.low(), expected.get(0));
        is(actual.high(), expected.get(1));
    }
}
