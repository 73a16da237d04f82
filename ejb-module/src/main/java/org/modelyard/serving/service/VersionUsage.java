package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Period;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.entity.Environment;
import org.modelyard.serving.entity.Environments;
import org.modelyard.serving.entity.HourlyHistograms;
import org.modelyard.serving.entity.UsageHours;

/** How much versions are used: from the hourly counts alone, never from the log. */
@Stateless
public class VersionUsage {

    @Inject
    private HourlyHistograms hours;

    @Inject
    private UsageHours spending;

    @Inject
    private Environments environments;

    @Inject
    private Registry registry;

    @Inject
    private Clock clock;

    /**
     * @param wish as {@link Registry#resolve} takes it
     * @param period hour, day, week, month or all; the hour in which it begins counts as a whole
     */
    public UsageView of(Caller caller, String model, String wish, String period) {
        caller.require(Role.VIEWER);
        ModelVersionView version = registry.resolve(caller, model, wish);
        Span span = span(period);
        return views(caller, span, List.of(version)).get(0);
    }

    /** Of each version of a page of the model's, newest first. */
    public Page<UsageView> ofModel(Caller caller, String model, String period, PageRequest page) {
        caller.require(Role.VIEWER);
        Page<ModelVersionView> versions = registry.versions(caller, model, page);
        if (versions.items().isEmpty()) {
            return new Page<>(List.of(), versions.next());
        }
        return new Page<>(views(caller, span(period), versions.items()), versions.next());
    }

    /** By internal id of the version: the beginning of the last hour in which it was asked. */
    public Map<Long, Instant> lastUsed(Caller caller, String model) {
        caller.require(Role.VIEWER);
        return attempt(() -> hours.lastUsed(caller.organisationId(), registry.modelId(caller, model)));
    }

    private record Span(String period, Instant since, Instant until) {}

    private Span span(String period) {
        Instant now = clock.instant();
        return new Span(period, Period.parse(period).since(now).truncatedTo(ChronoUnit.HOURS), now);
    }

    private Map<Long, String> names(Caller caller) {
        Map<Long, String> names = new HashMap<>();
        for (Environment environment : environments.ever(caller.organisationId())) {
            names.put(environment.id(), environment.name());
        }
        return names;
    }

    /** Sums of one version by environment; what is kept of an hour is what it adds to them. */
    private List<UsageView> views(Caller caller, Span span, List<ModelVersionView> versions) {
        long organisation = caller.organisationId();
        long modelId = versions.get(0).modelId();
        Map<Long, Map<Long, FigureSums>> sums = new HashMap<>();
        Map<Long, FigureSums> spent = new HashMap<>();
        List<Long> ids = versions.stream().map(ModelVersionView::id).toList();
        Map<Long, Instant> last = attempt(() -> {
            hours.counted(organisation, modelId, ids, span.since(), hour -> sums.computeIfAbsent(
                            hour.versionId(), any -> new HashMap<>())
                    .computeIfAbsent(hour.environmentId(), any -> new FigureSums())
                    .add(hour));
            spending.spent(organisation, modelId, 0, ids, span.since(), false, sum -> spent.computeIfAbsent(
                            sum.versionId(), any -> new FigureSums())
                    .spend(sum));
            return hours.lastUsed(organisation, modelId);
        });
        Map<Long, String> names = names(caller);
        return versions.stream()
                .map(version -> view(
                        version,
                        span,
                        sums.getOrDefault(version.id(), Map.of()),
                        names,
                        last.get(version.id()),
                        spent.getOrDefault(version.id(), new FigureSums()).spent()))
                .toList();
    }

    private static UsageView view(
            ModelVersionView version,
            Span span,
            Map<Long, FigureSums> counted,
            Map<Long, String> names,
            @Nullable Instant lastUsed,
            @Nullable SpentSums spent) {
        FigureSums total = new FigureSums();
        Map<String, FigureSums> places = new TreeMap<>();
        counted.forEach((environment, sums) -> {
            total.add(sums);
            places.computeIfAbsent(names.getOrDefault(environment, ""), any -> new FigureSums())
                    .add(sums);
        });
        Map<String, UsageView.Figures> shown = new TreeMap<>();
        places.forEach((name, sums) -> shown.put(name, sums.usage()));
        return new UsageView(
                version.model(),
                version.version(),
                span.period(),
                span.since().equals(Instant.EPOCH) ? null : span.since(),
                span.until(),
                total.usage(),
                shown,
                lastUsed,
                spent);
    }

    private interface Statements<T> {
        T run() throws SQLException;
    }

    private static <T> T attempt(Statements<T> statements) {
        try {
            return statements.run();
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }
}
