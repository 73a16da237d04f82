package org.modelyard.registry.entity;

import java.util.ArrayList;
import java.util.List;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.model.VersionFilter;

/**
 * Ids of versions in the order of a search, from one narrow index. What it walks contains all that the filter takes, and may contain more. In SQL:
 * some of them, and the rows of those that are as the filter says, by outer joins, which keep both databases from beginning with the rows.
 */
final class VersionWalk {

    /** A page begins behind a version whose value is not known yet. */
    private static final String ITS_VALUE = "(select y.metric_value from version_metric y where y.organisation_id = ?"
            + " and y.model_version_id = ? and y.name = ?)";

    private final long organisationId;
    private final VersionFilter filter;
    private final String table;
    private final String value;
    private final VersionConditions conditions;

    private VersionWalk(
            long organisationId, VersionFilter filter, String table, String value, VersionConditions conditions) {
        this.organisationId = organisationId;
        this.filter = filter;
        this.table = table;
        this.value = value;
        this.conditions = conditions;
    }

    /** By the filter's tag, or else its label. */
    static VersionWalk byTerm(long organisationId, VersionFilter filter) {
        boolean tagged = filter.tag() != null;
        VersionConditions term = new VersionConditions(organisationId)
                .add(
                        "x.organisation_id = ? and x.kind = ? and x.term = ?",
                        organisationId,
                        tagged ? VersionIndex.TAG : VersionIndex.LABEL,
                        VersionIndex.cut(String.valueOf(tagged ? filter.tag() : filter.label())));
        return new VersionWalk(organisationId, filter, "version_term", "0e0", term);
    }

    /** By the filter's metric. */
    static VersionWalk byMetric(long organisationId, VersionFilter filter) {
        VersionConditions metric = new VersionConditions(organisationId).metric("x", filter);
        return new VersionWalk(organisationId, filter, "version_metric", "x.metric_value", metric);
    }

    /** Behind where the page before ended; at the end where that is not in the order any more. */
    void startBehind(PageRequest page) {
        if (page.after() != null && filter.sort()) {
            String further = further();
            conditions.add(
                    "x.metric_value " + further + "= " + ITS_VALUE + " and (x.metric_value " + further + " " + ITS_VALUE
                            + " or x.model_version_id < ?)",
                    organisationId,
                    page.after(),
                    filter.metric(),
                    organisationId,
                    page.after(),
                    filter.metric(),
                    page.after());
        } else if (page.after() != null) {
            conditions.add("x.model_version_id " + further() + " ?", page.after());
        }
    }

    /** Behind a row of it. */
    void goOnBehind(long version, double at) {
        if (filter.sort()) {
            conditions.add(
                    "x.metric_value " + further() + "= ? and (x.metric_value " + further()
                            + " ? or x.model_version_id < ?)",
                    at,
                    at,
                    version);
        } else {
            conditions.add("x.model_version_id " + further() + " ?", version);
        }
    }

    private String further() {
        return filter.descending() ? "<" : ">";
    }

    /**
     * The next ones: what is selected of {@code v} and {@code m}, which is null where the version is not as the filter says, then {@code id} and
     * {@code at_value}; in any order.
     */
    String sql(String columns, VersionConditions rows, int most) {
        String direction = filter.descending() ? " desc" : " asc";
        String order = filter.sort()
                ? "x.metric_value" + direction + ", x.model_version_id desc"
                : "x.model_version_id" + direction;
        return "select " + columns + ", p.id, p.at_value from (select x.model_version_id as id, " + value
                + " as at_value from " + table + " x" + conditions.where() + " order by " + order + " limit " + most
                + ") p left join model_version v on v.id = p.id left join model m on m.id = v.model_id and "
                + rows.text();
    }

    /** What is asked of a row {@code x} of it so far; what is added here holds for the walk too. */
    VersionConditions conditions() {
        return conditions;
    }

    /** Of the next ones. */
    List<Object> parameters(VersionConditions rows) {
        List<Object> all = new ArrayList<>(conditions.parameters());
        all.addAll(rows.parameters());
        return all;
    }
}
