package org.modelyard.platform.entity;

/**
 * Numbers that were stored before they were bounded: MariaDB refuses a statement whose sum leaves the range of doubles (error 1690), and H2
 * answers with none.
 */
public final class Summable {

    private Summable() {}

    /**
     * The column in SQL of both databases, cut to -10^12 to 10^12, so that the sum of any number of squares can be kept.
     *
     * @param column of doubles, as it is named in the statement
     */
    public static String of(String column) {
        // without an exponent: both read one as another kind of number, H2 as one that divides slowly
        return "case when " + column + " > 1000000000000 then cast(1000000000000 as double) when " + column
                + " < -1000000000000 then cast(-1000000000000 as double) else " + column + " end";
    }
}
