package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
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
    private static final String VERSION = "version-";

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
            // what is released meanwhile is not taken again
            held.keySet().forEach(name -> held.computeIfPresent(name, this::kept));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "other nodes cannot be told now that this one serves", e);
        }
    }

    /**
     * Says that this node cannot load a deployment's model, and asks the others.
     *
     * @param deployment internal id
     * @return whether each other node that lives has said the same since it started: then nobody serves by it
     */
    boolean lostEverywhere(long deployment) {
        return lost(String.valueOf(deployment));
    }

    /** The same of a version that no deployment of its own serves by, as of an experiment's variant. */
    boolean versionLostEverywhere(long version) {
        return lost(VERSION + version);
    }

    private boolean lost(String what) {
        keep(LACKS + what + "/" + name());
        Set<String> lacking = leases.ownersElsewhere(LACKS + what + "/");
        // asked last: who has come meanwhile has lost nothing yet
        return lacking.containsAll(leases.ownersElsewhere(ALIVE));
    }

    /** This node has loaded it, or nobody is to serve by it any more. */
    void lacksNoMore(long deployment) {
        found(String.valueOf(deployment));
    }

    /** The same of what {@link #versionLostEverywhere} was asked for. */
    void versionLacksNoMore(long version) {
        found(VERSION + version);
    }

    private void found(String what) {
        Lease said = held.remove(LACKS + what + "/" + name());
        if (said != null) {
            leases.release(said);
        }
    }

    private void keep(String name) {
        held.compute(name, this::kept);
    }

    /** Null where another, or what this node has just released, is in its place: the next call takes it. */
    private @Nullable Lease kept(String name, @Nullable Lease known) {
        return known != null && leases.renew(known)
                ? known
                : leases.acquire(name).orElse(known);
    }
}
