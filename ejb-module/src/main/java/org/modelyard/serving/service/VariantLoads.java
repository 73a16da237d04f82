package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Brings the versions that experiments ask into this node's memory. One whose file is damaged here alone stops no experiment: this node lets what serves answer, and
 * tries again; where no living node has it, the experiment is over.
 */
@ApplicationScoped
public class VariantLoads {

    private static final System.Logger LOG = System.getLogger(VariantLoads.class.getName());

    /** A large file that is damaged is not read at each look. */
    private static final Duration REST = Duration.ofMinutes(1);

    @Inject
    private LoadedModels models;

    @Inject
    private RunningExperiments experiments;

    @Inject
    private ServingNodes nodes;

    /** By version. */
    private final ConcurrentMap<Long, Lacked> lacked = new ConcurrentHashMap<>();

    /** @param tried when, as {@link System#nanoTime} tells it */
    private record Lacked(String reason, long tried) {}

    /** False when it cannot be loaded now; when it never can anywhere, its experiment is stopped. */
    boolean load(RunningExperiments.Running running, long versionId) {
        return load(running, versionId, System.nanoTime());
    }

    /** @param now as {@link System#nanoTime} tells it */
    boolean load(RunningExperiments.Running running, long versionId, long now) {
        Lacked before = lacked.get(versionId);
        if (before != null && now - before.tried() < REST.toNanos()) {
            stopWhereLost(running, versionId, before.reason()); // others may be gone by now
            return false;
        }
        try {
            models.get(versionId);
            forget(versionId);
            return true;
        } catch (RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "version " + versionId + " of the experiment " + running.name() + " cannot be loaded",
                    e);
            LoadFailures.corruption(e)
                    .ifPresent(reason -> lost(running, versionId, reason, LoadFailures.damaged(e), now));
            return false;
        }
    }

    private void lost(RunningExperiments.Running running, long versionId, String reason, boolean damaged, long now) {
        if (!damaged) {
            experiments.lost(running, reason); // a version that may serve no more may nowhere
        } else if (!stopWhereLost(running, versionId, reason)) {
            lacked.put(versionId, new Lacked(reason, now));
        }
    }

    private boolean stopWhereLost(RunningExperiments.Running running, long versionId, String reason) {
        boolean lost = nodes.versionLostEverywhere(versionId);
        if (lost) {
            experiments.lost(running, reason);
            forget(versionId);
        }
        return lost;
    }

    /** @param absent all that experiments wait for: what nobody asks any more is lacked by nobody */
    void keep(Set<Long> absent) {
        List<Long> ended =
                lacked.keySet().stream().filter(id -> !absent.contains(id)).toList();
        ended.forEach(this::forget);
    }

    private void forget(long versionId) {
        lacked.remove(versionId);
        nodes.versionLacksNoMore(versionId);
    }
}
