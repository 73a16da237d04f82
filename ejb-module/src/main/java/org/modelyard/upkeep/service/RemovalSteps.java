package org.modelyard.upkeep.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.modelyard.access.model.Caller;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.upkeep.entity.Removals;
import org.modelyard.upkeep.model.VersionFacts;

/** One thing gone, in a transaction of its own with its audit entry. What may no longer go is left, and says so. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RemovalSteps {

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /** @return whether it went */
    public boolean version(Caller caller, VersionFacts version, Instant deletedBefore) {
        try {
            boolean gone = removals(caller).version(version, deletedBefore, clock.instant());
            if (gone) {
                audit.done(caller, "model.clean", "model/" + version.name(), "deleted at " + version.goneSince());
            }
            return gone;
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    public boolean model(Caller caller, Removals.DeletedModel model, Instant deletedBefore) {
        try {
            boolean gone = removals(caller).model(model.id(), deletedBefore);
            if (gone) {
                audit.done(caller, "model.clean", "model/" + model.name(), "with all its versions");
            }
            return gone;
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    public boolean snapshot(Caller caller, Removals.OldSnapshot snapshot) {
        try {
            boolean gone = removals(caller).snapshot(snapshot);
            if (gone) {
                audit.done(
                        caller, "snapshot.clean", "dataset/" + snapshot.dataset(), "snapshot " + snapshot.publicId());
            }
            return gone;
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** What was known of the blocks of a file that is gone. */
    public void blocks(String sha256) {
        em.createNativeQuery("delete from artifact_blocks where sha256 = ?1")
                .setParameter(1, sha256)
                .executeUpdate();
    }

    /** Of files and checkpoints there is one entry a clean-up: they have no name that anybody looks for. */
    public void files(Caller caller, String subject, int files, int checkpoints, long bytes) {
        audit.done(
                caller,
                "cleanup.files",
                subject,
                files + " files and the checkpoints of " + checkpoints + " jobs, " + bytes + " bytes");
    }

    private Removals removals(Caller caller) {
        return new Removals(em.unwrap(Connection.class), caller.organisationId());
    }
}
