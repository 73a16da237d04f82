package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.modelyard.batch.model.Lease;
import org.modelyard.batch.service.JobLeases;
import org.modelyard.platform.service.Node;
import org.modelyard.platform.settings.TrainingSettings;

/**
 * Which nodes serve, and which of them cannot load what: leases in the database, so that a node that dies is soon not counted any more. A deployment is lost when
 * no living node has it.
 */
@ApplicationScoped
public class ServingNodes {

    private static final System.Logger LOG = System.getLogger(ServingNodes.class.getName());

    private static final String ALIVE = "serving-node/";
    private static final String LACKS = "serving-lacks/";

    @Inject
    private JobLeases leases;

    @Inject
    private Node node;

    @Inject
    private TrainingSettings settings;

    private final ConcurrentMap<String, Lease> held = new ConcurrentHashMap<>();

    /** This node's name in alerts. */
    String name() {
        return node.id().toString();
    }

    /** How often {@link #here} is to be called. */
    Duration pause() {
        return settings.heartbeat().dividedBy(3);
    }

    /** This node is there, and still lacks what it lacked. While the database is away nobody can be told: the next call tells. */
    void here() {
        try {
            keep(ALIVE + name());
            held.keySet().forEach(this::keep);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "other nodes cannot be told now that this one serves", e);
        }
    }

    /**
     * Says that this node cannot load a deployment's model, and asks the others.
     *
     * @param deployment internal id
     * @return whether each other node that lives has said the same: then nobody serves by it
     */
    boolean lostEverywhere(long deployment) {
        keep(LACKS + deployment + "/" + name());
        return leases.heldElsewhere(ALIVE) <= leases.heldElsewhere(LACKS + deployment + "/");
    }

    /** This node has loaded it, or nobody is to serve by it any more. */
    void lacksNoMore(long deployment) {
        Lease said = held.remove(LACKS + deployment + "/" + name());
        if (said != null) {
            leases.release(said);
        }
    }

    private void keep(String name) {
        Lease known = held.get(name);
        if (known == null || !leases.renew(known)) {
            leases.acquire(name).ifPresent(taken -> held.put(name, taken));
        }
    }
}
