package org.modelyard.batch.service;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.model.Lease;
import org.modelyard.platform.service.Node;
import org.modelyard.platform.service.Timers;
import org.modelyard.platform.settings.TrainingSettings;

/** Which nodes are at work: each holds a lease in its own name, from its start on. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class LivingNodes {

    private static final System.Logger LOG = System.getLogger(LivingNodes.class.getName());

    private static final String PREFIX = "node/";

    @Inject
    private JobLeases leases;

    @Inject
    private Node node;

    @Inject
    private TrainingSettings settings;

    @Inject
    private Timers timers;

    private volatile @Nullable Lease own;

    @PostConstruct
    void begin() {
        Duration third = settings.heartbeat().dividedBy(3);
        try {
            beat(); // whoever asks about this node from now on is not told that it is gone
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "other nodes cannot be told now that this one lives", e);
        }
        timers.every("living-node", third, this::beat);
    }

    private void beat() {
        Lease held = own;
        if (held == null || !leases.renew(held)) {
            own = leases.acquire(name(node.id().toString())).orElse(null);
        }
    }

    /**
     * Whether a process with this identity is at work; this one is.
     *
     * @param id as {@link Node#id} gives it
     */
    public boolean isLiving(String id) {
        return node.id().toString().equals(id) || leases.isHeld(name(id));
    }

    private static String name(String id) {
        return PREFIX + id;
    }
}
