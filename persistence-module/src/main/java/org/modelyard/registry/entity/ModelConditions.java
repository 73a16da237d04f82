package org.modelyard.registry.entity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.Containing;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.model.ModelFilter;
import org.modelyard.registry.model.RegistryJson;

/** What a filter asks of a model {@code m}, in JPQL. Both databases compare lower case, so that capitals make no difference in either. */
final class ModelConditions {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    private ModelConditions() {}

    static ModelConditions of(long organisationId, ModelFilter filter, PageRequest page) {
        ModelConditions all = new ModelConditions();
        all.add("m.organisationId = :org and m.deletedAt is null", "org", organisationId);
        if (filter.text() != null) {
            all.add(
                    "(lower(m.name) like :text escape '!' or lower(m.description) like :text escape '!')",
                    "text",
                    Containing.of(lower(filter.text())));
        }
        all.listed("tags", filter.tag());
        all.listed("owners", filter.owner());
        if (filter.task() != null) {
            all.add("m.task = :task", "task", filter.task());
        }
        if (!filter.stages().isEmpty()) {
            all.add(
                    "m.id in (select v.modelId from ModelVersion v where v.organisationId = :org"
                            + " and v.life.deletedAt is null and v.life.stage in :stages)",
                    "stages",
                    filter.stages());
        }
        Long after = page.after();
        if (after != null) {
            String way = filter.descending() ? " < " : " > ";
            all.add(
                    filter.byName()
                            ? "m.name" + way + "(select y.name from Model y where y.id = :after)"
                            : "m.id" + way + ":after",
                    "after",
                    after);
        }
        return all;
    }

    /** A whole member of a list that is stored as a JSON array of texts. */
    private void listed(String list, @Nullable String member) {
        if (member != null) {
            add(
                    "lower(m." + list + ") like :" + list + " escape '!'",
                    list,
                    Containing.of(lower(RegistryJson.write(member))));
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private void add(String condition, String name, Object value) {
        conditions.add(condition);
        parameters.put(name, value);
    }

    String where() {
        return " where " + String.join(" and ", conditions);
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
