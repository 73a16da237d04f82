package org.modelyard.registry.entity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.Containing;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.model.VersionFilter;

/** What a filter asks of a version {@code v} and its model {@code m}, in JPQL. */
final class VersionConditions {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    private VersionConditions() {}

    static VersionConditions of(long organisationId, VersionFilter filter) {
        VersionConditions all = new VersionConditions();
        all.add(
                "v.organisationId = :org and v.life.deletedAt is null and m.deletedAt is null",
                Map.of("org", organisationId));
        if (filter.model() != null) { // by the model's id: else databases walk all versions of a stage
            all.add(
                    "m.id = (select n.id from Model n where n.organisationId = :org and n.name = :model)",
                    Map.of("model", filter.model()));
        }
        if (filter.task() != null) {
            all.add("m.task = :task", Map.of("task", filter.task()));
        }
        all.term(VersionIndex.TAG, filter.tag());
        all.term(VersionIndex.LABEL, filter.label());
        if (!filter.stages().isEmpty()) {
            all.add("v.life.stage in :stages", Map.of("stages", Set.<Stage>copyOf(filter.stages())));
        }
        if (filter.text() != null) {
            all.add(
                    "(concat(m.name, ' ', v.text) like :text escape '!'"
                            + " or lower(v.words.description) like :text escape '!'"
                            + " or lower(v.words.changeLog) like :text escape '!')",
                    Map.of("text", Containing.of(filter.text())));
        }
        all.metric(filter);
        return all;
    }

    private void term(String kind, @Nullable String term) {
        if (term != null) {
            add(
                    "exists (select t.id from VersionTerm t where t.versionId = v.id and t.organisationId = :org"
                            + " and t.kind = '" + kind + "' and t.term = :" + kind + ")",
                    Map.of(kind, VersionIndex.cut(term)));
        }
    }

    private void metric(VersionFilter filter) {
        if (filter.metric() == null) {
            return;
        }
        StringBuilder range = new StringBuilder("exists (select r.id from VersionMetric r where r.versionId = v.id"
                + " and r.organisationId = :org and r.name = :metric");
        parameters.put("metric", filter.metric());
        if (filter.least() != null) {
            range.append(" and r.value >= :least");
            parameters.put("least", filter.least());
        }
        if (filter.most() != null) {
            range.append(" and r.value <= :most");
            parameters.put("most", filter.most());
        }
        conditions.add(range.append(')').toString());
    }

    void add(String condition, Map<String, ?> values) {
        conditions.add(condition);
        parameters.putAll(values);
    }

    String where() {
        return " where " + String.join(" and ", conditions);
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
