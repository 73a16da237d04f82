package org.modelyard.experiment.service;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.entity.Crossovers;

/**
 * Units that met more than one variant, of an experiment over versions or models.
 *
 * @param looked units that were looked at, 1,000 at most
 * @param units of them, those that got answers of another variant beside their own
 * @param share null while nobody was looked at
 * @param warning where they are so many that effects look smaller than they are; null else
 */
public record CrossoverView(long looked, long units, @Nullable Double share, @Nullable String warning) {

    private static final double MUCH = 0.01;

    static CrossoverView of(Crossovers.Found found) {
        if (found.looked() == 0) {
            return new CrossoverView(0, 0, null, null);
        }
        double share = found.crossed() / (double) found.looked();
        return new CrossoverView(
                found.looked(),
                found.crossed(),
                share,
                share <= MUCH
                        ? null
                        : String.format(
                                Locale.ROOT,
                                "%d of %d units got answers of another variant beside their own: they count for the variant"
                                        + " they were assigned to first, so that differences look smaller than they are.",
                                found.crossed(),
                                found.looked()));
    }
}
