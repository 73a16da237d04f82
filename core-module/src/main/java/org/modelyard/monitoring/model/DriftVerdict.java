package org.modelyard.monitoring.model;

/** What a drift test concludes, of one feature or of the whole window. */
public sealed interface DriftVerdict {

    /** As the API says it: STABLE, DRIFTED, TOO_FEW. */
    String code();

    /** No change that is both beyond chance and large enough to matter was found. */
    record Stable() implements DriftVerdict {
        @Override
        public String code() {
            return "STABLE";
        }
    }

    /**
     * A change beyond chance and large enough to matter.
     *
     * @param adjustedP p-value after the correction for all tests of the window
     * @param effect population stability index, corrected for noise
     */
    record Drifted(double adjustedP, double effect) implements DriftVerdict {
        @Override
        public String code() {
            return "DRIFTED";
        }
    }

    /**
     * Nothing can be said; this is not stability.
     *
     * @param rows the fewer of reference and window
     */
    record TooFewRows(long rows, long needed) implements DriftVerdict {
        @Override
        public String code() {
            return "TOO_FEW";
        }
    }
}
