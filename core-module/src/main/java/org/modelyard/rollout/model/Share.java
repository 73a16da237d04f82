package org.modelyard.rollout.model;

import java.util.Locale;

/** Shares in words. */
final class Share {

    private Share() {}

    /** In percent, with as many digits as matter. */
    static String of(double share) {
        double percent = share * 100;
        return String.format(Locale.ROOT, percent < 1 ? "%.3f %%" : "%.1f %%", percent);
    }
}
