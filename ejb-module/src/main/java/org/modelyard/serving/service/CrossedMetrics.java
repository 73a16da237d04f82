package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Period;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.registry.service.ModelAccounting;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.entity.Environments;
import org.modelyard.serving.entity.LoggedDimensions;
import org.modelyard.serving.model.Accounting;
import org.modelyard.serving.model.UsageKey;
import org.modelyard.serving.model.UsageParts;

/**
 * Figures of models in service by two things at once. Hourly sums hold one dimension at a time, with version and day: where these are enough
 * they are used, else the newest rows of the log.
 */
@Stateless
public class CrossedMetrics {

    /** Rows of the log that one request reads. */
    static final int MOST_ROWS = 100_000;

    private static final String VARIANT = "variant";

    @Inject
    private UsageFigures usage;

    @Inject
    private LoggedDimensions log;

    @Inject
    private ModelAccounting accounting;

    @Inject
    private Environments environments;

    @Inject
    private Registry registry;

    @Inject
    private Clock clock;

    /**
     * One of the two.
     *
     * @param field that it was said in
     * @param dimension null for version, variant and day
     */
    private record Side(String field, String by, @Nullable String dimension) {

        static Side of(String field, String by) {
            return new Side(field, by, ServingMetrics.dimension(field, by));
        }

        String key(long versionId, String variant, Instant at) {
            return Objects.requireNonNull(ServingMetrics.key(by, versionId, variant, at));
        }
    }

    /** The newest rows, added up. */
    private static final class Read {
        private int rows;
        private boolean cut;
        private @Nullable Instant oldest;

        /** Whether the row counts: one more than can be read says that there are more. */
        boolean takes(LoggedDimensions.Row row) {
            cut = rows == MOST_ROWS;
            if (!cut) {
                rows++;
                oldest = row.at();
            }
            return !cut;
        }
    }

    /**
     * @param period hour, day, week, month or all; the hour in which it begins counts as a whole
     * @param environment null for all
     * @param by version, variant, day, operation, caller, or {@code dimension:} and the name of one that the model's accounting declares
     * @param and another of them
     * @throws Refusal.Invalid when they cannot be crossed, or make too many groups
     */
    public CrossedMetricsView ofModel(
            Caller caller, String model, String period, @Nullable String environment, String by, String and) {
        caller.require(Role.VIEWER);
        Side first = Side.of("by", by);
        Side second = Side.of("and", and);
        if (by.equals(and) || (first.dimension() != null && first.dimension().equals(second.dimension()))) {
            throw new Refusal.Invalid("and", "Two things are crossed: 'and' is another than 'by'.");
        }
        long modelId = registry.modelId(caller, model);
        Instant now = clock.instant();
        Instant since = Period.parse(period).since(now).truncatedTo(ChronoUnit.HOURS);
        UsageFigures.Span span = new UsageFigures.Span(
                caller.organisationId(),
                modelId,
                ServingMetrics.environmentId(environments, caller, environment),
                since);
        CrossedSums groups = new CrossedSums();
        Read read = null;
        if (first.dimension() == null && second.dimension() == null) {
            hours(span, first, second, groups);
        } else if (first.dimension() == null
                ? !by.equals(VARIANT)
                : second.dimension() == null && !and.equals(VARIANT)) {
            dimension(caller, model, span, first, second, groups);
        } else {
            read = log(caller, model, span, first, second, groups);
        }
        Instant oldest = read == null ? null : read.oldest;
        Instant begin = oldest == null ? since : oldest;
        return new CrossedMetricsView(
                model,
                period,
                environment,
                begin.equals(Instant.EPOCH) ? null : begin,
                now,
                by,
                and,
                read == null ? CrossedMetricsView.Source.HOURS : CrossedMetricsView.Source.LOG,
                read != null && read.cut,
                groups.named(by, and, id -> registry.version(caller, Long.parseLong(id))
                        .version()));
    }

    /** Of version, variant and day two. */
    private void hours(UsageFigures.Span span, Side first, Side second, CrossedSums groups) {
        usage.hours(span, hour -> groups.of(
                        first.key(hour.versionId(), hour.variant(), hour.hourStart()),
                        second.key(hour.versionId(), hour.variant(), hour.hourStart()))
                .add(hour));
        if (!first.by().equals(VARIANT) && !second.by().equals(VARIANT)) {
            usage.spent(span, true, spent -> {
                Instant day = Objects.requireNonNull(spent.day())
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
                groups.of(first.key(spent.versionId(), "", day), second.key(spent.versionId(), "", day))
                        .spend(spent);
            });
        }
    }

    /** One of them a dimension or who asked, the other version or day. */
    private void dimension(
            Caller caller, String model, UsageFigures.Span span, Side first, Side second, CrossedSums groups) {
        boolean leading = first.dimension() != null;
        String dimension = Objects.requireNonNull(leading ? first.dimension() : second.dimension());
        Side other = leading ? second : first;
        usage.counted(span, dimension, hour -> {
            String key = other.key(hour.versionId(), "", hour.hourStart());
            groups.of(leading ? hour.value() : key, leading ? key : hour.value())
                    .add(hour);
        });
        if (groups.isEmpty()) {
            usage.requireCounted(caller, model, leading ? first.field() : second.field(), dimension);
        }
    }

    /** Two dimensions, or one and the variant: no sums have both. */
    private Read log(Caller caller, String model, UsageFigures.Span span, Side first, Side second, CrossedSums groups) {
        Accounting said = accounting.of(caller, model);
        requireLogged(caller, model, first);
        requireLogged(caller, model, second);
        Read read = new Read();
        try {
            log.newest(
                    span.organisationId(), span.modelId(), span.environmentId(), span.since(), MOST_ROWS + 1, row -> {
                        if (read.takes(row)) {
                            Map<String, String> told = UsageParts.said(row.dimensions());
                            groups.of(value(said, first, row, told), value(said, second, row, told))
                                    .add(row);
                        }
                    });
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
        return read;
    }

    private void requireLogged(Caller caller, String model, Side side) {
        String dimension = side.dimension();
        if (UsageKey.CALLERS.equals(dimension)) {
            throw new Refusal.Invalid(
                    side.field(),
                    "The log keeps no caller: who asked is crossed with version and day alone, of which there are sums.");
        }
        if (dimension != null) {
            usage.requireCounted(caller, model, side.field(), dimension);
        }
    }

    private static String value(Accounting said, Side side, LoggedDimensions.Row row, Map<String, String> told) {
        String dimension = side.dimension();
        return dimension == null
                ? side.key(row.versionId(), row.variant(), row.at())
                : said.part(dimension, told.get(dimension));
    }
}
