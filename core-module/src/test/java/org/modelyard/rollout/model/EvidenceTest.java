package org.modelyard.rollout.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private static final JudgementPlan PLAN = plan(RolloutMetric.ERRORS);

    private static JudgementPlan plan(RolloutMetric... metrics) {
        return new JudgementPlan(List.of(metrics), 0.05, 100, 0.95, Map.of());
    }

    private static RolloutVerdict of(Arm champion, Arm candidate) {
        return Evidence.begin(RolloutMetric.ERRORS, 1)
                .plus(0, champion, candidate)
                .verdict(PLAN);
    }

    @Test
    void what_comes_of_one_side_at_a_time_counts_when_the_other_has_come_too() {
        Evidence turns = Evidence.begin(RolloutMetric.ERRORS, 2);
        for (int i = 0; i < 40; i++) {
            turns = turns.plus(0, new Arm(50, 1), Arm.NONE).plus(0, Arm.NONE, new Arm(50, 20));
        }
        assertThat(turns.verdict(PLAN)).isInstanceOf(RolloutVerdict.Fail.class);
        Evidence apart = turns.plus(0, new Arm(50, 50), Arm.NONE).plus(1, Arm.NONE, new Arm(50, 0));
        assertThat(apart.odds().logs())
                .as("what waits is compared with what came at the same share")
                .isEqualTo(turns.odds().logs());
    }

    @Test
    void no_data_is_no_pass() {
        assertThat(Evidence.begin(RolloutMetric.ERRORS, 1).verdict(PLAN))
                .isInstanceOf(RolloutVerdict.Inconclusive.class);
        assertThat(of(new Arm(100_000, 0), new Arm(99, 0)))
                .isInstanceOfSatisfying(RolloutVerdict.Inconclusive.class, few -> assertThat(few.words())
                        .contains("99 of 100"));
        assertThat(of(new Arm(100_000, 0), new Arm(100, 0))).isInstanceOf(RolloutVerdict.Inconclusive.class);
    }

    @Test
    void without_errors_it_passes_when_it_has_had_enough() {
        assertThat(of(new Arm(100_000, 0), new Arm(3_000, 0))).isInstanceOf(RolloutVerdict.Pass.class);
    }

    @Test
    void twice_the_errors_fail() {
        RolloutVerdict verdict = of(new Arm(50_000, 1_000), new Arm(5_000, 200));
        assertThat(verdict).isInstanceOf(RolloutVerdict.Fail.class);
        assertThat(verdict.numbers().evidence()).isGreaterThan(verdict.numbers().needed());
        assertThat(verdict.numbers().ratioLow()).isGreaterThan(1);
        assertThat(verdict.words()).isEqualTo("4.0 % of 5000 are bad, of the champion's 50000 2.0 %.");
    }

    @Test
    void fewer_errors_never_fail() {
        assertThat(of(new Arm(50_000, 1_000), new Arm(50_000, 100))).isInstanceOf(RolloutVerdict.Pass.class);
    }

    /** A latency a little above the champion's is what two versions have; much above it fails. */
    @Test
    void a_little_slower_is_no_failure() {
        Evidence little =
                Evidence.begin(RolloutMetric.LATENCY, 1).plus(0, new Arm(100_000, 5_000), new Arm(100_000, 5_500));
        Evidence much =
                Evidence.begin(RolloutMetric.LATENCY, 1).plus(0, new Arm(100_000, 5_000), new Arm(100_000, 9_000));
        assertThat(little.verdict(plan(RolloutMetric.LATENCY))).isInstanceOf(RolloutVerdict.Pass.class);
        assertThat(much.verdict(plan(RolloutMetric.LATENCY))).isInstanceOf(RolloutVerdict.Fail.class);
    }

    @Test
    void agreement_is_judged_by_the_share_that_differs() {
        JudgementPlan plan = plan(RolloutMetric.AGREEMENT);
        Evidence none = Evidence.begin(RolloutMetric.AGREEMENT, 1);
        assertThat(none.plus(0, Arm.NONE, new Arm(1_000, 20)).verdict(plan)).isInstanceOf(RolloutVerdict.Pass.class);
        assertThat(none.plus(0, Arm.NONE, new Arm(1_000, 95)).verdict(plan))
                .isInstanceOf(RolloutVerdict.Inconclusive.class);
        assertThat(none.plus(0, Arm.NONE, new Arm(1_000, 300)).verdict(plan)).isInstanceOf(RolloutVerdict.Fail.class);
    }

    @Test
    void several_metrics_share_the_rate_of_false_alarms() {
        assertThat(plan(RolloutMetric.ERRORS, RolloutMetric.LATENCY).share()).isEqualTo(0.025);
        assertThat(of(Arm.NONE, Arm.NONE).numbers().needed()).isCloseTo(20, within(1e-9));
    }

    @Test
    void corrected_labels_wait_until_the_sums_have_grown_past_them() {
        JudgementPlan plan = plan(RolloutMetric.ACCURACY);
        RolloutEvidence begun = begin(plan, labels(100, 10), labels(50, 10));
        RolloutEvidence corrected = begun.look(plan, labels(100, 8), labels(50, 10), 1);
        assertThat(corrected.metrics().get(0).strata().champions()).isEqualTo(Arm.NONE);
        RolloutEvidence grown = corrected.look(plan, labels(120, 12), labels(60, 11), 1);
        assertThat(grown.metrics().get(0).strata().champions()).isEqualTo(new Arm(20, 2));
        assertThat(grown.metrics().get(0).strata().candidates()).isEqualTo(new Arm(10, 1));
    }

    @Test
    void dropped_rows_begin_anew() {
        RolloutEvidence begun = begin(PLAN, requests(1_000, 10), requests(500, 10));
        RolloutEvidence shrunk = begun.look(PLAN, requests(400, 4), requests(500, 10), 1);
        assertThat(shrunk.metrics().get(0).strata().champions()).isEqualTo(Arm.NONE);
        RolloutEvidence next = shrunk.look(PLAN, requests(500, 5), requests(600, 12), 1);
        assertThat(next.metrics().get(0).strata().champions()).isEqualTo(new Arm(100, 1));
    }

    @Test
    void what_is_stored_is_read_again() {
        JudgementPlan plan = plan(RolloutMetric.ERRORS, RolloutMetric.LATENCY, RolloutMetric.SCORES);
        RolloutEvidence evidence = begin(plan, requests(1_000, 10), requests(500, 10))
                .look(plan, requests(1_200, 11), requests(600, 12), 1);
        RolloutEvidence read = RolloutJson.evidence(RolloutJson.write(evidence));
        assertThat(read.verdicts(plan)).isEqualTo(evidence.verdicts(plan));
        assertThat(read.champion().latencies()).isEqualTo(evidence.champion().latencies());
        RolloutPlan whole = RolloutWish.of(RolloutStrategy.GRADUAL).plan();
        assertThat(RolloutJson.plan(RolloutJson.write(whole))).isEqualTo(whole);
    }

    @Test
    void slow_and_unsure_ones_are_counted_by_what_the_champion_showed_before() {
        JudgementPlan plan = plan(RolloutMetric.LATENCY, RolloutMetric.SCORES);
        RolloutEvidence begun = begin(plan, shown(1_000, 10, 40), shown(0, 0, 0));
        RolloutEvidence seen = begun.look(plan, shown(1_100, 10, 40), shown(200, 20, 12), 1);
        assertThat(seen.metrics().get(0).strata().candidates()).isEqualTo(new Arm(200, 200));
        assertThat(seen.metrics().get(0).strata().champions()).isEqualTo(new Arm(100, 0));
        assertThat(seen.metrics().get(1).strata().candidates()).isEqualTo(new Arm(200, 200));
        assertThat(seen.verdicts(plan)).allSatisfy(one -> assertThat(one).isInstanceOf(RolloutVerdict.Fail.class));
    }

    /** The traffic gets easier while the share grows: the sums show the candidate as the better one, and each step as the worse. */
    @Test
    void a_share_that_grows_while_the_traffic_gets_easier_makes_no_candidate_good() {
        JudgementPlan plan = plan(RolloutMetric.LATENCY);
        Arm[] champions = {new Arm(95_000, 57_000), new Arm(50_000, 20_000)}; // 60 and 40 %
        Arm[] candidates = {new Arm(5_000, 3_300), new Arm(50_000, 23_000)}; // 66 and 46 %
        Evidence sums = Evidence.begin(RolloutMetric.LATENCY, 1)
                .plus(0, champions[0].plus(champions[1]), candidates[0].plus(candidates[1]));
        assertThat(sums.verdict(plan)).isInstanceOf(RolloutVerdict.Pass.class);
        Evidence steps = Evidence.begin(RolloutMetric.LATENCY, 2)
                .plus(0, champions[0], candidates[0])
                .plus(1, champions[1], candidates[1]);
        RolloutVerdict verdict = steps.verdict(plan);
        assertThat(verdict).isInstanceOf(RolloutVerdict.Inconclusive.class);
        assertThat(verdict.numbers().difference()).isBetween(0.06, 0.09);
        assertThat(verdict.numbers().championRate()).isCloseTo((0.6 * 5 + 0.4 * 50) / 55, within(1e-9));
    }

    @Test
    void a_share_that_grows_while_the_traffic_gets_harder_makes_no_candidate_bad() {
        Evidence steps = Evidence.begin(RolloutMetric.LATENCY, 2)
                .plus(0, new Arm(95_000, 38_000), new Arm(5_000, 2_000))
                .plus(1, new Arm(50_000, 30_000), new Arm(50_000, 30_000));
        assertThat(steps.verdict(plan(RolloutMetric.LATENCY))).isInstanceOf(RolloutVerdict.Pass.class);
        assertThat(steps.strata().candidates().rate())
                .as("by sums it looks worse by more than is tolerated")
                .isGreaterThan(steps.strata().champions().rate() + 0.1);
    }

    @Test
    void a_step_in_which_the_champion_had_nothing_is_no_pass() {
        Evidence last = Evidence.begin(RolloutMetric.ERRORS, 2)
                .plus(0, new Arm(50_000, 1_000), new Arm(5_000, 100))
                .plus(1, Arm.NONE, new Arm(50_000, 1_000));
        assertThat(last.verdict(PLAN)).isInstanceOf(RolloutVerdict.Inconclusive.class);
        assertThat(last.verdict(PLAN).numbers().championRate()).isNaN();
    }

    /** Some were routed by the share before, and some are on their way into the database. */
    @Test
    void what_is_counted_until_a_new_share_has_settled_counts_for_no_step() {
        RolloutEvidence grown = begin(PLAN, requests(1_000, 10), requests(500, 10))
                .look(PLAN, requests(1_100, 11), requests(510, 11), 10_000)
                .newShare(10_000);
        RolloutEvidence settling = grown.look(PLAN, requests(2_000, 500), requests(600, 90), 12_000);
        RolloutEvidence settled = settling.look(PLAN, requests(2_100, 550), requests(650, 95), 16_000);
        assertThat(settled.metrics().get(0).strata().steps())
                .as("the first look after it has settled begins the step")
                .extracting(Stratum::champions)
                .containsExactly(new Arm(100, 1));
        RolloutEvidence kept = RolloutJson.evidence(RolloutJson.write(settled));
        RolloutEvidence next = kept.look(PLAN, requests(2_200, 551), requests(750, 97), 17_000);
        assertThat(next.metrics().get(0).strata().steps())
                .extracting(Stratum::champions, Stratum::candidates)
                .containsExactly(tuple(new Arm(100, 1), new Arm(10, 1)), tuple(new Arm(100, 1), new Arm(100, 2)));
        assertThat(RolloutJson.evidence(RolloutJson.write(settling)).settlesAt())
                .isEqualTo(15_000);
    }

    @Test
    void labels_that_come_late_count_for_the_step_of_their_answers() {
        JudgementPlan plan = plan(RolloutMetric.ACCURACY);
        RolloutEvidence second = begin(plan, labels(0, 0), labels(0, 0)).newShare(2);
        Arm none = Arm.NONE;
        RolloutEvidence seen =
                second.look(plan, labels(List.of(new Arm(90, 9), new Arm(10, 2))), labels(List.of(new Arm(5, 1))), 1);
        assertThat(seen.metrics().get(0).strata().steps())
                .extracting(Stratum::champions, Stratum::candidates)
                .containsExactly(tuple(new Arm(90, 9), new Arm(5, 1)), tuple(new Arm(10, 2), none));
    }

    @Test
    void what_made_the_threshold_of_errors_is_not_judged_by_it() {
        JudgementPlan plan = plan(RolloutMetric.ACCURACY);
        RolloutEvidence judging = begin(plan, labels(0, 0), labels(0, 0))
                .judgingErrors(2.5, labels(100, 25), labels(40, 30))
                .look(plan, labels(100, 25), labels(40, 30), 1);
        assertThat(judging.metrics().get(0).strata().champions()).isEqualTo(Arm.NONE);
        assertThat(judging.look(plan, labels(180, 45), labels(60, 45), 1)
                        .metrics()
                        .get(0)
                        .strata()
                        .steps())
                .extracting(Stratum::champions, Stratum::candidates)
                .containsExactly(tuple(new Arm(80, 20), new Arm(20, 15)));
        assertThat(RolloutJson.evidence(RolloutJson.write(judging)).typicalError())
                .isEqualTo(2.5);
    }

    private static RolloutEvidence begin(JudgementPlan plan, Sighting champion, Sighting candidate) {
        RolloutPlan usual = RolloutWish.of(RolloutStrategy.CANARY).plan();
        RolloutPlan judged =
                new RolloutPlan(usual.strategy(), usual.steps(), plan, true, usual.longestMillis(), false, "");
        return RolloutEvidence.begin(judged, champion, candidate, 1);
    }

    private static Sighting labels(long judged, long wrong) {
        return labels(List.of(new Arm(judged, wrong)));
    }

    private static Sighting labels(List<Arm> steps) {
        return new Sighting(0, 0, new long[96], new long[50], steps, Arm.NONE);
    }

    private static Sighting requests(long requests, long failed) {
        return new Sighting(requests, failed, new long[96], new long[50], List.of(), Arm.NONE);
    }

    private static Sighting shown(long requests, int latencyBin, int scoreBin) {
        long[] latencies = new long[96];
        long[] scores = new long[50];
        latencies[latencyBin] = requests;
        scores[scoreBin] = requests;
        return new Sighting(requests, 0, latencies, scores, List.of(), Arm.NONE);
    }
}
