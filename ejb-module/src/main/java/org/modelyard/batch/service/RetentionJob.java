package org.modelyard.batch.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.model.JobParameter;
import org.modelyard.platform.model.Refusal;

/** Removes what has had its time in an organisation: idempotency keys, drift checks and their reports, rows of experiments. */
@ApplicationScoped
public class RetentionJob implements BatchJob {

    static final String NAME = "retention";
    static final String OLDER_THAN = "olderThan";
    /** Nothing here is as old; and what lies much further back is no time that a database knows. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** Parameter: the age of what monitoring keeps. */
    public static final String HISTORY_OLDER_THAN = "historyOlderThan";

    /** Parameter: the age of jobs whose fits' steps are thinned out. */
    public static final String STEPS_OLDER_THAN = "stepsOlderThan";

    /** Parameter: the age of experiments that are removed. */
    public static final String EXPERIMENTS_OLDER_THAN = "experimentsOlderThan";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "Removes idempotency keys, drift checks and their reports that have had their time, thins out the steps of"
                + " fits long done, and sweeps up the rows of experiments that were deleted.";
    }

    @Override
    public List<JobParameter> parameters() {
        return List.of(
                new JobParameter(
                        OLDER_THAN,
                        "Age from which keys go, an ISO-8601 duration like PT24H;"
                                + " default modelyard.idempotency.retention.",
                        false),
                new JobParameter(
                        HISTORY_OLDER_THAN,
                        "Age from which drift checks and their reports go;" + " default modelyard.histogram.retention.",
                        false),
                new JobParameter(
                        STEPS_OLDER_THAN,
                        "Age of training jobs from which a hundred steps of each fit stay;"
                                + " default modelyard.training.steps.retention.",
                        false),
                new JobParameter(
                        EXPERIMENTS_OLDER_THAN,
                        "Time since an experiment was over from which it goes, with its plan and all its rows;"
                                + " without it, none goes that nobody has deleted.",
                        false));
    }

    @Override
    public void validate(Caller caller, Map<String, String> parameters) {
        age(OLDER_THAN, parameters.get(OLDER_THAN));
        age(HISTORY_OLDER_THAN, parameters.get(HISTORY_OLDER_THAN));
        age(STEPS_OLDER_THAN, parameters.get(STEPS_OLDER_THAN));
        age(EXPERIMENTS_OLDER_THAN, parameters.get(EXPERIMENTS_OLDER_THAN));
    }

    /**
     * @param name of the parameter
     * @return null where nothing was given
     * @throws Refusal.Invalid unless it is a duration that is not negative, of a hundred years at most
     */
    public static @Nullable Duration age(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            Duration age = Duration.parse(text);
            if (!age.isNegative() && age.compareTo(LONGEST) <= 0) {
                return age;
            }
        } catch (DateTimeException | ArithmeticException notADuration) {
            throw wrongAge(name);
        }
        throw wrongAge(name);
    }

    private static Refusal.Invalid wrongAge(String name) {
        return new Refusal.Invalid("parameters." + name, name + " must be a duration like PT24H.");
    }
}
