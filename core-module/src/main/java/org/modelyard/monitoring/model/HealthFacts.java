package org.modelyard.monitoring.model;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a model when its health is asked for.
 *
 * @param deployments that serve now
 * @param requests rows asked in the period, over all deployments that serve
 * @param errors rows refused or failed, of the requests
 * @param drift the report last made of a version that serves; null when there is none
 * @param criticalAlerts open ones about the model or the whole server, but for drift, which speaks for itself
 * @param warningAlerts likewise
 * @param judged answers in the period of which feedback tells whether they were right
 * @param correct of the judged
 * @param expectedAccuracy accuracy at evaluation, 0-1; null when there is none
 */
public record HealthFacts(
        int deployments,
        long requests,
        long errors,
        @Nullable LastDrift drift,
        long criticalAlerts,
        long warningAlerts,
        long judged,
        long correct,
        @Nullable Double expectedAccuracy) {

    /**
     * What the last report said.
     *
     * @param verdict STABLE, DRIFTED or TOO_FEW
     * @param severity null unless it drifted
     */
    public record LastDrift(String verdict, @Nullable Severity severity, long rows) {}
}
