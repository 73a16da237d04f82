package org.modelyard.registry.entity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.Containing;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.model.VersionFilter;

/** What is asked of a version {@code v} and its model {@code m}, in SQL, with the parameters in their order. */
final class VersionConditions {

    private final long organisationId;
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    VersionConditions(long organisationId) {
        this.organisationId = organisationId;
    }

    /** All that the filter says, but for what a metric is to be. */
    VersionConditions of(VersionFilter filter) {
        return of(filter, "");
    }

    /**
     * The same.
     *
     * @param known TAG or LABEL where the rows are taken by that already
     */
    VersionConditions of(VersionFilter filter, String known) {
        add("v.organisation_id = ? and v.deleted_at is null and m.deleted_at is null", organisationId);
        if (filter.model() != null) { // by the model's id: else databases walk all versions of a stage
            add(
                    "v.model_id = (select n.id from model n where n.organisation_id = ? and n.name = ?)",
                    organisationId,
                    filter.model());
        }
        if (filter.task() != null) {
            add("m.task = ?", filter.task().name());
        }
        term(VersionIndex.TAG, known.equals(VersionIndex.TAG) ? null : filter.tag());
        term(VersionIndex.LABEL, known.equals(VersionIndex.LABEL) ? null : filter.label());
        List<String> stages =
                filter.stages().stream().map(Stage::name).distinct().toList();
        if (!stages.isEmpty()) {
            add("v.stage in (" + marks(stages.size()) + ")", stages.toArray());
        }
        if (filter.text() != null) {
            String like = Containing.of(filter.text());
            add(
                    "(concat(m.name, ' ', v.version_text) like ? escape '!' or lower(v.description) like ? escape '!'"
                            + " or lower(v.change_log) like ? escape '!')",
                    like,
                    like,
                    like);
        }
        return this;
    }

    private void term(String kind, @Nullable String term) {
        if (term != null) {
            add(
                    "exists (select t.id from version_term t where t.organisation_id = ? and t.kind = '" + kind
                            + "' and t.term = ? and t.model_version_id = v.id)",
                    organisationId,
                    VersionIndex.cut(term));
        }
    }

    /** That it has a metric within the filter's range. */
    VersionConditions measured(VersionFilter filter) {
        VersionConditions range = new VersionConditions(organisationId).metric("r", filter);
        return add(
                "v.id in (select r.model_version_id from version_metric r" + range.where() + ")",
                range.parameters.toArray());
    }

    /** That a row of a metric is the filter's. */
    VersionConditions metric(String row, VersionFilter filter) {
        add(row + ".organisation_id = ? and " + row + ".name = ?", organisationId, filter.metric());
        if (filter.least() != null) {
            add(row + ".metric_value >= ?", filter.least());
        }
        if (filter.most() != null) {
            add(row + ".metric_value <= ?", filter.most());
        }
        return this;
    }

    /** That it is one of these. */
    VersionConditions among(Collection<Long> versions) {
        return add("v.id in (" + marks(versions.size()) + ")", versions.toArray());
    }

    /** One more. */
    VersionConditions add(String condition, @Nullable Object... values) {
        sql.append(sql.isEmpty() ? "" : " and ").append(condition);
        for (Object value : values) {
            parameters.add(Objects.requireNonNull(value));
        }
        return this;
    }

    private static String marks(int count) {
        return "?" + ", ?".repeat(count - 1);
    }

    String text() {
        return sql.toString();
    }

    String where() {
        return " where " + sql;
    }

    List<Object> parameters() {
        return parameters;
    }
}
