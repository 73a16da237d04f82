package org.modelyard.serving.entity;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;

/** What feedback says, counted in groups: of each inference the latest word on a matter counts. */
public class FeedbackTallies {

    /** Groups that are told apart; more are too many to read. */
    public static final int MOST_GROUPS = 10_000;

    /** A label 'Yes' is another than 'yes', as on H2; MariaDB's usual collation takes them for the same. Columns have the database's character set. */
    private static final String AS_WRITTEN = "convert(%s using utf8mb4) collate utf8mb4_nopad_bin";

    private static final String STATEMENT =
            """
            select %1$s, %5$s
            from feedback f %3$s
            where f.organisation_id = ?1 and f.model_id = ?2 and f.inference_at >= ?3 and %2$s is not null
              and not exists (
                select 1 from feedback g
                where g.organisation_id = f.organisation_id and g.inference_id = f.inference_id and %4$s is not null
                  and (g.created_at > f.created_at or (g.created_at = f.created_at and g.id > f.id)))
            """;

    private static final String SUMS = "count(*), sum(case when %s then 1 else 0 end)";

    private final EntityManager em;

    public FeedbackTallies(EntityManager em) {
        this.em = em;
    }

    /** What is asked about an answer. */
    public enum Matter {
        /** Whether the predicted class was right. */
        CORRECT("f.correct"),
        /** Whether it was used, or accepted where nothing is said of use. */
        USED("coalesce(f.used, f.accepted)"),
        /** Whether it helped. */
        HELPFUL("f.helpful");

        private final String column;

        Matter(String column) {
            this.column = column;
        }
    }

    /** What answers are put together by. */
    public enum Grouping {
        ALL("f.organisation_id", false),
        /** Internal id. */
        VERSION("f.model_version_id", false),
        VARIANT("f.variant", true),
        /** The label that was observed. */
        LABEL("f.label", true),
        /** Of the answer, UTC. */
        DAY("cast(f.inference_at as date)", false);

        private final String expression;
        private final boolean text;

        Grouping(String expression, boolean text) {
            this.expression = expression;
            this.text = text;
        }

        String expression(boolean mariaDb) {
            return mariaDb && text ? AS_WRITTEN.formatted(expression) : expression;
        }
    }

    /**
     * One group.
     *
     * @param group null where nothing is said
     * @param told answers of which something is said
     * @param positive of them, those of which it is true
     */
    public record Tally(@Nullable String group, long told, long positive) {}

    /** By the time of the inference; environment 0 means all. At most {@link #MOST_GROUPS} and one more. */
    public List<Tally> of(
            long organisationId, long modelId, long environmentId, Instant since, Matter matter, Grouping grouping) {
        String group = grouping.expression(isMariaDb());
        String sql = statement(group, SUMS.formatted(matter.column), matter, "", environmentId) + " group by " + group;
        List<?> rows = em.createNativeQuery(sql)
                .setParameter(1, organisationId)
                .setParameter(2, modelId)
                .setParameter(3, InstantColumn.local(since))
                .setMaxResults(MOST_GROUPS + 1)
                .getResultList();
        return rows.stream().map(row -> tally((Object[]) row)).toList();
    }

    /**
     * The same by one attribute of the unit, as long as the log has it.
     *
     * @param value of the attribute, from the JSON object of all; null where it has none
     */
    public List<Tally> byAttribute(
            long organisationId,
            long modelId,
            long environmentId,
            Instant since,
            Matter matter,
            Function<String, @Nullable String> value) {
        try {
            return new FeedbackByAttribute(em.unwrap(Connection.class))
                    .of(organisationId, modelId, environmentId, since, matter, value);
        } catch (SQLException e) {
            throw new IllegalStateException("feedback cannot be counted by an attribute", e);
        }
    }

    /** Of each answer the attributes of its unit, and 1 where the matter is true; with plain parameters. */
    static String rows(Matter matter, long environmentId) {
        return statement(
                        "i.attributes",
                        "case when " + matter.column + " then 1 else 0 end",
                        matter,
                        "join inference i on i.id = f.inference_id and i.at = f.inference_at",
                        environmentId)
                .replaceAll("\\?[123]", "?");
    }

    private static String statement(String group, String counted, Matter matter, String join, long environmentId) {
        return STATEMENT.formatted(group, matter.column, join, matter.column.replace("f.", "g."), counted)
                + (environmentId == 0 ? "" : " and f.environment_id = " + environmentId);
    }

    private boolean isMariaDb() {
        try {
            return em.unwrap(Connection.class)
                    .getMetaData()
                    .getDatabaseProductName()
                    .equals("MariaDB");
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not say which one it is", e);
        }
    }

    private static Tally tally(Object[] row) {
        return new Tally(
                row[0] == null ? null : row[0].toString(),
                ((Number) row[1]).longValue(),
                row[2] == null ? 0 : ((Number) row[2]).longValue());
    }
}
