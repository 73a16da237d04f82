package org.modelyard.experiment.model;

import java.time.Duration;
import java.util.List;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.StickyHash;

/** What the fields of an experiment's wish must be; errors say what to write instead, and something that makes sense is returned meanwhile. */
final class Checks {

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(365);

    private Checks() {}

    static double share(int buckets) {
        return buckets / (double) StickyHash.BUCKETS;
    }

    static boolean named(String field, String name, List<FieldError> errors) {
        try {
            Names.require(field, name);
            return true;
        } catch (Refusal.Invalid wrong) {
            errors.addAll(wrong.errors());
            return false;
        }
    }

    static int buckets(String field, double share, int least, int most, List<FieldError> errors) {
        double buckets = share * StickyHash.BUCKETS;
        if (!(buckets >= least && buckets <= most) || Math.abs(buckets - Math.rint(buckets)) > 1e-6) {
            errors.add(new FieldError(
                    field,
                    "A share lies between 0 and 1, in steps of 0.0001; here from " + (double) least / StickyHash.BUCKETS
                            + " to " + (double) most / StickyHash.BUCKETS + "."));
            return least;
        }
        return (int) Math.rint(buckets);
    }

    static double open(String field, double value, List<FieldError> errors) {
        if (!(value > 0 && value < 1)) {
            errors.add(new FieldError(field, "This lies between 0 and 1, exclusive."));
            return 0.5;
        }
        return value;
    }

    static Duration within(String field, Duration wanted, List<FieldError> errors) {
        if (wanted.compareTo(LEAST) < 0 || wanted.compareTo(MOST) > 0) {
            errors.add(new FieldError(field, "This is a time from PT1S to P365D."));
            return MOST;
        }
        return wanted;
    }
}
