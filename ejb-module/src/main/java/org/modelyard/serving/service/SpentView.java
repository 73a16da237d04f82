package org.modelyard.serving.service;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.modelyard.serving.entity.Inference;

/**
 * What an answer took.
 *
 * @param inputTokens read; null where nobody has told
 * @param outputTokens written; null where nobody has told
 * @param cost exact, as a decimal; null where it is not known
 * @param currency three letters; null as the cost is
 */
public record SpentView(
        @Nullable Long inputTokens, @Nullable Long outputTokens, @Nullable String cost, @Nullable String currency) {

    static @Nullable SpentView of(Inference inference) {
        Long nanos = inference.costNanos();
        return nanos == null && inference.inputTokens() == null && inference.outputTokens() == null
                ? null
                : new SpentView(
                        inference.inputTokens(),
                        inference.outputTokens(),
                        nanos == null ? null : Costs.amount(BigInteger.valueOf(nanos)),
                        inference.currency());
    }
}
