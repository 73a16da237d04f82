package org.modelyard.serving.service;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.registry.service.ModelAccounting;
import org.modelyard.serving.entity.HourlyHistograms;
import org.modelyard.serving.entity.UsageHours;
import org.modelyard.serving.model.Accounting;
import org.modelyard.serving.model.UsageKey;

/** Sums by what callers say of their requests, with tokens and cost: from hourly counts alone. */
@Dependent
class UsageFigures {

    @Inject
    private HourlyHistograms counts;

    @Inject
    private UsageHours hours;

    @Inject
    private ModelAccounting accounting;

    /** Whose hours. */
    record Span(long organisationId, long modelId, long environmentId, Instant since) {}

    /** Gives all hours, oldest first. */
    void hours(Span span, Consumer<HourlyHistograms.Counted> found) {
        try {
            counts.counted(span.organisationId(), span.modelId(), span.environmentId(), span.since(), found);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /**
     * By value of a dimension, or by who asked.
     *
     * @param dimension its name, or {@link UsageKey#CALLERS}
     * @throws Refusal.Invalid when the model declares no such dimension, or names no callers, and none is counted since
     */
    Map<String, FigureSums> byDimension(Caller caller, String model, Span span, String dimension) {
        Map<String, FigureSums> groups = new TreeMap<>();
        counted(span, dimension, hour -> groups.computeIfAbsent(hour.value(), first -> new FigureSums())
                .add(hour));
        if (groups.isEmpty()) {
            requireCounted(caller, model, "by", dimension);
        }
        return groups;
    }

    /**
     * @param field the field to blame
     * @throws Refusal.Invalid when the model declares no such dimension, or names no callers
     */
    void requireCounted(Caller caller, String model, String field, String dimension) {
        Accounting said = accounting.of(caller, model);
        if (dimension.equals(UsageKey.CALLERS)) {
            if (said.callers().isEmpty()) {
                throw new Refusal.Invalid(
                        field,
                        "Callers are not counted: name those to tell apart in the model's accounting, and they are from then on.");
            }
        } else if (!said.dimensions().containsKey(dimension)) {
            throw new Refusal.Invalid(
                    field,
                    "'" + Texts.brief(dimension)
                            + "' is not counted: declare its values in the model's accounting, and it is from then on.");
        }
    }

    /**
     * Gives tokens and cost, for sums that have their requests already.
     *
     * @param daily whether days are told apart
     */
    void spent(Span span, boolean daily, Consumer<UsageHours.Spending> found) {
        try {
            hours.spent(
                    span.organisationId(), span.modelId(), span.environmentId(), List.of(), span.since(), daily, found);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** Gives all hours of a dimension, in no order. */
    void counted(Span span, String dimension, Consumer<UsageHours.Counted> found) {
        try {
            hours.counted(span.organisationId(), span.modelId(), span.environmentId(), dimension, span.since(), found);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }
}
