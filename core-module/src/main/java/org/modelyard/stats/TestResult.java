package org.modelyard.stats;

/**
 * What a test found.
 *
 * @param statistic the test's own statistic; NaN where undefined
 * @param p probability of a statistic at least as extreme if there is no difference; NaN where undefined
 * @param degreesOfFreedom NaN for tests without
 */
public record TestResult(double statistic, double p, double degreesOfFreedom) {

    /** A test that cannot be made on these data, such as one of two constants. */
    public static final TestResult UNDEFINED = new TestResult(Double.NaN, Double.NaN, Double.NaN);

    public TestResult(double statistic, double p) {
        this(statistic, p, Double.NaN);
    }
}
