package org.modelyard.serving.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelyard.serving.model.DeploymentState;

/** What is on its way back on the floor, and what would come back. */
final class Returning extends Rollbacks {

    final Map<Long, Long> before = new HashMap<>();

    /** That the roll-backs have come since this node has read them. */
    boolean unheard;

    private final ServingFloor.Rows rows;

    Returning(ServingFloor.Rows rows) {
        this.rows = rows;
    }

    @Override
    public List<DeploymentSteps.Step> pending() {
        return unheard
                ? List.of()
                : rows.inService().stream().filter(rows::returns).toList();
    }

    @Override
    public List<DeploymentSteps.Step> others() {
        return rows.in(DeploymentState.PENDING).stream()
                .filter(step -> !rows.returns(step))
                .toList();
    }

    @Override
    public List<Long> serving() {
        return rows.in(DeploymentState.ACTIVE).stream()
                .map(DeploymentSteps.Step::id)
                .toList();
    }

    @Override
    public Optional<Long> lastGood(long deployment) {
        return Optional.ofNullable(before.get(deployment));
    }
}
