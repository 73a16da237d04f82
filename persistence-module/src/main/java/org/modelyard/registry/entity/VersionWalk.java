package org.modelyard.registry.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.Containing;
import org.modelyard.registry.model.VersionFilter;

/**
 * Ids of versions in the order of a search, read from one narrow index without the versions' rows. What it walks contains all that the filter
 * takes, and may contain more.
 */
final class VersionWalk {

    private static final String MODELS = " or x.modelId in (select m.id from Model m where m.organisationId = :org"
            + " and m.deletedAt is null and m.name like :%s escape '!')";

    /** A place in the order: the metric's value is null where the order is by id alone. */
    private record Place(@Nullable Double value, long id) {}

    private final EntityManager em;
    private final long organisationId;
    private final VersionFilter filter;
    private final String from;
    private final String id;
    private final Map<String, Object> parameters = new HashMap<>();
    private @Nullable Place last;

    private VersionWalk(EntityManager em, long organisationId, VersionFilter filter, String from, String id) {
        this.em = em;
        this.organisationId = organisationId;
        this.filter = filter;
        this.from = from;
        this.id = id;
        parameters.put("org", organisationId);
    }

    /** Null where no single index has the order and most of the choice: there the database joins better. */
    static @Nullable VersionWalk of(EntityManager em, long organisationId, VersionFilter filter) {
        boolean chosen = filter.tag() != null || filter.label() != null || filter.text() != null;
        if (filter.sort()) {
            return chosen || filter.model() != null ? null : byMetric(em, organisationId, filter);
        }
        if (!chosen || filter.metric() != null) {
            return null;
        }
        if (filter.tag() != null) {
            return byTerm(em, organisationId, filter, VersionIndex.TAG, filter.tag());
        }
        return filter.label() != null
                ? byTerm(em, organisationId, filter, VersionIndex.LABEL, filter.label())
                : byText(em, organisationId, filter, String.valueOf(filter.text()));
    }

    private static VersionWalk byMetric(EntityManager em, long organisationId, VersionFilter filter) {
        StringBuilder from =
                new StringBuilder(" from VersionMetric x where x.organisationId = :org and x.name = :metric");
        from.append(filter.least() == null ? "" : " and x.value >= :least");
        from.append(filter.most() == null ? "" : " and x.value <= :most");
        VersionWalk walk = new VersionWalk(em, organisationId, filter, from.toString(), "x.versionId");
        walk.put("metric", filter.metric());
        walk.put("least", filter.least());
        walk.put("most", filter.most());
        return walk;
    }

    private static VersionWalk byTerm(
            EntityManager em, long organisationId, VersionFilter filter, String kind, String term) {
        VersionWalk walk = new VersionWalk(
                em,
                organisationId,
                filter,
                " from VersionTerm x where x.organisationId = :org and x.kind = '" + kind + "' and x.term = :term",
                "x.versionId");
        walk.put("term", VersionIndex.cut(term));
        return walk;
    }

    /**
     * A text stands in "model number" when it stands in the model's name, in the number, or goes from the end of one to the start of the
     * other; or it stands in what was written about the version, which only those are read for that have any.
     */
    private static VersionWalk byText(EntityManager em, long organisationId, VersionFilter filter, String text) {
        StringBuilder from =
                new StringBuilder(" from ModelVersion x where x.organisationId = :org and (x.text like :text escape '!'"
                        + " or x.words.worded = 1 and exists (select w.id from ModelVersion w where w.id = x.id"
                        + " and (lower(w.words.description) like :text escape '!'"
                        + " or lower(w.words.changeLog) like :text escape '!'))");
        int space = text.lastIndexOf(' ');
        from.append(MODELS.formatted("text"));
        from.append(space < 1 ? "" : MODELS.formatted("ending") + " and x.text like :start escape '!'");
        VersionWalk walk =
                new VersionWalk(em, organisationId, filter, from.append(')').toString(), "x.id");
        walk.put("text", Containing.of(text));
        if (space > 0) {
            walk.put("ending", Containing.atEnd(text.substring(0, space)));
            walk.put("start", Containing.atStart(text.substring(space + 1)));
        }
        return walk;
    }

    private void put(String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    /** Behind a version that a page ended with; at the end where that is not in the order any more. */
    void startBehind(long version) {
        if (!filter.sort()) {
            last = new Place(null, version);
            return;
        }
        last = em.createQuery(
                        "select y.value from VersionMetric y where y.organisationId = :org and y.versionId = :version"
                                + " and y.name = :metric",
                        Double.class)
                .setParameter("org", organisationId)
                .setParameter("version", version)
                .setParameter("metric", filter.metric())
                .getResultStream()
                .findFirst()
                .map(value -> new Place(value, version))
                .orElse(new Place(filter.descending() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY, 0));
    }

    /** The next ones; fewer than asked for where there are no more. */
    List<Long> next(int most) {
        return filter.sort() ? nextByValue(most) : nextById(most);
    }

    private List<Long> nextById(int most) {
        String behind = last == null ? "" : " and " + id + (filter.descending() ? " < " : " > ") + ":last";
        TypedQuery<Long> query = em.createQuery(
                "select " + id + from + behind + " order by " + id + (filter.descending() ? " desc" : " asc"),
                Long.class);
        parameters.forEach(query::setParameter);
        if (last != null) {
            query.setParameter("last", last.id());
        }
        List<Long> ids = query.setMaxResults(most).getResultList();
        if (!ids.isEmpty()) {
            last = new Place(null, ids.get(ids.size() - 1));
        }
        return ids;
    }

    private List<Long> nextByValue(int most) {
        String further = filter.descending() ? "<" : ">";
        String behind = last == null
                ? ""
                : " and x.value " + further + "= :value and (x.value " + further + " :value or x.versionId < :last)";
        TypedQuery<Object[]> query = em.createQuery(
                "select x.versionId, x.value" + from + behind + " order by x.value "
                        + (filter.descending() ? "desc" : "asc") + ", x.versionId desc",
                Object[].class);
        parameters.forEach(query::setParameter);
        if (last != null) {
            query.setParameter("value", last.value());
            query.setParameter("last", last.id());
        }
        List<Object[]> rows = query.setMaxResults(most).getResultList();
        if (!rows.isEmpty()) {
            Object[] end = rows.get(rows.size() - 1);
            last = new Place((Double) end[1], (Long) end[0]);
        }
        return rows.stream().map(row -> (Long) row[0]).toList();
    }
}
