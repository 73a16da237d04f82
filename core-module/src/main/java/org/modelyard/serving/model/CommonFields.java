package org.modelyard.serving.model;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;

/** What is said once for all rows of a request. One per request. */
public final class CommonFields {

    private final DimensionReader dimensionReader = new DimensionReader();

    private @Nullable String environment;
    private @Nullable String version;
    private @Nullable String unit;
    private @Nullable String operation;
    private @Nullable String dimensions;
    private @Nullable String attributes;
    private int topK;
    private boolean explain;
    private @Nullable Duration time;
    private @Nullable String traceId;

    /**
     * Said in the query; what the body says goes before it.
     *
     * @param time of the deadline, as ISO-8601
     */
    public static CommonFields ofQuery(
            @Nullable String environment,
            @Nullable String version,
            @Nullable String unit,
            @Nullable String operation,
            @Nullable Integer topK,
            @Nullable String time) {
        CommonFields common = new CommonFields();
        common.environment = FieldReader.text(environment, "environment");
        common.version = FieldReader.text(version, "version");
        common.unit = FieldReader.text(unit, "unit");
        common.operation = FieldReader.text(operation, "operation");
        if (topK != null && topK < 1) {
            throw new Refusal.Invalid("topK", "This must be a whole number from 1.");
        }
        common.topK = topK == null ? 0 : topK;
        common.time = FieldReader.time(time, "deadline");
        return common;
    }

    /** @param header {@link TraceParent#HEADER} of the request */
    public CommonFields traced(@Nullable String header) {
        traceId = TraceParent.traceId(header);
        return this;
    }

    /** @param wanted whether answers are taken apart, unless the body says otherwise */
    public CommonFields explained(boolean wanted) {
        explain = wanted;
        return this;
    }

    /** @return false when it is none of these */
    public boolean read(JsonParser json, String name) throws IOException {
        switch (name) {
            case "environment" -> environment = FieldReader.text(json, name);
            case "version" -> version = FieldReader.text(json, name);
            case "unit" -> unit = FieldReader.text(json, name);
            case "operation" -> operation = FieldReader.text(json, name);
            case "dimensions" -> dimensions = dimensionReader.read(json, name);
            case "attributes" -> attributes = dimensionReader.read(json, name);
            case "topK" -> topK = FieldReader.count(json, name);
            case "explain" -> explain = FieldReader.flag(json, name);
            case "deadline" -> time = FieldReader.time(FieldReader.text(json, name), name);
            default -> {
                return false;
            }
        }
        return true;
    }

    public @Nullable String environment() {
        return environment;
    }

    public @Nullable String version() {
        return version;
    }

    public AnswerWish wish() {
        return topK == 0 && !explain && time == null ? AnswerWish.PLAIN : new AnswerWish(topK, explain, time);
    }

    /** Whether rows are as they were read. */
    public boolean addNothing() {
        return unit == null && dimensions == null && operation == null && attributes == null && traceId == null;
    }

    /** What stands outside of the rows counts for those that do not say otherwise. */
    public PredictionRow with(PredictionRow row) {
        return new PredictionRow(
                row.inputs(),
                row.errors(),
                row.unit() == null ? unit : row.unit(),
                DimensionReader.with(row.dimensions() == null ? dimensions : row.dimensions(), operation),
                row.attributes() == null ? attributes : row.attributes(),
                row.occurredAt(),
                traceId);
    }
}
