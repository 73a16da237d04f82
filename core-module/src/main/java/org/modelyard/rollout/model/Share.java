package org.modelyard.rollout.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Shares and amounts in words. */
final class Share {

    private Share() {}

    /** In percent, with as many digits as matter. */
    static String of(double share) {
        double percent = share * 100;
        return String.format(Locale.ROOT, percent < 1 ? "%.3f %%" : "%.1f %%", percent);
    }

    /** How many, with one digit behind the point where they are few. */
    static String times(double times) {
        return String.format(Locale.ROOT, times < 10 ? "%.1f" : "%.0f", times);
    }

    /** Of a unit that nobody told us: four digits that count. */
    static String amount(double amount) {
        return Double.isFinite(amount)
                ? new BigDecimal(amount)
                        .round(new MathContext(4))
                        .stripTrailingZeros()
                        .toPlainString()
                : "unknown";
    }
}
