package org.modelyard.serving.entity;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;

/** What feedback says, counted in groups: of each inference the latest word on a matter counts. */
public class FeedbackTallies {

    /** Groups that are told apart; more are too many to read. */
    public static final int MOST_GROUPS = 10_000;

    /** Rows of feedback that are read one by one, for somebody who waits. */
    public static final int MOST_ROWS = 500_000;

    /** A label 'Yes' is another than 'yes', as on H2; MariaDB's usual collation takes them for the same. Columns have the database's character set. */
    private static final String AS_WRITTEN = "convert(%s using utf8mb4) collate utf8mb4_nopad_bin";

    private static final String STATEMENT =
            """
            select %1$s, %3$s
            from feedback f
            where f.organisation_id = ?1 and f.model_id = ?2 and f.inference_at >= ?3 and %2$s is not null and %4$s
            """;

    /** Whether nobody said anything of it later. */
    private static final String LAST =
            """
            not exists (
                select 1 from feedback g
                where g.organisation_id = f.organisation_id and g.inference_id = f.inference_id and %s is not null
                  and (g.created_at > f.created_at or (g.created_at = f.created_at and g.id > f.id)))""";

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

        private String last() {
            return LAST.formatted(column.replace("f.", "g."));
        }

        /** 1 where it is true, 0 where it is not, null where nothing or not the last word is said of it. */
        private String word() {
            return "case when " + column + " is not null and " + last() + " then case when " + column
                    + " then 1 else 0 end end";
        }
    }

    /** What the log has of an answer as one JSON object. */
    public enum Said {
        /** What is said of its unit. */
        ATTRIBUTES(1),
        /** What is said of the request. */
        DIMENSIONS(2 + Matter.values().length);

        private final int column;

        Said(int column) {
            this.column = column;
        }

        int column() {
            return column;
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
        String sql = STATEMENT.formatted(group, matter.column, SUMS.formatted(matter.column), matter.last())
                + in(environmentId) + " group by " + group;
        List<?> rows = em.createNativeQuery(sql)
                .setParameter(1, organisationId)
                .setParameter(2, modelId)
                .setParameter(3, InstantColumn.local(since))
                .setMaxResults(MOST_GROUPS + 1)
                .getResultList();
        return rows.stream().map(row -> tally((Object[]) row)).toList();
    }

    /** Takes what is counted of two groups together. */
    public interface Counted {

        /**
         * @param told answers of which something is said
         * @param positive of them, those of which it is true
         */
        void add(String first, String second, Matter matter, long told, long positive);
    }

    /** As {@link #of}, by two things at once and for all matters; of each at most so many groups. Answers of which one is not said are left out. */
    public void crossed(
            long organisationId,
            long modelId,
            long environmentId,
            Instant since,
            Grouping first,
            Grouping second,
            int most,
            Counted counted) {
        String one = first.expression(isMariaDb());
        String other = second.expression(isMariaDb());
        for (Matter matter : Matter.values()) {
            List<?> rows = em.createNativeQuery(crossed(matter, one, other, environmentId))
                    .setParameter(1, organisationId)
                    .setParameter(2, modelId)
                    .setParameter(3, InstantColumn.local(since))
                    .setMaxResults(most)
                    .getResultList();
            for (Object each : rows) {
                Object[] row = (Object[]) each;
                counted.add(
                        row[0].toString(),
                        row[1].toString(),
                        matter,
                        ((Number) row[2]).longValue(),
                        row[3] == null ? 0 : ((Number) row[3]).longValue());
            }
        }
    }

    /** Groups of which one is not said are not there, so that they take no place of those that are counted. */
    static String crossed(Matter matter, String one, String other, long environmentId) {
        String groups = one + ", " + other;
        return STATEMENT.formatted(groups, matter.column, SUMS.formatted(matter.column), matter.last())
                + in(environmentId) + " and " + one + " is not null and " + other + " is not null group by " + groups;
    }

    /**
     * The same by what the log alone says of answers, as long as it has them.
     *
     * @return false when there are more than {@link #MOST_ROWS}: then not all are counted
     */
    public boolean crossed(
            long organisationId,
            long modelId,
            long environmentId,
            Instant since,
            Function<FeedbackRows.Row, @Nullable String> first,
            Function<FeedbackRows.Row, @Nullable String> second,
            Counted counted) {
        try {
            return new FeedbackRows(em.unwrap(Connection.class), MOST_ROWS)
                    .crossed(organisationId, modelId, environmentId, since, first, second, counted);
        } catch (SQLException e) {
            throw new IllegalStateException("feedback cannot be counted by two things", e);
        }
    }

    /**
     * What is said of answers by an attribute of their units, in no order.
     *
     * @param tallies of which something is said
     * @param tooManyGroups whether there are more than {@link #MOST_GROUPS}: then not all are there
     * @param tooManyRows whether more than {@link #MOST_ROWS} would have to be read: then not all are counted
     */
    public record ByAttribute(Map<Matter, List<Tally>> tallies, boolean tooManyGroups, boolean tooManyRows) {

        public List<Tally> of(Matter matter) {
            return tallies.getOrDefault(matter, List.of());
        }
    }

    /**
     * The same by one attribute of the unit, or one dimension of the request, as long as the log has it, of all matters.
     *
     * @param value of the attribute, from the JSON object of all; null where it has none
     */
    public ByAttribute byAttribute(
            long organisationId,
            long modelId,
            long environmentId,
            Instant since,
            Said said,
            Function<String, @Nullable String> value) {
        try {
            return new FeedbackByAttribute(em.unwrap(Connection.class), MOST_ROWS)
                    .of(organisationId, modelId, environmentId, since, said, value);
        } catch (SQLException e) {
            throw new IllegalStateException("feedback cannot be counted by an attribute", e);
        }
    }

    /**
     * Of what is said of an answer the attributes of its unit, each matter's {@link Matter#word}, its dimensions, and what the feedback knows of it: version,
     * variant, observed label and time; with plain parameters.
     */
    static String rows(long environmentId) {
        Matter[] matters = Matter.values();
        return "select i.attributes, "
                + Arrays.stream(matters).map(Matter::word).collect(Collectors.joining(", "))
                + ", i.dimensions, f.model_version_id, f.variant, f.label, f.inference_at from feedback f join inference i on i.id = f.inference_id and i.at = f.inference_at"
                + " where f.organisation_id = ? and f.model_id = ? and f.inference_at >= ? and ("
                + Arrays.stream(matters)
                        .map(matter -> matter.column + " is not null")
                        .collect(Collectors.joining(" or "))
                + ")" + in(environmentId);
    }

    private static String in(long environmentId) {
        return environmentId == 0 ? "" : " and f.environment_id = " + environmentId;
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
