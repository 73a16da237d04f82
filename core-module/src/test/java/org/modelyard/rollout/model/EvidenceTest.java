package org.modelyard.rollout.model;

import static org.assertj.core.api.Assertions.assertThat;
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
        return Evidence.begin(RolloutMetric.ERRORS).plus(champion, candidate).verdict(PLAN);
    }

    @Test
    void what_comes_of_one_side_at_a_time_counts_when_the_other_has_come_too() {
        Evidence turns = Evidence.begin(RolloutMetric.ERRORS);
        for (int i = 0; i < 40; i++) {
            turns = turns.plus(new Arm(50, 1), Arm.NONE).plus(Arm.NONE, new Arm(50, 20));
        }
        assertThat(turns.verdict(PLAN)).isInstanceOf(RolloutVerdict.Fail.class);
        assertThat(turns.plus(new Arm(50, 1), Arm.NONE).newShare().waitingChampions())
                .isEqualTo(Arm.NONE);
    }

    @Test
    void no_data_is_no_pass() {
        assertThat(Evidence.begin(RolloutMetric.ERRORS).verdict(PLAN)).isInstanceOf(RolloutVerdict.Inconclusive.class);
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
        Evidence little = Evidence.begin(RolloutMetric.LATENCY).plus(new Arm(100_000, 5_000), new Arm(100_000, 5_500));
        Evidence much = Evidence.begin(RolloutMetric.LATENCY).plus(new Arm(100_000, 5_000), new Arm(100_000, 9_000));
        assertThat(little.verdict(plan(RolloutMetric.LATENCY))).isInstanceOf(RolloutVerdict.Pass.class);
        assertThat(much.verdict(plan(RolloutMetric.LATENCY))).isInstanceOf(RolloutVerdict.Fail.class);
    }

    @Test
    void agreement_is_judged_by_the_share_that_differs() {
        JudgementPlan plan = plan(RolloutMetric.AGREEMENT);
        Evidence none = Evidence.begin(RolloutMetric.AGREEMENT);
        assertThat(none.plus(Arm.NONE, new Arm(1_000, 20)).verdict(plan)).isInstanceOf(RolloutVerdict.Pass.class);
        assertThat(none.plus(Arm.NONE, new Arm(1_000, 95)).verdict(plan))
                .isInstanceOf(RolloutVerdict.Inconclusive.class);
        assertThat(none.plus(Arm.NONE, new Arm(1_000, 300)).verdict(plan)).isInstanceOf(RolloutVerdict.Fail.class);
    }

    @Test
    void several_metrics_share_the_rate_of_false_alarms() {
        assertThat(plan(RolloutMetric.ERRORS, RolloutMetric.LATENCY).share()).isEqualTo(0.025);
        assertThat(of(Arm.NONE, Arm.NONE).numbers().needed()).isCloseTo(20, within(1e-9));
    }

    @Test
    void corrected_labels_wait_until_the_sums_have_grown_past_them() {
        JudgementPlan plan = plan(RolloutMetric.ACCURACY);
        RolloutEvidence begun = RolloutEvidence.begin(plan, labels(100, 10), labels(50, 10));
        RolloutEvidence corrected = begun.look(plan, labels(100, 8), labels(50, 10));
        assertThat(corrected.metrics().get(0).champions()).isEqualTo(Arm.NONE);
        RolloutEvidence grown = corrected.look(plan, labels(120, 12), labels(60, 11));
        assertThat(grown.metrics().get(0).champions()).isEqualTo(new Arm(20, 2));
        assertThat(grown.metrics().get(0).candidates()).isEqualTo(new Arm(10, 1));
    }

    @Test
    void dropped_rows_begin_anew() {
        RolloutEvidence begun = RolloutEvidence.begin(PLAN, requests(1_000, 10), requests(500, 10));
        RolloutEvidence shrunk = begun.look(PLAN, requests(400, 4), requests(500, 10));
        assertThat(shrunk.metrics().get(0).champions()).isEqualTo(Arm.NONE);
        RolloutEvidence next = shrunk.look(PLAN, requests(500, 5), requests(600, 12));
        assertThat(next.metrics().get(0).champions()).isEqualTo(new Arm(100, 1));
    }

    @Test
    void what_is_stored_is_read_again() {
        JudgementPlan plan = plan(RolloutMetric.ERRORS, RolloutMetric.LATENCY, RolloutMetric.SCORES);
        RolloutEvidence evidence = RolloutEvidence.begin(plan, requests(1_000, 10), requests(500, 10))
                .look(plan, requests(1_200, 11), requests(600, 12));
        RolloutEvidence read = RolloutJson.evidence(RolloutJson.write(evidence));
        assertThat(read.verdicts(plan)).isEqualTo(evidence.verdicts(plan));
        assertThat(read.champion().latencies()).isEqualTo(evidence.champion().latencies());
        RolloutPlan whole = RolloutWish.of(RolloutStrategy.GRADUAL).plan();
        assertThat(RolloutJson.plan(RolloutJson.write(whole))).isEqualTo(whole);
    }

    @Test
    void slow_and_unsure_ones_are_counted_by_what_the_champion_showed_before() {
        JudgementPlan plan = plan(RolloutMetric.LATENCY, RolloutMetric.SCORES);
        RolloutEvidence begun = RolloutEvidence.begin(plan, shown(1_000, 10, 40), shown(0, 0, 0));
        RolloutEvidence seen = begun.look(plan, shown(1_100, 10, 40), shown(200, 20, 12));
        assertThat(seen.metrics().get(0).candidates()).isEqualTo(new Arm(200, 200));
        assertThat(seen.metrics().get(0).champions()).isEqualTo(new Arm(100, 0));
        assertThat(seen.metrics().get(1).candidates()).isEqualTo(new Arm(200, 200));
        assertThat(seen.verdicts(plan)).allSatisfy(one -> assertThat(one).isInstanceOf(RolloutVerdict.Fail.class));
    }

    private static Sighting labels(long judged, long wrong) {
        return new Sighting(0, 0, new long[96], new long[50], new Arm(judged, wrong), Arm.NONE);
    }

    private static Sighting requests(long requests, long failed) {
        return new Sighting(requests, failed, new long[96], new long[50], Arm.NONE, Arm.NONE);
    }

    private static Sighting shown(long requests, int latencyBin, int scoreBin) {
        long[] latencies = new long[96];
        long[] scores = new long[50];
        latencies[latencyBin] = requests;
        scores[scoreBin] = requests;
        return new Sighting(requests, 0, latencies, scores, Arm.NONE, Arm.NONE);
    }
}
