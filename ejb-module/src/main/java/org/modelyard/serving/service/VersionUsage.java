package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.entity.Environment;
import org.modelyard.serving.entity.Environments;
import org.modelyard.serving.entity.HourlyHistograms;

/** How much versions are used: from the hourly counts alone, never from the log. */
@Stateless
public class VersionUsage {

    private static final long EVERY_VERSION = 0;

    @Inject
    private HourlyHistograms hours;

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
        return view(
                version,
                span,
                hours.counted(caller.organisationId(), version.modelId(), version.id(), span.since()),
                names(caller),
                hours.lastUsed(caller.organisationId(), version.modelId()).get(version.id()));
    }

    /** Of each version of a page of the model's, newest first. */
    public Page<UsageView> ofModel(Caller caller, String model, String period, PageRequest page) {
        caller.require(Role.VIEWER);
        Page<ModelVersionView> versions = registry.versions(caller, model, page);
        if (versions.items().isEmpty()) {
            return new Page<>(List.of(), versions.next());
        }
        Span span = span(period);
        long modelId = versions.items().get(0).modelId();
        Map<Long, List<HourlyHistograms.Counted>> counted = new HashMap<>();
        hours.counted(caller.organisationId(), modelId, EVERY_VERSION, span.since())
                .forEach(hour -> counted.computeIfAbsent(hour.versionId(), any -> new ArrayList<>())
                        .add(hour));
        Map<Long, Instant> last = hours.lastUsed(caller.organisationId(), modelId);
        Map<Long, String> names = names(caller);
        return new Page<>(
                versions.items().stream()
                        .map(version -> view(
                                version,
                                span,
                                counted.getOrDefault(version.id(), List.of()),
                                names,
                                last.get(version.id())))
                        .toList(),
                versions.next());
    }

    /** By internal id of the version: the beginning of the last hour in which it was asked. */
    public Map<Long, Instant> lastUsed(Caller caller, String model) {
        caller.require(Role.VIEWER);
        return hours.lastUsed(caller.organisationId(), registry.modelId(caller, model));
    }

    private record Span(String period, Instant since, Instant until) {}

    private Span span(String period) {
        Instant now = clock.instant();
        return new Span(period, Period.parse(period).since(now).truncatedTo(ChronoUnit.HOURS), now);
    }

    private Map<Long, String> names(Caller caller) {
        Map<Long, String> names = new HashMap<>();
        for (Environment environment : environments.all(caller.organisationId())) {
            names.put(environment.id(), environment.name());
        }
        return names;
    }

    private static UsageView view(
            ModelVersionView version,
            Span span,
            List<HourlyHistograms.Counted> counted,
            Map<Long, String> names,
            @Nullable Instant lastUsed) {
        FigureSums total = new FigureSums();
        Map<String, FigureSums> places = new TreeMap<>();
        for (HourlyHistograms.Counted hour : counted) {
            total.add(hour);
            places.computeIfAbsent(names.getOrDefault(hour.environmentId(), ""), any -> new FigureSums())
                    .add(hour);
        }
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
                lastUsed);
    }
}
