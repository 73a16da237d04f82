package org.modelyard.batch.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.modelyard.batch.entity.JobLeaseTable;
import org.modelyard.batch.model.Lease;
import org.modelyard.batch.model.Owner;
import org.modelyard.platform.service.Node;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.platform.settings.TrainingSettings;

/**
 * Leases over the cluster: one owner does the work, and only an expired owner's work is taken over. What an earlier boot
 * of this node held counts as expired at once. Each call is a transaction of its own.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class JobLeases {

    @Resource(lookup = "java:global/modelyard/application")
    private DataSource database;

    @Inject
    private Node node;

    @Inject
    private TrainingSettings settings;

    @SuppressWarnings("NullAway.Init")
    private JobLeaseTable leases;

    @PostConstruct
    void open() {
        leases = new JobLeaseTable(database);
    }

    /**
     * @param name at most 80 characters
     * @return empty when somebody, this node included, holds it now
     */
    public Optional<Lease> acquire(String name) {
        try {
            return leases.acquire(name, owner(), settings.heartbeat());
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** To be called well within {@code modelyard.job.lease}; false: somebody else has the work, stop. */
    public boolean renew(Lease lease) {
        try {
            return leases.renew(lease, settings.heartbeat());
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** Of no effect on a lease that has passed on. */
    public void release(Lease lease) {
        try {
            leases.release(lease);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** Whether a living owner holds it. */
    public boolean isHeld(String name) {
        try {
            return leases.isHeld(name, owner());
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** Node and boot of others that hold leases now whose names begin so. */
    public Set<String> ownersElsewhere(String prefix) {
        try {
            return leases.ownersElsewhere(prefix, owner());
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** Whether it was ever taken, though it may be free now. */
    public boolean isKnown(String name) {
        try {
            return leases.isKnown(name);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    private Owner owner() {
        return new Owner(node.id(), node.boot());
    }
}
