package org.modelyard.rollout.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.rollout.model.Worth;

/** What both sides' answers were worth, by the rollout's steps: of each answer the latest feedback that tells it. */
public class RolloutValues {

    /** Beyond it a value counts as this, so that the sum of any number of squares can be kept: 10 to the 12th. */
    private static final String MOST = "1000000000000";

    private static final String STATEMENT =
            """
            select t.deployment_id, count(*), sum(case when t.worth <> 0 then 1 else 0 end), sum(t.worth), sum(t.worth * t.worth)
            from (select f.deployment_id as deployment_id,
                case when f.number_value > %1$s then cast(%1$s as double) when f.number_value < -%1$s then cast(-%1$s as double)
                  else f.number_value end as worth
              from feedback f
              where f.organisation_id = ?1 and f.model_id = ?2 and f.deployment_id in (?3, ?4)
                and f.number_value is not null and f.inference_at >= ?5 %2$s and not exists (
                  select 1 from feedback g
                  where g.organisation_id = f.organisation_id and g.inference_id = f.inference_id
                    and g.number_value is not null
                    and (g.created_at > f.created_at or (g.created_at = f.created_at and g.id > f.id)))) t
            group by t.deployment_id
            """;

    private final EntityManager em;

    public RolloutValues(EntityManager em) {
        this.em = em;
    }

    /** Both sides, by step. */
    public record Sides(List<Worth> champion, List<Worth> candidate) {}

    /** @param steps when answers were routed by each step's share, one after the other */
    public Sides sides(RolloutCounts.Compared compared, List<StepTimes> steps) {
        List<Worth> champion = new ArrayList<>();
        List<Worth> candidate = new ArrayList<>();
        for (StepTimes step : steps) {
            Map<Long, Worth> both = step(compared, step);
            champion.add(both.getOrDefault(compared.champion(), Worth.NONE));
            candidate.add(both.getOrDefault(compared.candidate(), Worth.NONE));
        }
        return new Sides(champion, candidate);
    }

    private Map<Long, Worth> step(RolloutCounts.Compared compared, StepTimes step) {
        Instant until = step.until();
        Query query = em.createNativeQuery(
                        STATEMENT.formatted(MOST, until == null ? "" : "and f.inference_at < ?6"))
                .setParameter(1, compared.organisationId())
                .setParameter(2, compared.modelId())
                .setParameter(3, compared.champion())
                .setParameter(4, compared.candidate())
                .setParameter(5, InstantColumn.local(step.from()));
        if (until != null) {
            query.setParameter(6, InstantColumn.local(until));
        }
        Map<Long, Worth> sides = new HashMap<>();
        for (Object row : query.getResultList()) {
            Object[] columns = (Object[]) row;
            sides.put(
                    (long) number(columns[0]),
                    new Worth(
                            (long) number(columns[1]),
                            (long) number(columns[2]),
                            number(columns[3]),
                            number(columns[4])));
        }
        return sides;
    }

    private static double number(@Nullable Object column) {
        return column == null ? 0 : ((Number) column).doubleValue();
    }
}
