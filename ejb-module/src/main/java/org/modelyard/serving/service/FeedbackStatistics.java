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
import org.modelyard.serving.entity.Environment;
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
     * @param by version, variant, label, day, or {@code attribute:} and the name of one that predictions say of their units
     */
    public FeedbackStatisticsView ofModel(
            Caller caller, String model, String period, @Nullable String environment, String by) {
        caller.require(Role.VIEWER);
        String attribute = attribute(by);
        Grouping grouping = attribute == null ? grouping(by) : Grouping.ALL;
        Instant now = clock.instant();
        Instant since = Period.parse(period).since(now);
        long modelId = registry.modelId(caller, model);
        long environmentId = environmentId(caller, environment);
        Sums total = new Sums();
        Map<String, Sums> groups = new TreeMap<>();
        FeedbackTallies.ByAttribute attributed =
                attribute == null ? null : ofAttribute(caller, modelId, environmentId, since, attribute);
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

    private FeedbackTallies.ByAttribute ofAttribute(
            Caller caller, long modelId, long environmentId, Instant since, String name) {
        FeedbackTallies.ByAttribute found =
                tallies.byAttribute(caller.organisationId(), modelId, environmentId, since, all -> value(all, name));
        if (found.tooManyGroups()) {
            throw tooManyGroups();
        }
        if (found.tooManyRows()) {
            throw new Refusal.Invalid(
                    "period",
                    "More than " + FeedbackTallies.MOST_ROWS
                            + " words on answers would have to be read for an attribute; take a shorter period, or an"
                            + " environment.");
        }
        return found;
    }

    private static Refusal.Invalid tooManyGroups() {
        return new Refusal.Invalid(
                "by",
                "There are more than " + FeedbackTallies.MOST_GROUPS
                        + " groups; take a shorter period, or an attribute of fewer values.");
    }

    private static Grouping grouping(String by) {
        return switch (by) {
            case "version" -> Grouping.VERSION;
            case "variant" -> Grouping.VARIANT;
            case "label" -> Grouping.LABEL;
            case "day" -> Grouping.DAY;
            default ->
                throw new Refusal.Invalid(
                        "by",
                        "'" + Texts.brief(by)
                                + "' is not offered; use version, variant, label, day, or attribute: and its name.");
        };
    }

    /** Its name; null where something else is asked for. */
    private static @Nullable String attribute(String by) {
        return by.startsWith(ATTRIBUTE) && by.length() > ATTRIBUTE.length() ? by.substring(ATTRIBUTE.length()) : null;
    }

    /** Null where nothing is said. */
    private @Nullable String name(Caller caller, Grouping grouping, @Nullable String group) {
        return group != null && grouping == Grouping.VERSION ? version(caller, Long.parseLong(group)) : group;
    }

    /** One that was removed has no number any more. */
    private String version(Caller caller, long id) {
        try {
            return registry.version(caller, id).version();
        } catch (Refusal.NotFound gone) {
            return "removed version " + id;
        }
    }

    private static @Nullable String value(String attributes, String name) {
        try {
            JsonNode value = JSON.readTree(attributes).get(name);
            return value == null || value.isNull() ? null : value.asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the log's attributes are no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private long environmentId(Caller caller, @Nullable String environment) {
        return environment == null
                ? 0
                : environments
                        .byName(caller.organisationId(), environment)
                        .map(Environment::id)
                        .orElseThrow(() -> new Refusal.NotFound("environment", environment));
    }

    /** Of one group. */
    private static final class Sums {
        private final long[] told = new long[Matter.values().length];
        private final long[] positive = new long[told.length];

        void add(Matter matter, FeedbackTallies.Tally tally) {
            told[matter.ordinal()] += tally.told();
            positive[matter.ordinal()] += tally.positive();
        }

        Rates rates() {
            return new Rates(rate(Matter.CORRECT), rate(Matter.USED), rate(Matter.HELPFUL));
        }

        private Rate rate(Matter matter) {
            return Rate.of(told[matter.ordinal()], positive[matter.ordinal()]);
        }
    }
}
