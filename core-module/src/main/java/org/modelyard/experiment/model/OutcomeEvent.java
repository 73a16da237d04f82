package org.modelyard.experiment.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * Something that a unit did: two of the same id are the same event, and the first one counts.
 *
 * @param value from -10^12 to 10^12, so that sums of squares stay finite
 * @param atMillis since 1970
 */
public record OutcomeEvent(String id, String unit, String name, double value, long atMillis) {

    /** Events in one call. */
    public static final int MOST = 1_000;

    public static final int LONGEST_UNIT = 200;
    private static final int LONGEST_ID = 100;
    private static final double LARGEST = 1e12;
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    /**
     * An event as it was sent.
     *
     * @param value 1 when null
     * @param at now when null; then an eventId is needed
     * @param eventId by which a repetition is known; made of the rest when null
     */
    public record Given(
            @Nullable String unit,
            @Nullable String event,
            @Nullable Double value,
            @Nullable Instant at,
            @Nullable String eventId) {}

    /** @throws Refusal.Invalid naming all that is wrong, e.g. {@code events[3].value} */
    public static List<OutcomeEvent> checked(List<@Nullable Given> given, Instant now) {
        if (given.isEmpty() || given.size() > MOST) {
            throw new Refusal.Invalid(
                    "events", "These are " + given.size() + " events; send 1 to " + MOST + " in one call.");
        }
        List<FieldError> errors = new ArrayList<>();
        List<OutcomeEvent> events = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Given one = given.get(i);
            if (one == null) {
                errors.add(new FieldError("events[" + i + "]", "This is null: give an event or leave it out."));
                continue;
            }
            OutcomeEvent event = event("events[" + i + "].", one, now, errors);
            if (event != null) {
                events.add(event);
            }
        }
        Fields.check(errors);
        return events;
    }

    /** @throws Refusal.Invalid when it is empty or too long */
    public static String unit(String field, @Nullable String unit) {
        if (unit == null || unit.isBlank() || unit.length() > LONGEST_UNIT) {
            throw new Refusal.Invalid(
                    field,
                    "A unit is what is assigned, such as a user: give its id, of 1 to " + LONGEST_UNIT
                            + " characters.");
        }
        return unit;
    }

    private static @Nullable OutcomeEvent event(String path, Given given, Instant now, List<FieldError> errors) {
        int before = errors.size();
        String unit = given.unit();
        if (unit == null || unit.isBlank() || unit.length() > LONGEST_UNIT) {
            errors.add(new FieldError(path + "unit", "Give the unit, of 1 to " + LONGEST_UNIT + " characters."));
        }
        String name = given.event();
        if (name == null || !name.matches(Names.PATTERN)) {
            errors.add(new FieldError(
                    path + "event",
                    "'" + Texts.brief(String.valueOf(name))
                            + "' is no name of an event: use 1-63 of a-z, 0-9 and inner hyphens."));
        }
        double value = given.value() == null ? 1 : given.value();
        if (!(Math.abs(value) <= LARGEST)) {
            errors.add(new FieldError(path + "value", "A value is a number from -10^12 to 10^12."));
        }
        Instant at = given.at() == null ? now : given.at();
        if (at.isBefore(FIRST) || at.isAfter(now.plus(AHEAD))) {
            errors.add(new FieldError(path + "at", "A time lies between 2000 and now."));
        }
        String id = given.eventId();
        if (id == null && given.at() == null) {
            errors.add(new FieldError(
                    path + "eventId", "Give an eventId or the time 'at': else a repetition counts twice."));
        } else if (id != null && (id.isBlank() || id.length() > LONGEST_ID)) {
            errors.add(new FieldError(path + "eventId", "An id has 1 to " + LONGEST_ID + " characters."));
        }
        if (unit == null || name == null || errors.size() > before) {
            return null;
        }
        return new OutcomeEvent(id == null ? derived(unit, name, value, at) : id, unit, name, value, at.toEpochMilli());
    }

    private static String derived(String unit, String name, double value, Instant at) {
        String all = name + '\n' + at.toEpochMilli() + '\n' + value + '\n' + unit;
        return UUID.nameUUIDFromBytes(all.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }
}
