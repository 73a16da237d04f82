package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.modelyard.serving.entity.HourlyHistogram;
import org.modelyard.serving.entity.HourlyHistograms;
import org.modelyard.serving.model.Adoption;

/** Figures of models in service: from the exact hourly counts, which outlive the log's rows, and from feedback. */
@Stateless
public class ServingMetrics {

    @Inject
    private HourlyHistograms hours;

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
     * @param by version or variant
     */
    public ModelMetricsView ofModel(
            Caller caller, String model, String period, @Nullable String environment, String by) {
        caller.require(Role.VIEWER);
        if (!by.equals("version") && !by.equals("variant")) {
            throw new Refusal.Invalid("by", "'" + Texts.brief(by) + "' is not yet offered; use version or variant.");
        }
        long modelId = registry.modelId(caller, model);
        Instant now = clock.instant();
        Instant since = Period.parse(period).since(now).truncatedTo(ChronoUnit.HOURS);
        long environmentId = environmentId(caller, environment);
        Map<String, FigureSums> groups = new LinkedHashMap<>();
        for (HourlyHistogram hour : hours.ofModel(caller.organisationId(), modelId, environmentId, since)) {
            group(groups, caller, by, hour.modelVersionId(), hour.variant()).add(hour);
        }
        for (FeedbackLog.Tally tally : feedback.tally(caller.organisationId(), modelId, environmentId, since)) {
            String variant = tally.variant();
            group(groups, caller, by, tally.modelVersionId(), variant == null ? "" : variant)
                    .add(tally);
        }
        FigureSums total = new FigureSums();
        groups.values().forEach(total::add);
        List<ModelMetricsView.Group> shown = groups.entrySet().stream()
                .map(entry -> new ModelMetricsView.Group(
                        entry.getKey(), entry.getValue().figures()))
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

    private FigureSums group(Map<String, FigureSums> groups, Caller caller, String by, long versionId, String variant) {
        String name = by.equals("variant")
                ? variant
                : registry.version(caller, versionId).version();
        return groups.computeIfAbsent(name, first -> new FigureSums());
    }

    private long environmentId(Caller caller, @Nullable String environment) {
        return environment == null
                ? 0
                : environments
                        .byName(caller.organisationId(), environment)
                        .map(Environment::id)
                        .orElseThrow(() -> new Refusal.NotFound("environment", environment));
    }
}
