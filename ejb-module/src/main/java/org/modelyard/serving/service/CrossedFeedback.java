package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Period;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.entity.Environments;
import org.modelyard.serving.entity.FeedbackRows;
import org.modelyard.serving.entity.FeedbackTallies;
import org.modelyard.serving.entity.FeedbackTallies.Grouping;
import org.modelyard.serving.entity.FeedbackTallies.Matter;

/**
 * Accuracy, use and helpfulness of a model's answers by two things at once. What feedback itself knows is counted by the database; attributes and dimensions are
 * in the inference log, whose rows pass by one after the other.
 */
@Stateless
public class CrossedFeedback {

    /** Groups that somebody can read. */
    static final int MOST_GROUPS = CrossedSums.MOST;

    @Inject
    private FeedbackTallies tallies;

    @Inject
    private Environments environments;

    @Inject
    private Registry registry;

    @Inject
    private Clock clock;

    /**
     * One of the two.
     *
     * @param said null for what feedback knows itself
     */
    private record Side(String by, Grouping grouping, FeedbackTallies.@Nullable Said said) {

        static Side of(String field, String by) {
            FeedbackTallies.Said said = FeedbackStatistics.said(by);
            return new Side(by, said == null ? FeedbackStatistics.grouping(field, by) : Grouping.ALL, said);
        }

        /** As the database would name the group; null where nothing is said. */
        @Nullable
        String key(FeedbackRows.Row row) {
            if (said != null) {
                String all = said == FeedbackTallies.Said.ATTRIBUTES ? row.attributes() : row.dimensions();
                return all == null ? null : FeedbackStatistics.value(all, FeedbackStatistics.saidName(by));
            }
            return switch (grouping) {
                case VERSION -> Long.toString(row.versionId());
                case VARIANT -> row.variant();
                case LABEL -> row.label();
                case DAY -> LocalDate.ofInstant(row.at(), ZoneOffset.UTC).toString();
                case ALL -> null;
            };
        }
    }

    /**
     * @param period hour, day, week, month or all
     * @param environment null for all
     * @param by version, variant, label, day, or {@code attribute:} or {@code dimension:} and its name
     * @param and another of them
     * @throws Refusal.Invalid when they make too many groups, or too many rows would have to be read
     */
    public CrossedFeedbackView ofModel(
            Caller caller, String model, String period, @Nullable String environment, String by, String and) {
        caller.require(Role.VIEWER);
        Side first = Side.of("by", by);
        Side second = Side.of("and", and);
        if (by.equals(and)) {
            throw new Refusal.Invalid("and", "Two things are crossed: 'and' is another than 'by'.");
        }
        Instant now = clock.instant();
        Instant since = Period.parse(period).since(now);
        long modelId = registry.modelId(caller, model);
        long environmentId = ServingMetrics.environmentId(environments, caller, environment);
        Map<List<String>, FeedbackStatistics.Sums> groups = new HashMap<>();
        FeedbackTallies.Counted counted =
                (one, other, matter, told, positive) -> add(groups, List.of(one, other), matter, told, positive);
        if (first.said() == null && second.said() == null) {
            tallies.crossed(
                    caller.organisationId(),
                    modelId,
                    environmentId,
                    since,
                    first.grouping(),
                    second.grouping(),
                    MOST_GROUPS + 1,
                    counted);
        } else if (!tallies.crossed(
                caller.organisationId(), modelId, environmentId, since, first::key, second::key, counted)) {
            throw FeedbackStatistics.tooManyRows();
        }
        return new CrossedFeedbackView(
                model,
                period,
                environment,
                since.equals(Instant.EPOCH) ? null : since,
                now,
                by,
                and,
                named(caller, first, second, groups));
    }

    private static void add(
            Map<List<String>, FeedbackStatistics.Sums> groups,
            List<String> names,
            Matter matter,
            long told,
            long positive) {
        groups.computeIfAbsent(names, none -> new FeedbackStatistics.Sums()).add(matter, told, positive);
        if (groups.size() > MOST_GROUPS) {
            throw new Refusal.Invalid(
                    "and",
                    "These make more than " + MOST_GROUPS
                            + " groups: take a shorter period, one environment, or something of fewer values.");
        }
    }

    private List<CrossedFeedbackView.Group> named(
            Caller caller, Side first, Side second, Map<List<String>, FeedbackStatistics.Sums> groups) {
        Map<String, String> numbers = new HashMap<>();
        return groups.entrySet().stream()
                .map(entry -> new CrossedFeedbackView.Group(
                        List.of(
                                name(caller, first, entry.getKey().get(0), numbers),
                                name(caller, second, entry.getKey().get(1), numbers)),
                        entry.getValue().rates()))
                .sorted(Comparator.comparing((CrossedFeedbackView.Group group) ->
                                group.names().get(0))
                        .thenComparing(group -> group.names().get(1)))
                .toList();
    }

    private String name(Caller caller, Side side, String key, Map<String, String> numbers) {
        return side.grouping() == Grouping.VERSION
                ? numbers.computeIfAbsent(key, id -> FeedbackStatistics.version(registry, caller, Long.parseLong(id)))
                : key;
    }
}
