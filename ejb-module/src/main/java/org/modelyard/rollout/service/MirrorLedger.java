package org.modelyard.rollout.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.modelyard.platform.service.Node;
import org.modelyard.rollout.entity.RolloutCounts;
import org.modelyard.serving.service.ShadowMirror;

/** Writes down what this node's shadows were asked. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class MirrorLedger {

    /** After a rollout's end. */
    private static final Duration KEPT = Duration.ofDays(30);

    @Inject
    private RolloutCounts counts;

    @Inject
    private Clock clock;

    @Inject
    private Node node;

    /** All or nothing. */
    public void store(Map<Long, ShadowMirror.Counts> taken) {
        taken.forEach((deployment, one) -> counts.mirror(deployment, node.id().toString(), mirrored(one)));
    }

    private static RolloutCounts.Mirrored mirrored(ShadowMirror.Counts one) {
        return new RolloutCounts.Mirrored(
                one.compared(), one.differing(), one.dropped(), one.asked(), one.failed(), one.championFailed());
    }

    /** What was counted of rollouts that have been over for a month: their verdicts have it. */
    public void forget() {
        counts.removeMirrored(clock.instant().minus(KEPT));
    }
}
