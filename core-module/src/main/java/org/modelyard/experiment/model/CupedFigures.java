package org.modelyard.experiment.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.modelyard.experiment.analysis.Cuped;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.analysis.Sums;

/**
 * Variants' means less what the covariate explains. One slope for all variants, from the units whose covariate is known; the others count
 * as average, which is no bias, since who lacks one was settled before the assignment.
 */
final class CupedFigures {

    /** Units whose covariate is known, over all variants: with fewer the slope is a guess and nothing is taken out. */
    static final long LEAST_KNOWN = 500;

    /** Variance of the covariate in squares of its mean, below which its sums are noise. */
    private static final double LEAST_SPREAD = 1e-9;

    private final Cuped cuped;
    private final List<MetricSums> plain;
    private final List<Sums> centred;

    private CupedFigures(Cuped cuped, List<MetricSums> plain, List<Sums> centred) {
        this.cuped = cuped;
        this.plain = plain;
        this.centred = centred;
    }

    /** @return empty while too few covariates are known, or they do not vary */
    static Optional<CupedFigures> of(List<MetricSums> variants) {
        Sums known = variants.stream().map(MetricSums::before).reduce(Sums.NONE, Sums::plus);
        if (known.n() < LEAST_KNOWN || !(known.varianceX() > 0)) {
            return Optional.empty();
        }
        double mean = known.sumX() / known.n();
        if (known.varianceX() < LEAST_SPREAD * mean * mean) {
            return Optional.empty(); // sums of squares have no digits left for what varies
        }
        List<Sums> centred = new ArrayList<>();
        for (MetricSums one : variants) {
            Sums all = one.metric();
            Sums part = one.before();
            centred.add(new Sums(
                    all.n(),
                    all.sumY(),
                    part.sumX() - mean * part.n(),
                    all.sumYY(),
                    part.sumXX() - 2 * mean * part.sumX() + mean * mean * part.n(),
                    part.sumXY() - mean * part.sumY()));
        }
        Cuped cuped = Cuped.over(centred.stream().reduce(Sums.NONE, Sums::plus));
        return Optional.of(new CupedFigures(cuped, List.copyOf(variants), centred));
    }

    static long known(List<MetricSums> variants) {
        return variants.stream().mapToLong(one -> one.before().n()).sum();
    }

    Sample adjusted(int variant) {
        return plain.get(variant).metric().n() == 0
                ? VariantFigures.NOTHING
                : cuped.adjusted(centred.get(variant))
                        .withActive(plain.get(variant).active());
    }

    /** Share of the effects' variance that is gone, over all variants; NaN where nothing varies. */
    double saved() {
        double before = 0;
        double after = 0;
        for (int i = 0; i < plain.size(); i++) {
            Sample raw = plain.get(i).sample(MetricKind.MEAN);
            if (raw.n() > 1) {
                before += raw.variance() / raw.n();
                after += adjusted(i).variance() / raw.n();
            }
        }
        return 1 - after / before;
    }
}
