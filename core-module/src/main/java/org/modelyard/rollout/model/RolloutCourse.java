package org.modelyard.rollout.model;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The rules by which a rollout goes on: a pure function of plan, progress and verdicts. */
public final class RolloutCourse {

    private RolloutCourse() {}

    /** @param verdicts one for each metric of the plan */
    public static RolloutMove next(RolloutPlan plan, RolloutProgress progress, List<RolloutVerdict> verdicts) {
        for (RolloutVerdict verdict : verdicts) {
            if (verdict instanceof RolloutVerdict.Fail fail) {
                return new RolloutMove.RollBack(fail.metric() + ": " + fail.words());
            }
        }
        if (progress.paused()) {
            return new RolloutMove.Stay("It is paused.");
        }
        RolloutStep step = plan.step(progress.step());
        boolean done = progress.stepMillis() >= step.millis() && progress.stepRequests() >= step.requests();
        if (done && !plan.last(progress.step())) {
            return new RolloutMove.Advance();
        }
        String open = verdicts.stream()
                .filter(verdict -> !(verdict instanceof RolloutVerdict.Pass))
                .map(verdict -> verdict.metric().name())
                .collect(Collectors.joining(", "));
        boolean passed = !plan.mustPass() || open.isEmpty() && !verdicts.isEmpty();
        if (done && passed && plan.promote()) {
            return new RolloutMove.Promote();
        }
        if (progress.totalMillis() >= plan.longestMillis()) {
            return new RolloutMove.RollBack(
                    "It was not decided within " + Span.of(Duration.ofMillis(plan.longestMillis()))
                            + (done && !passed ? ": " + open + " is INCONCLUSIVE, which is not a pass." : "."));
        }
        if (!done) {
            return new RolloutMove.Stay(waiting(step, progress));
        }
        return new RolloutMove.Stay(
                passed ? "All is done; it waits for somebody to promote it." : "It waits for a pass of " + open + ".");
    }

    private static String waiting(RolloutStep step, RolloutProgress progress) {
        String time = progress.stepMillis() >= step.millis()
                ? ""
                : " " + Span.of(Duration.ofMillis(step.millis() - progress.stepMillis())) + " more";
        long more = step.requests() - progress.stepRequests();
        return "The step needs" + time
                + (more <= 0
                        ? ""
                        : (time.isEmpty() ? " " : " and ") + more + (more == 1 ? " more request" : " more requests"))
                + ".";
    }
}
