package org.modelyard.rollout.model;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.modelyard.testdata.SimulatedRuns;

/**
 * A shadow that answers otherwise just as often as is let pass, over 24 hours of 60 mirrored requests a minute: how often it is ever said to be more, and how often it is ever said
 * to be less. The share stays, or moves so that its mean is never beyond what is let pass.
 */
class AgreementSimulationTest {

    private static final int MINUTES = 24 * 60;
    private static final int PER_MINUTE = 60;
    private static final double TOLERANCE = 0.1;
    private static final JudgementPlan PLAN = new JudgementPlan(
            List.of(RolloutMetric.AGREEMENT),
            JudgementPlan.ALPHA,
            JudgementPlan.MINIMUM,
            JudgementPlan.QUANTILE,
            Map.of(RolloutMetric.AGREEMENT, TOLERANCE));

    @Test
    void what_differs_as_often_as_is_let_pass_is_rarely_said_to_be_more_or_less() {
        simulated(60, 20);
    }

    @Tag("long")
    @Test
    void what_differs_as_often_as_is_let_pass_is_rarely_said_to_be_more_or_less_in_a_thousand_days() {
        simulated(1_000, 1);
    }

    /** @param every minutes between two looks */
    private static void simulated(int all, int every) {
        SoftAssertions softly = new SoftAssertions();
        held(softly, all, every, "stays", 0, true, true);
        held(softly, all, every, "rises by a half to what is let pass on the average", 0.5, true, false);
        held(softly, all, every, "falls by a half to what is let pass on the average", -0.5, false, true);
        softly.assertAll();
    }

    private static void held(
            SoftAssertions softly, int all, int every, String words, double slope, boolean fail, boolean pass) {
        SimulatedRuns runs = SimulatedRuns.of(all);
        int[] ever = runs.count(2, run -> day(new SplittableRandom(11_000_000L + run), every, slope));
        runs.tell(
                "mirrored answers differ in %.0f %%, which %s, looked at every %d minutes for 24 h, %d runs: FAIL %s, PASS %s (bound %d)",
                TOLERANCE * 100,
                words,
                every,
                runs.runs(),
                fail ? ever[0] : "-",
                pass ? ever[1] : "-",
                runs.most(PLAN.alpha()));
        if (fail) {
            softly.assertThat(ever[0]).as("FAIL where it " + words).isLessThanOrEqualTo(runs.most(PLAN.alpha()));
        }
        if (pass) {
            softly.assertThat(ever[1]).as("PASS where it " + words).isLessThanOrEqualTo(runs.most(PLAN.alpha()));
        }
    }

    /** @param slope of the share over the day, in shares of its mean */
    private static boolean[] day(SplittableRandom random, int every, double slope) {
        Evidence evidence = Evidence.begin(RolloutMetric.AGREEMENT, 1);
        boolean[] ever = new boolean[2];
        for (int minute = 0; minute < MINUTES; minute++) {
            double rate = TOLERANCE * (1 + slope * ((minute + 0.5) / MINUTES - 0.5));
            long bad = 0;
            for (int i = 0; i < PER_MINUTE; i++) {
                bad += random.nextDouble() < rate ? 1 : 0;
            }
            evidence = evidence.plus(0, Arm.NONE, new Arm(PER_MINUTE, bad));
            if (minute % every == every - 1) {
                RolloutVerdict verdict = evidence.verdict(PLAN);
                ever[0] |= verdict instanceof RolloutVerdict.Fail;
                ever[1] |= verdict instanceof RolloutVerdict.Pass;
            }
        }
        return ever;
    }
}
