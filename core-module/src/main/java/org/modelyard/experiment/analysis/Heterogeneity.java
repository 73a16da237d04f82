package org.modelyard.experiment.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.modelyard.stats.MultipleTesting;

/**
 * Does the effect differ between segments of the units? Cochran's Q (1954) over all of them, and each segment against the others
 * with Holm's correction, so that the chance of calling any segment different by luck is alpha at most. Asymptotic; segments must not
 * share units.
 *
 * @param q weighted squares about the common effect
 * @param p of Q
 * @param inconsistency Higgins's I², 0-1: the share of the spread that is not chance
 * @param segments in the order given
 */
public record Heterogeneity(double q, double p, double inconsistency, List<Segment> segments) {

    /**
     * One segment.
     *
     * @param corrected p-value that its effect is that of the other segments, after Holm
     */
    public record Segment(String name, Effect effect, double corrected) {}

    /** One segment's effect, before the comparison. */
    public record Part(String name, Effect effect) {}

    /** @param parts at least two */
    public static Heterogeneity of(List<Part> parts) {
        if (parts.size() < 2) {
            throw new IllegalArgumentException(parts.size() + " segments cannot differ");
        }
        double weights = 0;
        double sum = 0;
        for (Part part : parts) {
            weights += weight(part);
            sum += weight(part) * part.effect().estimate();
        }
        double common = sum / weights;
        double q = 0;
        double[] p = new double[parts.size()];
        for (int i = 0; i < p.length; i++) {
            Part part = parts.get(i);
            double distance = part.effect().estimate() - common;
            q += weight(part) * distance * distance;
            double others = weights - weight(part);
            double rest = (sum - weight(part) * part.effect().estimate()) / others;
            double z = (part.effect().estimate() - rest) / Math.sqrt(1 / weight(part) + 1 / others);
            p[i] = Math.min(1, 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z)));
        }
        double df = parts.size() - 1.0;
        double[] corrected = MultipleTesting.holm(p);
        List<Segment> segments = new ArrayList<>();
        IntStream.range(0, p.length)
                .forEach(i -> segments.add(
                        new Segment(parts.get(i).name(), parts.get(i).effect(), corrected[i])));
        return new Heterogeneity(
                q,
                ChiSquaredDistribution.of(df).survivalProbability(q),
                q > df ? (q - df) / q : 0,
                List.copyOf(segments));
    }

    private static double weight(Part part) {
        return 1 / (part.effect().standardError() * part.effect().standardError());
    }
}
