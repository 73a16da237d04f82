package org.modelyard.serving.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;

/**
 * What an answer costs, in millionths of the currency, so that nothing is rounded: a millionth for a thousand tokens is a billionth for one.
 *
 * @param request for each answer
 * @param inputTokens for a thousand that were read
 * @param outputTokens for a thousand that were written
 */
public record Price(long request, long inputTokens, long outputTokens) {

    public static final Price NONE = new Price(0, 0, 0);

    private static final int DECIMALS = 6;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000);
    private static final long NANOS_PER_MICRO = 1_000;

    /** As a client says it: decimals of the currency, as numbers or texts; what is missing costs nothing. */
    public record Said(
            @Nullable BigDecimal request, @Nullable BigDecimal inputTokens, @Nullable BigDecimal outputTokens) {

        /**
         * @param path in front of the fields' names, e.g. {@code price.}
         * @throws Refusal.Invalid when an amount is negative, too large or too fine
         */
        Price checked(String path) {
            return new Price(
                    micros(request, path + "request"),
                    micros(inputTokens, path + "inputTokens"),
                    micros(outputTokens, path + "outputTokens"));
        }

        private static long micros(@Nullable BigDecimal amount, String field) {
            if (amount == null) {
                return 0;
            }
            boolean fits = amount.signum() >= 0
                    && amount.precision() - amount.scale()
                            <= DECIMALS // before it is compared: 1e999999999 is short to say
                    && amount.scale() <= 2 * DECIMALS
                    && amount.compareTo(MOST) <= 0
                    && (amount.signum() == 0 || amount.stripTrailingZeros().scale() <= DECIMALS);
            if (!fits) {
                throw new Refusal.Invalid(
                        field, "This is an amount from 0 to " + MOST + " with at most " + DECIMALS + " decimals.");
            }
            return amount.movePointRight(DECIMALS).longValueExact();
        }
    }

    Said said() {
        return new Said(amount(request), amount(inputTokens), amount(outputTokens));
    }

    private static BigDecimal amount(long micros) {
        BigDecimal amount = BigDecimal.valueOf(micros, DECIMALS).stripTrailingZeros();
        return amount.scale() < 0 ? amount.setScale(0) : amount; // 1000, and not 1E+3
    }

    /** Whether nothing costs anything. */
    boolean free() {
        return request == 0 && inputTokens == 0 && outputTokens == 0;
    }

    /**
     * Of one question, in billionths of the currency.
     *
     * @param answered whether there was an answer
     * @param input tokens read; {@link Spent#UNKNOWN} when nobody has told
     * @param output tokens written; likewise
     * @return {@link Spent#UNKNOWN} when it depends on what nobody has told
     */
    long nanos(boolean answered, long input, long output) {
        if ((inputTokens > 0 && input < 0) || (outputTokens > 0 && output < 0)) {
            return answered ? Spent.UNKNOWN : 0;
        }
        return (answered ? request * NANOS_PER_MICRO : 0)
                + inputTokens * Math.max(0, input)
                + outputTokens * Math.max(0, output);
    }
}
