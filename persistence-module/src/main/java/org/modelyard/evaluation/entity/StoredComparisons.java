package org.modelyard.evaluation.entity;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.batch.entity.QueuedWorks;
import org.modelyard.batch.model.WorkState;
import org.modelyard.evaluation.model.VersionRef;
import org.modelyard.platform.model.PageRequest;

/** Comparisons of all organisations. */
public class StoredComparisons extends QueuedWorks<VersionComparison> {

    public StoredComparisons(EntityManager em) {
        super(em, VersionComparison.class);
    }

    /** Newest first. */
    public List<VersionComparison> page(long organisationId, PageRequest page) {
        return em().createQuery(
                        "select c from VersionComparison c where c.organisationId = :org and c.id < :before"
                                + " order by c.id desc",
                        VersionComparison.class)
                .setParameter("org", organisationId)
                .setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }

    /** The newest that came to its end and had this version as its candidate. */
    public Optional<VersionComparison> ofCandidate(long organisationId, VersionRef candidate) {
        return em().createQuery(
                        "select c from VersionComparison c where c.organisationId = :org and c.candidateModel = :model"
                                + " and c.candidateVersion = :version and c.state = :state order by c.id desc",
                        VersionComparison.class)
                .setParameter("org", organisationId)
                .setParameter("model", candidate.model())
                .setParameter("version", candidate.version())
                .setParameter("state", WorkState.COMPLETED)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Those that a version took part in, oldest first. */
    public List<VersionComparison> of(long organisationId, VersionRef version, int most) {
        List<VersionComparison> all = new ArrayList<>(side("champion", organisationId, version, most));
        all.addAll(side("candidate", organisationId, version, most));
        all.sort(Comparator.comparingLong(VersionComparison::id));
        return all.subList(0, Math.min(all.size(), most));
    }

    /** By one side at a time: each has an index. */
    private List<VersionComparison> side(String side, long organisationId, VersionRef version, int most) {
        return em().createQuery(
                        "select c from VersionComparison c where c.organisationId = :org and c." + side
                                + "Model = :model and c." + side + "Version = :version order by c.id",
                        VersionComparison.class)
                .setParameter("org", organisationId)
                .setParameter("model", version.model())
                .setParameter("version", version.version())
                .setMaxResults(most)
                .getResultList();
    }

    /** The newest of two versions on the rows that did not fail. */
    public Optional<VersionComparison> newest(
            long organisationId, VersionRef champion, VersionRef candidate, UUID snapshot) {
        return em().createQuery(
                        "select c from VersionComparison c where c.organisationId = :org and c.championModel = :championModel"
                                + " and c.championVersion = :championVersion and c.candidateModel = :candidateModel"
                                + " and c.candidateVersion = :candidateVersion and c.snapshot = :snapshot and c.state <> :failed"
                                + " order by c.id desc",
                        VersionComparison.class)
                .setParameter("org", organisationId)
                .setParameter("championModel", champion.model())
                .setParameter("championVersion", champion.version())
                .setParameter("candidateModel", candidate.model())
                .setParameter("candidateVersion", candidate.version())
                .setParameter("snapshot", snapshot)
                .setParameter("failed", WorkState.FAILED)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }
}
