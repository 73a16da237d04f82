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
        if (filter.sort()) {
            return sorted(organisationId, filter, page);
        }
        boolean termed = filter.tag() != null || filter.label() != null;
        if (filter.metric() == null && filter.text() != null && !termed) {
            return containing(organisationId, filter, page, texts);
        }
        VersionConditions conditions = new VersionConditions(organisationId);
        String from = VERSIONS;
        String order = "v.id";
        String kind = "";
        if (filter.metric() == null && termed) {
            kind = filter.tag() != null ? VersionIndex.TAG : VersionIndex.LABEL;
            String term = filter.tag() != null ? filter.tag() : filter.label();
            from = " from version_term" + OF_THOSE;
            order = "x.model_version_id";
            conditions.add(
                    "x.organisation_id = ? and x.kind = ? and x.term = ?",
                    organisationId,
                    kind,
                    VersionIndex.cut(String.valueOf(term)));
        }
        conditions.of(filter, kind);
        if (filter.metric() != null) {
            conditions.measured(filter);
        }
        behind(conditions, order, filter, page);
        String hint = filter.metric() == null ? IN_THIS_ORDER : "";
        return query(
                "select " + hint + COLUMNS + from + conditions.where() + " order by " + order + direction(filter)
                        + " limit " + page.fetch(),
                conditions.parameters());
    }

    private static void behind(VersionConditions conditions, String id, VersionFilter filter, PageRequest page) {
        if (page.after() != null) {
            conditions.add(id + (filter.descending() ? " < ?" : " > ?"), page.after());
        }
    }

    private static String direction(VersionFilter filter) {
        return filter.descending() ? " desc" : " asc";
    }

    /** By a metric: along its index, unless another condition is likely to choose better. */
    private List<FoundVersion> sorted(long organisationId, VersionFilter filter, PageRequest page) throws SQLException {
        boolean along =
                filter.tag() == null && filter.label() == null && filter.text() == null && filter.model() == null;
        VersionConditions conditions =
                new VersionConditions(organisationId).metric("x", filter).of(filter);
        if (page.after() != null) {
            String further = filter.descending() ? "<" : ">";
            String there = "(select y.metric_value from version_metric y where y.organisation_id = ?"
                    + " and y.model_version_id = ? and y.name = ?)";
            Object[] place = {organisationId, page.after(), filter.metric()};
            conditions.add("x.metric_value " + further + "= " + there, place);
            conditions.add(
                    "(x.metric_value " + further + " " + there + " or x.model_version_id < ?)",
                    organisationId,
                    page.after(),
                    filter.metric(),
                    page.after());
        }
        return query(
                "select " + (along ? IN_THIS_ORDER : "") + COLUMNS + " from version_metric" + OF_THOSE
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
                .add("v.text_batch > ?", texts.upTo())
                .of(filter);
        behind(later, "v.id", filter, page);
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
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<FoundVersion> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(version(rows));
                }
                return found;
            }
        }
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
