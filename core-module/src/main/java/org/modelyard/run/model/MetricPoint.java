package org.modelyard.run.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * A metric's value at a step. Two of the same metric, step and time are the same point, whatever their values: the first one
 * counts.
 *
 * @param value finite
 * @param step of the training; runs that have none say 0
 * @param atMillis since 1970, from 0
 */
public record MetricPoint(String key, double value, long step, long atMillis) {

    /** Points in one call. */
    public static final int MOST = 1_000;

    /**
     * A point as it was sent.
     *
     * @param step 0 when null
     * @param at now when null
     */
    public record Given(@Nullable String key, @Nullable Double value, @Nullable Long step, @Nullable Instant at) {}

    /** Which point of its metric it is. */
    public record Place(long step, long atMillis) {}

    public Place place() {
        return new Place(step, atMillis);
    }

    /**
     * By metric, in the order they came, each point once.
     *
     * @param now for points without a time
     * @throws Refusal.Invalid naming all that is wrong, e.g. {@code metrics[3].value}
     */
    public static Map<String, List<MetricPoint>> checked(List<Given> sent, Instant now) {
        if (sent.isEmpty() || sent.size() > MOST) {
            throw new Refusal.Invalid(
                    "metrics",
                    "These are " + sent.size() + " metrics; send 1 to " + MOST
                            + " in one call, and more in further ones.");
        }
        List<Given> given = Fields.all("metrics", sent);
        List<FieldError> errors = new ArrayList<>();
        Map<String, List<MetricPoint>> points = new LinkedHashMap<>();
        Map<String, Set<Place>> seen = new LinkedHashMap<>();
        for (int i = 0; i < given.size(); i++) {
            MetricPoint point = point("metrics[" + i + "].", given.get(i), now, errors);
            if (point != null
                    && seen.computeIfAbsent(point.key(), any -> new LinkedHashSet<>())
                            .add(point.place())) {
                points.computeIfAbsent(point.key(), any -> new ArrayList<>()).add(point);
            }
        }
        Fields.check(errors);
        return points;
    }

    private static @Nullable MetricPoint point(String path, Given given, Instant now, List<FieldError> errors) {
        String key = given.key();
        Double value = given.value();
        int before = errors.size();
        if (key == null || !RunTexts.isKey(key)) {
            errors.add(new FieldError(path + "key", RunTexts.keyAdvice(key == null ? "" : key)));
        }
        if (value == null || !Double.isFinite(value)) {
            errors.add(
                    new FieldError(
                            path + "value",
                            "The value of '" + Texts.brief(String.valueOf(key))
                                    + "' must be a finite number; leave a point out where there is none, and say why in a tag."));
        }
        Instant at = given.at() == null ? now : given.at();
        if (!RunTimes.isKept(at, now)) {
            errors.add(new FieldError(path + "at", RunTimes.ADVICE));
        }
        if (key == null || value == null || errors.size() > before) {
            return null;
        }
        return new MetricPoint(key, value, given.step() == null ? 0 : given.step(), at.toEpochMilli());
    }
}
