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
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.rollout.model.Worth;

/** What both sides' answers were worth, by the rollout's steps: of each answer the latest feedback that tells it. */
public class RolloutValues {

    /** Beyond it a value counts as this, so that the sum of any number of squares can be kept. */
    static final double MOST = 1e12;

    private static final String STATEMENT =
            """
            select t.deployment_id, count(*), sum(case when t.worth <> 0 then 1 else 0 end), sum(t.worth), sum(t.worth * t.worth)
            from (select f.deployment_id as deployment_id,
                case when f.number_value > 1000000000000 then cast(1000000000000 as double)
                  when f.number_value < -1000000000000 then cast(-1000000000000 as double) else f.number_value end as worth
              from feedback f
              where f.organisation_id = ? and f.model_id = ? and f.deployment_id in (?, ?)
                and f.variant in ('champion', 'candidate')
                and f.number_value is not null and f.inference_at >= ? and f.inference_at < ? and not exists (
                  select 1 from feedback g
                  where g.organisation_id = f.organisation_id and g.inference_id = f.inference_id
                    and g.number_value is not null
                    and (g.created_at > f.created_at or (g.created_at = f.created_at and g.id > f.id)))) t
            group by t.deployment_id
            """;

    private static final Instant FOR_EVER = Instant.parse("9000-01-01T00:00:00Z");

    private final Supplier<Connection> transaction;

    /** @param transaction gives the connection of the present transaction, which stays open */
    public RolloutValues(Supplier<Connection> transaction) {
        this.transaction = transaction;
    }

    /** Both sides, by step. */
    public record Sides(List<Worth> champion, List<Worth> candidate) {}

    /** @param steps when answers were routed by each step's share, one after the other */
    public Sides sides(RolloutCounts.Compared compared, List<StepTimes> steps) throws SQLException {
        List<Worth> champion = new ArrayList<>();
        List<Worth> candidate = new ArrayList<>();
        try (PreparedStatement select = transaction.get().prepareStatement(STATEMENT)) {
            select.setLong(1, compared.organisationId());
            select.setLong(2, compared.modelId());
            select.setLong(3, compared.champion());
            select.setLong(4, compared.candidate());
            for (StepTimes step : steps) {
                Map<Long, Worth> both = step(select, step);
                champion.add(both.getOrDefault(compared.champion(), Worth.NONE));
                candidate.add(both.getOrDefault(compared.candidate(), Worth.NONE));
            }
        }
        return new Sides(champion, candidate);
    }

    private static Map<Long, Worth> step(PreparedStatement select, StepTimes step) throws SQLException {
        Instant until = step.until();
        select.setObject(5, InstantColumn.local(step.from()));
        select.setObject(6, InstantColumn.local(until == null ? FOR_EVER : until));
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
