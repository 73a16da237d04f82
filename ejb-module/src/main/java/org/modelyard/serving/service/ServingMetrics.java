package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.ml.evaluation.BusinessMetrics;
import org.modelyard.platform.model.Period;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.service.DeclaredBusiness;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.entity.Environment;
import org.modelyard.serving.entity.Environments;
import org.modelyard.serving.entity.FeedbackLog;
import org.modelyard.serving.model.Adoption;
import org.modelyard.serving.model.UsageKey;

/** Figures of models in service: from the exact hourly counts, which outlive the log's rows, and from feedback. */
@Stateless
public class ServingMetrics {

    private static final String DIMENSION = "dimension:";

    @Inject
    private UsageFigures usage;

    @Inject
    private FeedbackLog feedback;

    @Inject
    private Environments environments;

    @Inject
    private Registry registry;

    @Inject
    private DeclaredBusiness business;

    @Inject
    private Clock clock;

    /**
     * @param period hour, day, week, month or all; the hour in which it begins counts as a whole
     * @param environment null for all
     * @param by version, variant, day, operation, caller, or {@code dimension:} and the name of one that the model's accounting declares
     */
    public ModelMetricsView ofModel(
            Caller caller, String model, String period, @Nullable String environment, String by) {
        caller.require(Role.VIEWER);
        String dimension = dimension("by", by);
        long modelId = registry.modelId(caller, model);
        Instant now = clock.instant();
        Instant since = Period.parse(period).since(now).truncatedTo(ChronoUnit.HOURS);
        long environmentId = environmentId(environments, caller, environment);
        UsageFigures.Span span = new UsageFigures.Span(caller.organisationId(), modelId, environmentId, since);
        FigureSums total = new FigureSums();
        Map<String, FigureSums> groups = new LinkedHashMap<>();
        usage.hours(span, hour -> {
            total.add(hour);
            group(groups, by, hour.versionId(), hour.variant(), hour.hourStart())
                    .ifPresent(sums -> sums.add(hour));
        });
        for (FeedbackLog.Tally tally : feedback.tally(caller.organisationId(), modelId, environmentId, since)) {
            String variant = tally.variant();
            total.add(tally);
            group(groups, by, tally.modelVersionId(), variant == null ? "" : variant, null)
                    .ifPresent(sums -> sums.add(tally));
        }
        usage.spent(span, by.equals("day"), spent -> {
            total.spend(spent);
            LocalDate day = spent.day();
            Instant hour = day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
            String group = key(by, spent.versionId(), null, hour);
            if (group != null) {
                groups.computeIfAbsent(group, first -> new FigureSums()).spend(spent);
            }
        });
        if (dimension != null) {
            groups.putAll(usage.byDimension(caller, model, span, dimension));
        }
        List<ModelMetricsView.Group> shown = groups.entrySet().stream()
                .map(entry -> new ModelMetricsView.Group(
                        by.equals("version")
                                ? registry.version(caller, Long.parseLong(entry.getKey()))
                                        .version()
                                : entry.getKey(),
                        entry.getValue().figures()))
                .toList();
        return new ModelMetricsView(
                model,
                period,
                environment,
                since.equals(Instant.EPOCH) ? null : since,
                now,
                total.figures(),
                adoption(caller, model, modelId, environmentId),
                by,
                shown);
    }

    /**
     * The dimension by which groups are made; null where they are of another kind.
     *
     * @param field the field to blame
     * @throws Refusal.Invalid when nothing is grouped by that
     */
    static @Nullable String dimension(String field, String by) {
        if (by.equals("version") || by.equals("variant") || by.equals("day")) {
            return null;
        }
        if (by.equals("operation")) {
            return by;
        }
        if (by.equals("caller")) {
            return UsageKey.CALLERS;
        }
        if (by.startsWith(DIMENSION) && !by.substring(DIMENSION.length()).isBlank()) {
            return by.substring(DIMENSION.length());
        }
        throw new Refusal.Invalid(
                field,
                "'" + Texts.brief(by)
                        + "' is not offered; use version, variant, day, operation, caller, or dimension: and its name.");
    }

    private @Nullable Adoption adoption(Caller caller, String model, long modelId, long environmentId) {
        Duration window =
                business.of(caller, model).map(BusinessMetrics::adoption).orElse(null);
        if (window == null) {
            return null;
        }
        Instant since = clock.instant().minus(window);
        FeedbackLog.Uses uses = feedback.uses(caller.organisationId(), modelId, environmentId, since);
        return Adoption.of(since, uses.told(), uses.adopted());
    }

    private static Optional<FigureSums> group(
            Map<String, FigureSums> groups, String by, long versionId, String variant, @Nullable Instant hour) {
        String key = key(by, versionId, variant, hour);
        return key == null ? Optional.empty() : Optional.of(groups.computeIfAbsent(key, first -> new FigureSums()));
    }

    /** Internal id of a version: nothing else is read while hours are. Null where it is in no group of this kind. */
    static @Nullable String key(String by, long versionId, @Nullable String variant, @Nullable Instant hour) {
        return switch (by) {
            case "version" -> Long.toString(versionId);
            case "variant" -> variant;
            case "day" ->
                hour == null ? null : LocalDate.ofInstant(hour, ZoneOffset.UTC).toString();
            default -> null;
        };
    }

    /** 0 for all. */
    static long environmentId(Environments environments, Caller caller, @Nullable String environment) {
        return environment == null
                ? 0
                : environments
                        .byName(caller.organisationId(), environment)
                        .map(Environment::id)
                        .orElseThrow(() -> new Refusal.NotFound("environment", environment));
    }
}
