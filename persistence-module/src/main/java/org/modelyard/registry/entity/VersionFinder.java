package org.modelyard.registry.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.model.VersionFilter;
import org.modelyard.registry.model.VersionTexts;

/**
 * Searches versions: one statement for each, without transaction and entities. A version's row is wide and there are many, so a statement walks a
 * narrow index in the order that was asked for and reads the rows of that only, until the page is full. For a text, those rows are read that
 * may contain it by what is held in memory.
 */
public class VersionFinder {

    private static final int MOST_AT_ONCE = 1_000;
    private static final int GROWTH = 4;

    /** To MariaDB: read the tables in the order they stand here. To H2 it is a comment. */
    private static final String IN_THIS_ORDER = "/*! straight_join */ ";

    private static final String COLUMNS =
            "v.id, m.name, v.version_text, m.task, v.stage, v.metrics, v.verified, v.tags,"
                    + " v.created_by, v.created_at";
    private static final String VERSIONS = " from model_version v join model m on m.id = v.model_id";
    private static final String OF_THOSE =
            " x join model_version v on v.id = x.model_version_id join model m on m.id = v.model_id";

    /** A place in the order of a walk, and the version if it is wanted. */
    private record Step(long id, double at, @Nullable FoundVersion version) {}

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private final DataSource database;

    public VersionFinder(DataSource database) {
        this.database = database;
    }

    /**
     * Those that are not deleted, in the filter's order; of equal ones the newest first.
     *
     * @param texts that are held in memory; what they leave out is looked for in the database
     */
    public List<FoundVersion> find(long organisationId, VersionFilter filter, PageRequest page, VersionTexts texts)
            throws SQLException {
        boolean termed = filter.tag() != null || filter.label() != null;
        boolean chosen = termed || filter.text() != null;
        if (filter.sort()) {
            return chosen || filter.model() != null
                    ? sorted(organisationId, filter, page)
                    : walked(VersionWalk.byMetric(organisationId, filter), organisationId, filter, page);
        }
        if (chosen && filter.metric() == null) {
            return termed
                    ? walked(VersionWalk.byTerm(organisationId, filter), organisationId, filter, page)
                    : containing(organisationId, filter, page, texts);
        }
        VersionConditions conditions = new VersionConditions(organisationId).of(filter);
        if (filter.metric() != null) {
            conditions.measured(filter);
        }
        behind(conditions, filter, page);
        return query(
                "select " + (filter.metric() == null ? IN_THIS_ORDER : "") + COLUMNS + VERSIONS + conditions.where()
                        + " order by v.id" + direction(filter) + " limit " + page.fetch(),
                conditions.parameters());
    }

    /** Along a narrow index, some at a time, until the page is full. */
    private List<FoundVersion> walked(VersionWalk walk, long organisationId, VersionFilter filter, PageRequest page)
            throws SQLException {
        walk.startBehind(page);
        String known = filter.sort() ? "" : filter.tag() != null ? VersionIndex.TAG : VersionIndex.LABEL;
        VersionConditions conditions = new VersionConditions(organisationId).of(filter, known);
        Comparator<Step> byId = Comparator.comparingLong(Step::id);
        Comparator<Step> byValue = Comparator.comparingDouble(Step::at);
        Comparator<Step> order = filter.descending() ? byId.reversed() : byId;
        if (filter.sort()) {
            order = (filter.descending() ? byValue.reversed() : byValue).thenComparing(byId.reversed());
        }
        List<FoundVersion> found = new ArrayList<>();
        int atOnce = page.fetch();
        boolean more = true;
        while (more && found.size() < page.fetch()) {
            List<Step> steps =
                    query(walk.sql(COLUMNS, conditions, atOnce), walk.parameters(conditions), VersionFinder::step);
            steps.sort(order);
            steps.stream().map(Step::version).filter(Objects::nonNull).forEach(found::add);
            more = steps.size() == atOnce;
            if (more) {
                Step last = steps.get(steps.size() - 1);
                walk.goOnBehind(last.id(), last.at());
            }
            atOnce = Math.min(MOST_AT_ONCE, atOnce * GROWTH);
        }
        return found.subList(0, Math.min(found.size(), page.fetch()));
    }

    private static void behind(VersionConditions conditions, VersionFilter filter, PageRequest page) {
        if (page.after() != null) {
            conditions.add("v.id" + (filter.descending() ? " < ?" : " > ?"), page.after());
        }
    }

    private static String direction(VersionFilter filter) {
        return filter.descending() ? " desc" : " asc";
    }

    /** By a metric, where another condition is likely to choose better than its index. */
    private List<FoundVersion> sorted(long organisationId, VersionFilter filter, PageRequest page) throws SQLException {
        VersionWalk walk = VersionWalk.byMetric(organisationId, filter);
        walk.startBehind(page);
        VersionConditions conditions = walk.conditions().of(filter);
        return query(
                "select " + COLUMNS + " from version_metric" + OF_THOSE
                        + conditions.where() + " order by x.metric_value" + direction(filter)
                        + ", x.model_version_id desc limit " + page.fetch(),
                conditions.parameters());
    }

    /** With a text in what is said of them: the rows that may contain it, and all of those that are not in memory as they are now. */
    private List<FoundVersion> containing(
            long organisationId, VersionFilter filter, PageRequest page, VersionTexts texts) throws SQLException {
        Map<Long, FoundVersion> found = new LinkedHashMap<>();
        String text = String.valueOf(filter.text());
        VersionConditions later = new VersionConditions(organisationId)
                .add("v.id in (select t.id from model_version t where t.text_batch > ?)", texts.upTo())
                .of(filter);
        behind(later, filter, page);
        String laterOnes = "select " + COLUMNS + VERSIONS + later.where() + " order by v.id" + direction(filter)
                + " limit " + page.fetch();
        Long after = page.after();
        int atOnce = page.fetch();
        boolean more = true;
        for (boolean first = true; more && certain(found, after, filter) < page.fetch(); first = false) {
            List<Long> ids = texts.mayContain(organisationId, text, after, filter.descending(), atOnce);
            more = ids.size() == atOnce;
            if (!ids.isEmpty()) {
                VersionConditions those =
                        new VersionConditions(organisationId).among(ids).of(filter);
                String sql = "select " + COLUMNS + VERSIONS + those.where();
                List<Object> parameters = new ArrayList<>(those.parameters());
                if (first) {
                    sql = sql + " union all (" + laterOnes + ")";
                    parameters.addAll(later.parameters());
                }
                keep(query(sql, parameters), found);
                after = ids.get(ids.size() - 1);
            } else if (first) {
                keep(query(laterOnes, later.parameters()), found);
            }
            atOnce = Math.min(MOST_AT_ONCE, atOnce * GROWTH);
        }
        Comparator<FoundVersion> order = Comparator.comparingLong(FoundVersion::id);
        return found.values().stream()
                .sorted(filter.descending() ? order.reversed() : order)
                .limit(page.fetch())
                .toList();
    }

    /** How many come no later than the last that was asked about: none of memory comes between them. */
    private static long certain(Map<Long, FoundVersion> found, @Nullable Long last, VersionFilter filter) {
        return found.keySet().stream()
                .filter(id -> last != null && (filter.descending() ? id >= last : id <= last))
                .count();
    }

    private static void keep(List<FoundVersion> rows, Map<Long, FoundVersion> found) {
        rows.forEach(row -> found.put(row.id(), row));
    }

    private List<FoundVersion> query(String sql, List<Object> parameters) throws SQLException {
        return query(sql, parameters, VersionFinder::version);
    }

    private <T> List<T> query(String sql, List<Object> parameters, Reading<T> reading) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reading.of(rows));
                }
                return found;
            }
        }
    }

    /** With one zero only, as databases sort them. */
    private static Step step(ResultSet row) throws SQLException {
        return new Step(row.getLong(11), row.getDouble(12) + 0.0, row.getString(2) == null ? null : version(row));
    }

    private static FoundVersion version(ResultSet row) throws SQLException {
        return new FoundVersion(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                Task.valueOf(row.getString(4)),
                Stage.valueOf(row.getString(5)),
                row.getString(6),
                row.getBoolean(7),
                row.getString(8),
                row.getString(9),
                row.getObject(10, LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }
}
