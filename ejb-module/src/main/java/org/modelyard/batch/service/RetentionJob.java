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

/** Removes an organisation's idempotency keys that have had their time. */
@ApplicationScoped
public class RetentionJob implements BatchJob {

    static final String NAME = "retention";
    static final String OLDER_THAN = "olderThan";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "Removes idempotency keys that have had their time.";
    }

    @Override
    public List<JobParameter> parameters() {
        return List.of(new JobParameter(
                OLDER_THAN,
                "Age from which keys go, an ISO-8601 duration like PT24H; default modelyard.idempotency.retention.",
                false));
    }

    @Override
    public void validate(Caller caller, Map<String, String> parameters) {
        age(parameters.get(OLDER_THAN));
    }

    /**
     * @return null where nothing was given
     * @throws Refusal.Invalid unless it is a duration that is not negative
     */
    static @Nullable Duration age(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            Duration age = Duration.parse(text);
            if (!age.isNegative()) {
                return age;
            }
        } catch (DateTimeException notADuration) {
            throw wrongAge();
        }
        throw wrongAge();
    }

    private static Refusal.Invalid wrongAge() {
        return new Refusal.Invalid("parameters." + OLDER_THAN, OLDER_THAN + " must be a duration like PT24H.");
    }
}
