package org.modelyard.experiment.model;

/** What an experiment says. Only a {@link Winner} is a reason to change anything. */
public sealed interface ExperimentVerdict {

    /** In words for somebody who knows no statistics: what to do and why. */
    String words();

    /** For programs. */
    String code();

    /** Nobody was assigned, or no variant can be measured. */
    record NoData(String words) implements ExperimentVerdict {
        @Override
        public String code() {
            return "NO_DATA";
        }
    }

    /** The variants' units are not what their shares say. */
    record Untrusted(double p, String words) implements ExperimentVerdict {
        @Override
        public String code() {
            return "UNTRUSTED";
        }
    }

    /** Neither a winner nor its absence has been shown. */
    record Inconclusive(String words) implements ExperimentVerdict {
        @Override
        public String code() {
            return "INCONCLUSIVE";
        }
    }

    /** A bandit's: what it believes. It tests nothing, so there is never a winner. */
    record Information(String words) implements ExperimentVerdict {
        @Override
        public String code() {
            return "INFORMATION";
        }
    }

    /** A variant has harmed what must not be harmed, and no other one wins. */
    record GuardrailBroken(String variant, String words) implements ExperimentVerdict {
        @Override
        public String code() {
            return "GUARDRAIL_BROKEN";
        }
    }

    /** Every variant has shown to be worse than the control. */
    record NoBetter(String words) implements ExperimentVerdict {
        @Override
        public String code() {
            return "NO_BETTER";
        }
    }

    /** The best of the variants that have shown to be better, with no guardrail broken. */
    record Winner(String variant, double confidence, String words) implements ExperimentVerdict {
        @Override
        public String code() {
            return "WINNER";
        }
    }
}
