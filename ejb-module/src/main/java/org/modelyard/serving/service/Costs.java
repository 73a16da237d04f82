package org.modelyard.serving.service;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Money as it is told. */
final class Costs {

    private static final int DECIMALS = 9;

    private Costs() {}

    /** @return a decimal of the currency, without a trailing zero and never with an exponent */
    static String amount(BigInteger nanos) {
        return new BigDecimal(nanos, DECIMALS).stripTrailingZeros().toPlainString();
    }
}
