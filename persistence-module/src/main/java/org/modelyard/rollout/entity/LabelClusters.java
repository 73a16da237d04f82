package org.modelyard.rollout.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.rollout.model.Clusters;

/** How labels, and answers that were wrong, lie in units. An answer without a unit is one of its own. Added up by the database: no unit leaves it. */
public class LabelClusters {

    private static final String STATEMENT =
            """
            select u.deployment_id, count(*), sum(u.labels), sum(u.bad), sum(u.labels * u.labels), sum(u.labels * u.bad), sum(u.bad * u.bad)
            from (select w.deployment_id as deployment_id, count(*) as labels, sum(w.bad) as bad
              from (select f.deployment_id as deployment_id, f.unit as unit,
                  case when f.unit is null then f.inference_id end as alone,
                  case when f.correct is null then case when abs(f.deviation) > ? then 1 else 0 end
                    when f.correct then 0 else 1 end as bad
                from feedback f
                where f.organisation_id = ? and f.model_id = ? and f.deployment_id in (?, ?)
                  and f.variant in ('champion', 'candidate') and f.inference_at >= ? %s) w
              group by w.deployment_id, w.unit, w.alone) u
            group by u.deployment_id
            """;

    private static final String RIGHT_OR_WRONG = " and f.correct is not null";

    private final Supplier<Connection> transaction;

    /** @param transaction gives the connection of the present transaction, which stays open */
    public LabelClusters(Supplier<Connection> transaction) {
        this.transaction = transaction;
    }

    /** Both sides; null for one without labels. */
    public record Sides(@Nullable Clusters champion, @Nullable Clusters candidate) {}

    /** Of all answers since the first step began. */
    public Sides sides(RolloutCounts.Compared compared, RolloutCounts.Labels labels) throws SQLException {
        Double typical = labels.typicalError();
        String sql = STATEMENT.formatted((typical == null ? RIGHT_OR_WRONG : "") + RolloutCounts.LAST_WORD);
        Map<Long, Clusters> sides = new HashMap<>();
        try (PreparedStatement select = transaction.get().prepareStatement(sql)) {
            select.setDouble(1, typical == null ? 0 : typical);
            select.setLong(2, compared.organisationId());
            select.setLong(3, compared.modelId());
            select.setLong(4, compared.champion());
            select.setLong(5, compared.candidate());
            select.setObject(
                    6, InstantColumn.local(Instant.ofEpochMilli(labels.began().get(0))));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sides.put(
                            rows.getLong(1),
                            new Clusters(
                                    rows.getLong(2),
                                    rows.getDouble(3),
                                    rows.getDouble(4),
                                    rows.getDouble(5),
                                    rows.getDouble(6),
                                    rows.getDouble(7)));
                }
            }
        }
        return new Sides(sides.get(compared.champion()), sides.get(compared.candidate()));
    }
}
