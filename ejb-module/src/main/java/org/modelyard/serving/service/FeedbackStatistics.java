package org.modelyard.serving.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Period;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.entity.Environments;
import org.modelyard.serving.entity.FeedbackTallies;
import org.modelyard.serving.entity.FeedbackTallies.Grouping;
import org.modelyard.serving.entity.FeedbackTallies.Matter;
import org.modelyard.serving.service.FeedbackStatisticsView.Group;
import org.modelyard.serving.service.FeedbackStatisticsView.Rate;
import org.modelyard.serving.service.FeedbackStatisticsView.Rates;

/** Accuracy, use and helpfulness of a model's answers, by what feedback says of them. */
@Stateless
public class FeedbackStatistics {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ATTRIBUTE = "attribute:";
    private static final String DIMENSION = "dimension:";

    @Inject
    private FeedbackTallies tallies;

    @Inject
    private Environments environments;

    @Inject
    private Registry registry;

    @Inject
    private Clock clock;

    /**
     * @param period hour, day, week, month or all
     * @param environment null for all
     * @param by version, variant, label, day, or {@code attribute:} or {@code dimension:} and the name of one that predictions say of their units or of
     *     themselves
     */
    public FeedbackStatisticsView ofModel(
            Caller caller, String model, String period, @Nullable String environment, String by) {
        caller.require(Role.VIEWER);
        FeedbackTallies.Said said = said(by);
        Grouping grouping = said == null ? grouping("by", by) : Grouping.ALL;
        Instant now = clock.instant();
        Instant since = Period.parse(period).since(now);
        long modelId = registry.modelId(caller, model);
        long environmentId = ServingMetrics.environmentId(environments, caller, environment);
        Sums total = new Sums();
        Map<String, Sums> groups = new TreeMap<>();
        FeedbackTallies.ByAttribute attributed =
                said == null ? null : ofSaid(caller, modelId, environmentId, since, said, saidName(by));
        for (Matter matter : Matter.values()) {
            tallies.of(caller.organisationId(), modelId, environmentId, since, matter, Grouping.ALL)
                    .forEach(tally -> total.add(matter, tally));
            List<FeedbackTallies.Tally> found = attributed == null
                    ? tallies.of(caller.organisationId(), modelId, environmentId, since, matter, grouping)
                    : attributed.of(matter);
            if (found.size() > FeedbackTallies.MOST_GROUPS) {
                throw tooManyGroups();
            }
            for (FeedbackTallies.Tally tally : found) {
                String name = name(caller, grouping, tally.group());
                if (name != null) {
                    groups.computeIfAbsent(name, first -> new Sums()).add(matter, tally);
                }
            }
        }
        return new FeedbackStatisticsView(
                model,
                period,
                environment,
                since.equals(Instant.EPOCH) ? null : since,
                now,
                total.rates(),
                by,
                groups.entrySet().stream()
                        .map(entry -> new Group(entry.getKey(), entry.getValue().rates()))
                        .toList());
    }

    private FeedbackTallies.ByAttribute ofSaid(
            Caller caller, long modelId, long environmentId, Instant since, FeedbackTallies.Said said, String name) {
        FeedbackTallies.ByAttribute found = tallies.byAttribute(
                caller.organisationId(), modelId, environmentId, since, said, all -> value(all, name));
        if (found.tooManyGroups()) {
            throw tooManyGroups();
        }
        if (found.tooManyRows()) {
            throw tooManyRows();
        }
        return found;
    }

    static Refusal.Invalid tooManyRows() {
        return new Refusal.Invalid(
                "period",
                "More than " + FeedbackTallies.MOST_ROWS
                        + " words on answers would have to be read for an attribute or a dimension; take a shorter"
                        + " period, or an environment.");
    }

    private static Refusal.Invalid tooManyGroups() {
        return new Refusal.Invalid(
                "by",
                "There are more than " + FeedbackTallies.MOST_GROUPS
                        + " groups; take a shorter period, or an attribute of fewer values.");
    }

    /** @param field the field to blame */
    static Grouping grouping(String field, String by) {
        return switch (by) {
            case "version" -> Grouping.VERSION;
            case "variant" -> Grouping.VARIANT;
            case "label" -> Grouping.LABEL;
            case "day" -> Grouping.DAY;
            default ->
                throw new Refusal.Invalid(
                        field,
                        "'" + Texts.brief(by)
                                + "' is not offered; use version, variant, label, day, or attribute: or dimension: and"
                                + " its name.");
        };
    }

    /** In which object of the log it is looked for; null where something else is asked for. */
    static FeedbackTallies.@Nullable Said said(String by) {
        if (by.startsWith(ATTRIBUTE) && by.length() > ATTRIBUTE.length()) {
            return FeedbackTallies.Said.ATTRIBUTES;
        }
        return by.startsWith(DIMENSION) && by.length() > DIMENSION.length() ? FeedbackTallies.Said.DIMENSIONS : null;
    }

    /** The name of what is {@link #said}. */
    static String saidName(String by) {
        return by.substring(by.indexOf(':') + 1);
    }

    /** Null where nothing is said. */
    private @Nullable String name(Caller caller, Grouping grouping, @Nullable String group) {
        return group != null && grouping == Grouping.VERSION ? version(registry, caller, Long.parseLong(group)) : group;
    }

    /** One that was removed has no number any more. */
    static String version(Registry registry, Caller caller, long id) {
        try {
            return registry.version(caller, id).version();
        } catch (Refusal.NotFound gone) {
            return "removed version " + id;
        }
    }

    /** Null where the object has none. */
    static @Nullable String value(String attributes, String name) {
        try {
            JsonNode value = JSON.readTree(attributes).get(name);
            return value == null || value.isNull() ? null : value.asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "the log's attributes or dimensions are no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Of one group. */
    static final class Sums {
        private final long[] told = new long[Matter.values().length];
        private final long[] positive = new long[told.length];

        void add(Matter matter, FeedbackTallies.Tally tally) {
            add(matter, tally.told(), tally.positive());
        }

        void add(Matter matter, long more, long morePositive) {
            told[matter.ordinal()] += more;
            positive[matter.ordinal()] += morePositive;
        }

        Rates rates() {
            return new Rates(rate(Matter.CORRECT), rate(Matter.USED), rate(Matter.HELPFUL));
        }

        private Rate rate(Matter matter) {
            return Rate.of(told[matter.ordinal()], positive[matter.ordinal()]);
        }
    }
}
