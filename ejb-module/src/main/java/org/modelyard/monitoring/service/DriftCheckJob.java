package org.modelyard.monitoring.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.model.JobParameter;
import org.modelyard.batch.service.BatchJob;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * The job {@code drift-check}: compares one deployment's window with its version's reference. Works on a drift check,
 * which a submission by model makes first, and does nothing when that is complete.
 */
@ApplicationScoped
public class DriftCheckJob implements BatchJob {

    static final String NAME = "drift-check";
    static final String CHECK = "driftCheck";
    private static final String MODEL = "model";
    private static final String ENVIRONMENT = "environment";
    private static final String SINCE = "since";
    private static final String WINDOW = "window";
    private static final String LAST = "lastInferences";

    @Inject
    private DriftChecks checks;

    @Inject
    private Clock clock;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "Compares what a deployment was asked and answered in a window with its version's training data.";
    }

    @Override
    public List<JobParameter> parameters() {
        return List.of(
                new JobParameter(MODEL, "Name of the model; needed unless driftCheck is given.", false),
                new JobParameter(ENVIRONMENT, "Where it serves; default the only one, else production.", false),
                new JobParameter(
                        SINCE, "Begin of the window, like 2026-01-31T12:00:00Z; taken down to the hour.", false),
                new JobParameter(WINDOW, "Instead of since: an ISO-8601 duration back from now, like PT24H.", false),
                new JobParameter(LAST, "Instead of since: whole hours back until they hold so many rows.", false),
                new JobParameter(CHECK, "Instead of all others: id of a drift check that waits.", false));
    }

    @Override
    public void validate(Caller caller, Map<String, String> parameters) {
        String check = parameters.get(CHECK);
        if (check != null) {
            if (parameters.size() > 1) {
                throw new Refusal.Invalid(field(CHECK), "Give driftCheck alone.");
            }
            checks.get(caller, Ids.parse("drift check", check));
        } else {
            command(parameters);
        }
    }

    @Override
    public Map<String, String> prepare(Caller caller, Map<String, String> parameters) {
        return parameters.containsKey(CHECK)
                ? parameters
                : Map.of(
                        CHECK,
                        checks.requestClaimed(caller, command(parameters)).id().toString());
    }

    private DriftChecks.NewCheck command(Map<String, String> parameters) {
        String model = parameters.get(MODEL);
        if (model == null) {
            throw new Refusal.Invalid(field(MODEL), "Give the model, or driftCheck.");
        }
        String window = parameters.get(WINDOW);
        if (window != null && (parameters.containsKey(SINCE) || parameters.containsKey(LAST))) {
            throw new Refusal.Invalid(field(WINDOW), "Give one of since, window and lastInferences.");
        }
        return new DriftChecks.NewCheck(
                model,
                parameters.get(ENVIRONMENT),
                window == null ? since(parameters.get(SINCE)) : before(clock.instant(), window),
                rows(parameters.get(LAST)));
    }

    private static @Nullable Instant since(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw wrong(SINCE, text, "a time like 2026-01-31T12:00:00Z");
        }
    }

    /** @throws Refusal.Invalid also for one that reaches back beyond all time that there is */
    static Instant before(Instant now, String window) {
        try {
            return now.minus(Duration.parse(window));
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong(WINDOW, window, "a duration like PT24H");
        }
    }

    private static @Nullable Long rows(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw wrong(LAST, text, "a whole number");
        }
    }

    private static Refusal.Invalid wrong(String name, @Nullable String text, String wanted) {
        return new Refusal.Invalid(
                field(name), name + " is '" + Texts.brief(String.valueOf(text)) + "', not " + wanted + ".");
    }

    private static String field(String name) {
        return "parameters." + name;
    }
}
