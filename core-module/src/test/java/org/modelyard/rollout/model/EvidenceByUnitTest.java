package org.modelyard.rollout.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.serving.model.UnitCounts;

/** Errors and labels of units that come back: as much as was learnt of units, and no more. */
class EvidenceByUnitTest {

    private static final JudgementPlan PLAN =
            new JudgementPlan(List.of(RolloutMetric.ERRORS), 0.05, 100, 0.95, Map.of());
    private static final JudgementPlan LABELS =
            new JudgementPlan(List.of(RolloutMetric.ACCURACY), 0.05, 100, 0.95, Map.of());

    /** 200 units of the champion's, of which two always fail, and 40 of the candidate's, of which two do; each came a hundred times. */
    @Test
    void two_units_that_always_fail_are_two_misfortunes() {
        RolloutVerdict together = errors(true);
        assertThat(errors(false))
                .as("as if each request were of a unit of its own")
                .isInstanceOf(RolloutVerdict.Fail.class);
        assertThat(together).isInstanceOf(RolloutVerdict.Inconclusive.class);
        assertThat(together.words()).contains("Requests of the same unit go wrong together: 1");
        assertThat(together.numbers().together()).isBetween(90.0, 120.0);
        RolloutVerdict.Numbers read = RolloutJson.numbers(RolloutJson.write(together.numbers()));
        assertThat(read.together()).isEqualTo(together.numbers().together());
    }

    @Test
    void labels_of_a_unit_are_judged_together() {
        Clusters champion = new Clusters(200, 20_000, 200, 200 * 10_000.0, 2 * 10_000.0, 2 * 10_000.0);
        Clusters candidate = new Clusters(40, 4_000, 200, 40 * 10_000.0, 2 * 10_000.0, 2 * 10_000.0);
        assertThat(accuracy(null, null)).isInstanceOf(RolloutVerdict.Fail.class);
        assertThat(accuracy(champion, candidate)).isInstanceOf(RolloutVerdict.Inconclusive.class);
    }

    @Test
    void what_is_known_of_units_is_stored_and_need_not_be() {
        Sighting seen = seen(7, 1).grouped(units(3, 1, 2)).labelledBy(new Clusters(3, 6, 2, 12, 4, 4));
        RolloutEvidence evidence = begun(RolloutMetric.ERRORS, seen, seen(0, 0));
        String json = RolloutJson.write(evidence);
        Sighting read = RolloutJson.evidence(json).champion();
        assertThat(read.units()).isEqualTo(seen.units());
        assertThat(read.labelUnits()).isEqualTo(seen.labelUnits());
        String old = json.replaceAll(",\"units\":\\[[0-9,]*\\]", "").replaceAll(",\"labelUnits\":\\{[^}]*\\}", "");
        assertThat(old).doesNotContain("nits");
        assertThat(RolloutJson.evidence(old).champion().units()).isEmpty();
        assertThat(RolloutJson.evidence(old).champion().labelUnits()).isNull();
    }

    /** In the first one two units always failed; in the second each unit fails once. */
    @Test
    void a_second_rollout_of_a_champion_does_not_inherit_the_units_of_the_first() {
        Sighting first = seen(20_000, 200).grouped(units(200, 2, 100));
        UnitCounts both = units(200, 2, 100);
        both.addAll(spread(200, 100));
        RolloutEvidence second = begun(RolloutMetric.ERRORS, first, seen(0, 0));
        RolloutEvidence knowing = new RolloutEvidence(
                first, second.candidate(), second.began(), null, null, second.metrics(), first.units());
        Double alone = together(
                begun(RolloutMetric.ERRORS, seen(0, 0), seen(0, 0)),
                seen(20_000, 200).grouped(spread(200, 100)));
        assertThat(together(knowing, seen(40_000, 400).grouped(both))).isEqualTo(alone);
        assertThat(together(
                        RolloutJson.evidence(RolloutJson.write(knowing)),
                        seen(40_000, 400).grouped(both)))
                .as("stored and read")
                .isEqualTo(alone);
        assertThat(together(second, seen(40_000, 400).grouped(both)))
                .as("as it were")
                .isNotEqualTo(alone);
    }

    private static @Nullable Double together(RolloutEvidence evidence, Sighting champion) {
        Sighting candidate = seen(4_000, 40).grouped(spread(40, 100));
        return evidence.look(PLAN, champion, candidate, 1)
                .verdicts(PLAN)
                .get(0)
                .numbers()
                .together();
    }

    private static RolloutVerdict errors(boolean grouped) {
        Sighting champion = seen(20_000, 200);
        Sighting candidate = seen(4_000, 200);
        if (grouped) {
            champion = champion.grouped(units(200, 2, 100));
            candidate = candidate.grouped(units(40, 2, 100));
        }
        return begun(RolloutMetric.ERRORS, seen(0, 0), seen(0, 0))
                .look(PLAN, champion, candidate, 1)
                .verdicts(PLAN)
                .get(0);
    }

    private static RolloutVerdict accuracy(@Nullable Clusters champion, @Nullable Clusters candidate) {
        Sighting one = labelled(20_000, 200).labelledBy(champion);
        Sighting other = labelled(4_000, 200).labelledBy(candidate);
        return begun(RolloutMetric.ACCURACY, seen(0, 0), seen(0, 0))
                .look(LABELS, one, other, 1)
                .verdicts(LABELS)
                .get(0);
    }

    private static RolloutEvidence begun(RolloutMetric metric, Sighting champion, Sighting candidate) {
        return new RolloutEvidence(champion, candidate, List.of(0L), null, null, List.of(Evidence.begin(metric, 1)));
    }

    private static Sighting seen(long requests, long failed) {
        return new Sighting(requests, failed, new long[96], new long[50], List.of(), Arm.NONE);
    }

    private static Sighting labelled(long labels, long wrong) {
        return new Sighting(0, 0, new long[96], new long[50], List.of(new Arm(labels, wrong)), Arm.NONE);
    }

    /** Each fails once. */
    private static UnitCounts spread(int units, int times) {
        UnitCounts counts = new UnitCounts();
        for (int i = 0; i < units * times; i++) {
            counts.add(i % units, i < units);
        }
        return counts;
    }

    /** Each in a group of its own. */
    private static UnitCounts units(int units, int failing, int times) {
        UnitCounts counts = new UnitCounts();
        for (int i = 0; i < units * times; i++) {
            counts.add(i % units, i % units < failing);
        }
        return counts;
    }
}
