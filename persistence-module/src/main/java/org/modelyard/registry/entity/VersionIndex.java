package org.modelyard.registry.entity;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.Containing;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.model.VersionFilter;

/** Finds versions by what is known and said of them: by rows of their own, so that ten thousand are searched without reading any. */
public class VersionIndex {

    private static final int LONGEST_TERM = 200;
    private static final int LONGEST_NAME = 100;
    private static final String TAG = "tag";
    private static final String LABEL = "label";
    /** What a version came of: kept as terms too, so that its kin is found from the other side. */
    public static final String PARENT = "parent";

    public static final String STARTED_FROM = "from";
    public static final String SNAPSHOT = "snapshot";

    private static final String FOUND = "select new " + FoundVersion.class.getName()
            + "(v.id, m.name, v.text, m.task, v.life.stage, v.metrics, v.verified, v.words.tags, v.words.createdBy, v.createdAt)"
            + " from ModelVersion v join v.model m";

    private final EntityManager em;

    public VersionIndex(EntityManager em) {
        this.em = em;
    }

    /** To be called after each change of a version's documents or tags: rows that stay the same are left alone. */
    public void write(ModelVersion version) {
        Map<String, VersionTerm> terms = new HashMap<>();
        rows(VersionTerm.class, version).forEach(row -> terms.put(row.key(), row));
        Map<String, VersionMetric> metrics = new HashMap<>();
        rows(VersionMetric.class, version).forEach(row -> metrics.put(row.key(), row));
        terms(version).forEach(row -> {
            if (terms.remove(row.key()) == null) {
                em.persist(row);
            }
        });
        metrics(version).forEach(row -> {
            if (metrics.remove(row.key()) == null) {
                em.persist(row);
            }
        });
        terms.values().forEach(em::remove);
        metrics.values().forEach(em::remove);
    }

    /** The same for a version that is new. */
    public void add(ModelVersion version) {
        terms(version).forEach(em::persist);
        metrics(version).forEach(em::persist);
    }

    private <T> List<T> rows(Class<T> type, ModelVersion version) {
        return em.createQuery("select r from " + type.getSimpleName() + " r where r.versionId = :version", type)
                .setParameter("version", version.id())
                .getResultList();
    }

    private static List<VersionTerm> terms(ModelVersion version) {
        List<VersionTerm> rows = new ArrayList<>();
        terms(version.words().tags()).forEach(term -> rows.add(new VersionTerm(version, TAG, term)));
        terms(version.labels()).forEach(term -> rows.add(new VersionTerm(version, LABEL, term)));
        Lineage lineage = RegistryJson.read(version.lineage(), Lineage.class);
        String model = version.model().name() + " ";
        kin(version, PARENT, lineage.parent() == null ? null : model + lineage.parent(), rows);
        kin(version, STARTED_FROM, lineage.startedFrom() == null ? null : model + lineage.startedFrom(), rows);
        kin(version, SNAPSHOT, lineage.snapshot(), rows);
        return rows;
    }

    private static void kin(ModelVersion version, String kind, @Nullable String term, List<VersionTerm> rows) {
        if (term != null) {
            rows.add(new VersionTerm(version, kind, term));
        }
    }

    /**
     * Versions that came of something and are not deleted, oldest first.
     *
     * @param kind {@link #PARENT} or {@link #STARTED_FROM} with a model's name, a space and a number; {@link #SNAPSHOT} with an id
     */
    public List<ModelVersion> cameOf(long organisationId, String kind, String term, int most) {
        return em.createQuery(
                        "select v from ModelVersion v join fetch v.model m, VersionTerm t where t.organisationId = :org"
                                + " and t.kind = :kind and t.term = :term and v.id = t.versionId"
                                + " and v.life.deletedAt is null and m.deletedAt is null order by v.id",
                        ModelVersion.class)
                .setParameter("org", organisationId)
                .setParameter("kind", kind)
                .setParameter("term", term)
                .setMaxResults(most)
                .getResultList();
    }

    private static Set<String> terms(String json) {
        Set<String> terms = new LinkedHashSet<>();
        RegistryJson.strings(json).forEach(term -> terms.add(cut(term)));
        return terms;
    }

    private static List<VersionMetric> metrics(ModelVersion version) {
        List<VersionMetric> rows = new ArrayList<>();
        RegistryJson.metrics(version.metrics()).forEach((name, value) -> {
            if (value != null && Double.isFinite(value) && name.length() <= LONGEST_NAME) {
                rows.add(new VersionMetric(version, name, value));
            }
        });
        return rows;
    }

    private static String cut(String term) {
        return term.length() <= LONGEST_TERM ? term : term.substring(0, LONGEST_TERM);
    }

    /** That the search knows it from now on; not a change that others could have seen. */
    public void learnt(ModelVersion version) {
        em.createQuery("update ModelVersion v set v.indexed = true where v.id = :version")
                .setParameter("version", version.id())
                .executeUpdate();
    }

    /** Versions that were registered before there was an index. */
    public List<ModelVersion> unwritten(int most) {
        return em.createQuery("select v from ModelVersion v where v.indexed = false order by v.id", ModelVersion.class)
                .setMaxResults(most)
                .getResultList();
    }

    /** Those that are not deleted, in the filter's order; of equal ones the newest first. */
    public List<FoundVersion> find(long organisationId, VersionFilter filter, PageRequest page) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("org", organisationId);
        StringBuilder from = new StringBuilder(FOUND);
        List<String> conditions =
                new ArrayList<>(List.of("v.organisationId = :org", "v.life.deletedAt is null", "m.deletedAt is null"));
        metric(filter, from, conditions, parameters);
        if (filter.model()
                != null) { // by the model's id: else databases walk all versions of a stage and look at each one's
            // model
            conditions.add("m.id = (select n.id from Model n where n.organisationId = :org and n.name = :model)");
            parameters.put("model", filter.model());
        }
        equal("m.task", "task", filter.task(), conditions, parameters);
        term(TAG, filter.tag(), conditions, parameters);
        term(LABEL, filter.label(), conditions, parameters);
        if (!filter.stages().isEmpty()) {
            conditions.add("v.life.stage in :stages");
            parameters.put("stages", Set.<Stage>copyOf(filter.stages()));
        }
        if (filter.text() != null) {
            conditions.add(
                    "(concat(m.name, ' ', v.text) like :text escape '!' or v.words.description like :text escape '!'"
                            + " or v.words.changeLog like :text escape '!')");
            parameters.put("text", Containing.of(filter.text()));
        }
        behind(filter, page, conditions, parameters);
        String order = filter.sort()
                ? "x.value " + (filter.descending() ? "desc" : "asc") + ", v.id desc"
                : "v.id " + (filter.descending() ? "desc" : "asc");
        var query = em.createQuery(
                from + " where " + String.join(" and ", conditions) + " order by " + order, FoundVersion.class);
        parameters.forEach(query::setParameter);
        return query.setMaxResults(page.fetch()).getResultList();
    }

    private static void metric(
            VersionFilter filter, StringBuilder from, List<String> conditions, Map<String, Object> parameters) {
        if (filter.metric() != null) {
            from.append(", VersionMetric x");
            conditions.add("x.versionId = v.id and x.organisationId = :org and x.name = :metric");
            parameters.put("metric", filter.metric());
            if (filter.least() != null) {
                conditions.add("x.value >= :least");
                parameters.put("least", filter.least());
            }
            if (filter.most() != null) {
                conditions.add("x.value <= :most");
                parameters.put("most", filter.most());
            }
        }
    }

    /** Behind the last row of the page before, by its own place in the order. */
    private static void behind(
            VersionFilter filter, PageRequest page, List<String> conditions, Map<String, Object> parameters) {
        Long after = page.after();
        if (after == null) {
            return;
        }
        parameters.put("after", after);
        if (!filter.sort()) {
            conditions.add(filter.descending() ? "v.id < :after" : "v.id > :after");
            return;
        }
        String there = "(select y.value from VersionMetric y where y.versionId = :after and y.name = :metric)";
        conditions.add("(x.value " + (filter.descending() ? "<" : ">") + " " + there + " or (x.value = " + there
                + " and v.id < :after))");
    }

    private static void equal(
            String path, String name, @Nullable Object value, List<String> conditions, Map<String, Object> parameters) {
        if (value != null) {
            conditions.add(path + " = :" + name);
            parameters.put(name, value);
        }
    }

    private static void term(
            String kind, @Nullable String term, List<String> conditions, Map<String, Object> parameters) {
        if (term != null) {
            conditions.add("exists (select t.id from VersionTerm t where t.versionId = v.id and t.organisationId = :org"
                    + " and t.kind = '" + kind + "' and t.term = :" + kind + ")");
            parameters.put(kind, cut(term));
        }
    }
}
