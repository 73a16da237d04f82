package org.modelyard.upkeep.entity;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.modelyard.batch.entity.QueuedWorks;
import org.modelyard.batch.model.WorkState;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.upkeep.model.UpkeepKind;

/** Clean-ups and archivings of all organisations. */
public class StoredUpkeeps extends QueuedWorks<Upkeep> {

    public StoredUpkeeps(EntityManager em) {
        super(em, Upkeep.class);
    }

    /** Newest first. */
    public List<Upkeep> page(long organisationId, UpkeepKind kind, PageRequest page) {
        return em().createQuery(
                        "select u from Upkeep u where u.organisationId = :org and u.kind = :kind and u.id < :before"
                                + " order by u.id desc",
                        Upkeep.class)
                .setParameter("org", organisationId)
                .setParameter("kind", kind)
                .setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }

    /** When one that does more than tell was last asked for and did not fail. */
    public Optional<Instant> latest(long organisationId, UpkeepKind kind) {
        return em().createQuery(
                        "select u.createdAt from Upkeep u where u.organisationId = :org and u.kind = :kind"
                                + " and u.dryRun = false and u.state <> :failed order by u.id desc",
                        Instant.class)
                .setParameter("org", organisationId)
                .setParameter("kind", kind)
                .setParameter("failed", WorkState.FAILED)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }
}
