package org.modelyard.rollout.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Both sides' counts by the rollout's steps. The champion's steps are weighed as the candidate's requests lie in them: so a share that
 * grows while the traffic gets easier does not make a candidate look better than it is (Simpson's paradox), nor worse.
 * Immutable.
 */
public record Strata(List<Stratum> steps) {

    static final Strata NONE = new Strata(List.of());

    public Strata {
        steps = List.copyOf(steps);
    }

    Stratum step(int index) {
        return index < steps.size() ? steps.get(index) : Stratum.NONE;
    }

    Strata with(int index, Stratum stratum) {
        List<Stratum> changed = new ArrayList<>(steps);
        while (changed.size() <= index) {
            changed.add(Stratum.NONE);
        }
        changed.set(index, stratum);
        return new Strata(changed);
    }

    public Arm champions() {
        return steps.stream().map(Stratum::champions).reduce(Arm.NONE, Arm::plus);
    }

    public Arm candidates() {
        return steps.stream().map(Stratum::candidates).reduce(Arm.NONE, Arm::plus);
    }

    /**
     * By how much the candidate's share of bad ones is higher at most, on the average of what it was asked; holds at all times together
     * but for a chance of alpha. Half of it goes to the candidate, whose sum is such an average already; the other half to the champion, divided
     * among the steps.
     *
     * @param planned steps that there may ever be
     * @param together requests that tell as much as one, at least 1
     */
    double difference(double alpha, int planned, double together) {
        int parts = Math.max(Math.max(1, planned), steps.size());
        return RateSequence.upper(candidates(), alpha / 2, together)
                - weighed(champion -> RateSequence.lower(champion, alpha / 2 / parts, together));
    }

    /** The champion's share of bad ones if its requests lay in the steps as the candidate's do; NaN where it had none in one of them. */
    public double championRate() {
        return weighed(Arm::rate);
    }

    private double weighed(ToDoubleFunction<Arm> of) {
        double all = candidates().trials();
        if (all == 0) {
            return of.applyAsDouble(champions());
        }
        double sum = 0;
        for (Stratum step : steps) {
            if (step.candidates().trials() > 0) {
                sum += step.candidates().trials() / all * of.applyAsDouble(step.champions());
            }
        }
        return sum;
    }
}
