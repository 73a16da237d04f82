package org.modelyard.registry.entity;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.model.VersionFilter;

/**
 * Searches versions. A version's row is wide and there are many, so the search walks a narrow index in the order that was asked for, some ids
 * at a time, and reads those rows only, until the page is full. Where no single index gives the order and most of the choice, the database
 * joins.
 */
public class VersionFinder {

    private static final int MOST_AT_ONCE = 1_000;
    private static final int GROWTH = 4;
    private static final String FOUND = "select new " + FoundVersion.class.getName()
            + "(v.id, m.name, v.text, m.task, v.life.stage, v.metrics, v.verified, v.words.tags, v.words.createdBy, v.createdAt)"
            + " from ModelVersion v join v.model m";

    private final EntityManager em;

    public VersionFinder(EntityManager em) {
        this.em = em;
    }

    /** Those that are not deleted, in the filter's order; of equal ones the newest first. */
    public List<FoundVersion> find(long organisationId, VersionFilter filter, PageRequest page) {
        VersionWalk walk = VersionWalk.of(em, organisationId, filter);
        if (walk == null) {
            return joined(organisationId, filter, page);
        }
        if (page.after() != null) {
            walk.startBehind(page.after());
        }
        List<FoundVersion> found = new ArrayList<>();
        int atOnce = page.fetch();
        while (found.size() < page.fetch()) {
            List<Long> ids = walk.next(atOnce);
            read(organisationId, filter, ids).forEach(found::add);
            if (ids.size() < atOnce) {
                break;
            }
            atOnce = Math.min(MOST_AT_ONCE, atOnce * GROWTH);
        }
        return found.subList(0, Math.min(found.size(), page.fetch()));
    }

    /** Those of the ids that are as the filter says, in the order of the ids. */
    private List<FoundVersion> read(long organisationId, VersionFilter filter, List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        VersionConditions conditions = VersionConditions.of(organisationId, filter);
        conditions.add("v.id in :ids", Map.of("ids", ids));
        Map<Long, FoundVersion> rows =
                query(FOUND + conditions.where(), conditions.parameters(), Integer.MAX_VALUE).stream()
                        .collect(Collectors.toMap(FoundVersion::id, Function.identity()));
        return ids.stream().filter(rows::containsKey).map(rows::get).toList();
    }

    private List<FoundVersion> joined(long organisationId, VersionFilter filter, PageRequest page) {
        VersionConditions conditions = VersionConditions.of(organisationId, filter);
        String from = FOUND + (filter.sort() ? ", VersionMetric x" : "");
        if (filter.sort()) {
            conditions.add(
                    "x.versionId = v.id and x.organisationId = :org and x.name = :metric",
                    Map.of("metric", String.valueOf(filter.metric())));
        }
        Long after = page.after();
        if (after != null && !filter.sort()) {
            conditions.add(filter.descending() ? "v.id < :after" : "v.id > :after", Map.of("after", after));
        } else if (after != null) {
            String there = "(select y.value from VersionMetric y where y.versionId = :after and y.name = :metric)";
            conditions.add(
                    "(x.value " + (filter.descending() ? "<" : ">") + " " + there + " or (x.value = " + there
                            + " and v.id < :after))",
                    Map.of("after", after));
        }
        String down = filter.descending() ? "desc" : "asc";
        String order = filter.sort() ? "x.value " + down + ", v.id desc" : "v.id " + down;
        return query(from + conditions.where() + " order by " + order, conditions.parameters(), page.fetch());
    }

    private List<FoundVersion> query(String text, Map<String, Object> parameters, int most) {
        var query = em.createQuery(text, FoundVersion.class);
        new HashMap<>(parameters).forEach(query::setParameter);
        return query.setMaxResults(most).getResultList();
    }
}
