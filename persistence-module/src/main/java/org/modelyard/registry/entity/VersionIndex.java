package org.modelyard.registry.entity;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.RegistryJson;

/** What is known and said of versions, as rows of their own by which {@link VersionFinder} finds them. */
public class VersionIndex {

    private static final int LONGEST_TERM = 200;
    private static final int LONGEST_NAME = 100;
    static final String TAG = "tag";
    static final String LABEL = "label";
    /** What a version came of: kept as terms too, so that its kin is found from the other side. */
    public static final String PARENT = "parent";

    public static final String STARTED_FROM = "from";
    public static final String SNAPSHOT = "snapshot";

    private final EntityManager em;
    private final IndexRows statements;

    /** @param transaction gives the connection of the present transaction, which stays open */
    public VersionIndex(EntityManager em, Supplier<Connection> transaction) {
        this.em = em;
        this.statements = new IndexRows(transaction);
    }

    /** To be called after each change of a version's documents, words or tags has been flushed: rows that stay the same are left alone. */
    public void write(ModelVersion version) {
        VersionBatches.leave(em, version.id());
        Map<String, VersionTerm> terms = new HashMap<>();
        written(VersionTerm.class, version).forEach(row -> terms.put(row.key(), row));
        Map<String, VersionMetric> metrics = new HashMap<>();
        written(VersionMetric.class, version).forEach(row -> metrics.put(row.key(), row));
        statements.insertTerms(terms(version).stream()
                .filter(row -> terms.remove(row.key()) == null)
                .toList());
        statements.insertMetrics(metrics(version).stream()
                .filter(row -> metrics.remove(row.key()) == null)
                .toList());
        terms.values().forEach(em::remove);
        metrics.values().forEach(em::remove);
    }

    /** The same for a version that is new. */
    public void add(ModelVersion version) {
        statements.insertTerms(terms(version));
        statements.insertMetrics(metrics(version));
    }

    private <T> List<T> written(Class<T> type, ModelVersion version) {
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

    static String cut(String term) {
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
}
