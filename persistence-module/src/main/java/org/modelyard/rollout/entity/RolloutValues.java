package org.modelyard.rollout.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.rollout.model.Repeats;
import org.modelyard.rollout.model.Worth;
import org.modelyard.rollout.model.WorthInfluence;

/**
 * What both sides' answers were worth, by the rollout's steps, and how often their units come back: of each answer the latest feedback that tells it. Answers without
 * a unit, and those whose feedback was joined before it kept the unit, are units of their own.
 */
public class RolloutValues {

    /** Beyond it a value counts as this, so that the sum of any number of squares can be kept. */
    static final double MOST = 1e12;

    private static final String VALUES =
            """
            (select f.deployment_id as deployment_id, f.inference_at as answered_at, f.unit as unit,
                case when f.unit is null then f.inference_id end as alone,
                case when f.number_value > 1000000000000 then cast(1000000000000 as double)
                  when f.number_value < -1000000000000 then cast(-1000000000000 as double) else f.number_value end as worth
              from feedback f
              where f.organisation_id = ? and f.model_id = ? and f.deployment_id in (?, ?)
                and f.variant in ('champion', 'candidate')
                and f.number_value is not null and f.inference_at >= ? and f.inference_at < ? and not exists (
                  select 1 from feedback g
                  where g.organisation_id = f.organisation_id and g.inference_id = f.inference_id
                    and g.number_value is not null
                    and (g.created_at > f.created_at or (g.created_at = f.created_at and g.id > f.id)))) w
            """;

    private static final String STEP =
            "select w.deployment_id, count(*), sum(case when w.worth <> 0 then 1 else 0 end), sum(w.worth),"
                    + " sum(w.worth * w.worth) from " + VALUES + " group by w.deployment_id";

    /** Influences of answers, added up by unit over all steps that can be compared. */
    private static final String UNITS =
            """
            select u.deployment_id, count(*), sum(u.active), sum(u.answers), sum(u.answers * u.answers),
              sum(u.influence * u.influence), sum(u.squares)
            from (select t.deployment_id as deployment_id, max(case when t.worth <> 0 then 1 else 0 end) as active,
                count(*) as answers, sum(t.influence) as influence, sum(t.influence * t.influence) as squares
              from (select w.deployment_id as deployment_id, w.unit as unit, w.alone as alone, w.worth as worth,
                  case %s end as influence from %s) t
              where t.influence is not null
              group by t.deployment_id, t.unit, t.alone) u
            group by u.deployment_id
            """;

    private static final String INFLUENCE = " when w.deployment_id = ? and w.answered_at >= ? and w.answered_at < ?"
            + " then (w.worth - cast(? as double)) * cast(? as double)";

    private static final Instant FOR_EVER = Instant.parse("9000-01-01T00:00:00Z");

    private final Supplier<Connection> transaction;

    /** @param transaction gives the connection of the present transaction, which stays open */
    public RolloutValues(Supplier<Connection> transaction) {
        this.transaction = transaction;
    }

    /**
     * Both sides, by step.
     *
     * @param championRepeats over the steps that can be compared; null while there is none
     * @param candidateRepeats likewise
     */
    public record Sides(
            List<Worth> champion,
            List<Worth> candidate,
            @Nullable Repeats championRepeats,
            @Nullable Repeats candidateRepeats) {}

    /** @param steps when answers were routed by each step's share, one after the other */
    public Sides sides(RolloutCounts.Compared compared, List<StepTimes> steps) throws SQLException {
        List<Worth> champion = new ArrayList<>();
        List<Worth> candidate = new ArrayList<>();
        try (PreparedStatement select = transaction.get().prepareStatement(STEP)) {
            bind(select, 1, compared);
            for (StepTimes step : steps) {
                Map<Long, Worth> both = step(select, step);
                champion.add(both.getOrDefault(compared.champion(), Worth.NONE));
                candidate.add(both.getOrDefault(compared.candidate(), Worth.NONE));
            }
        }
        Map<Long, Repeats> repeats = repeats(compared, steps, WorthInfluence.of(champion, candidate));
        return new Sides(champion, candidate, repeats.get(compared.champion()), repeats.get(compared.candidate()));
    }

    /** @return the next parameter's place */
    private static int bind(PreparedStatement select, int at, RolloutCounts.Compared compared) throws SQLException {
        select.setLong(at, compared.organisationId());
        select.setLong(at + 1, compared.modelId());
        select.setLong(at + 2, compared.champion());
        select.setLong(at + 3, compared.candidate());
        return at + 4;
    }

    private Map<Long, Repeats> repeats(
            RolloutCounts.Compared compared, List<StepTimes> steps, List<WorthInfluence> influences)
            throws SQLException {
        Map<Long, Repeats> sides = new HashMap<>();
        if (influences.isEmpty()) {
            return sides;
        }
        String sql = UNITS.formatted(INFLUENCE.repeat(influences.size()), VALUES);
        try (PreparedStatement select = transaction.get().prepareStatement(sql)) {
            int at = 1;
            for (WorthInfluence one : influences) {
                select.setLong(at++, one.candidate() ? compared.candidate() : compared.champion());
                at = bind(select, at, steps.get(one.step()));
                select.setDouble(at++, one.mean());
                select.setDouble(at++, one.times());
            }
            at = bind(select, at, compared);
            bind(
                    select,
                    at,
                    new StepTimes(
                            steps.get(0).from(), steps.get(steps.size() - 1).until()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sides.put(
                            rows.getLong(1),
                            Repeats.of(
                                    rows.getLong(2),
                                    rows.getLong(3),
                                    rows.getDouble(4),
                                    rows.getDouble(5),
                                    rows.getDouble(6),
                                    rows.getDouble(7)));
                }
            }
        }
        return sides;
    }

    /** @return the next parameter's place */
    private static int bind(PreparedStatement select, int at, StepTimes step) throws SQLException {
        Instant until = step.until();
        select.setObject(at, InstantColumn.local(step.from()));
        select.setObject(at + 1, InstantColumn.local(until == null ? FOR_EVER : until));
        return at + 2;
    }

    private static Map<Long, Worth> step(PreparedStatement select, StepTimes step) throws SQLException {
        bind(select, 5, step);
        Map<Long, Worth> sides = new HashMap<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                sides.put(
                        rows.getLong(1),
                        new Worth(rows.getLong(2), rows.getLong(3), rows.getDouble(4), rows.getDouble(5)));
            }
        }
        return sides;
    }
}
