package org.modelyard.serving.service;

import java.util.List;
import java.util.Map;

/**
 * What could not take over when routes were made known.
 *
 * @param missing deployments whose models are not in memory: what served before goes on in their places
 * @param absent versions of running experiments that are not in memory: what serves answers everything
 * @param unfit experiments whose variants do not read the same inputs any more, and why
 */
record PublishedRoutes(
        List<DeploymentSteps.Step> missing,
        Map<Long, RunningExperiments.Running> absent,
        Map<RunningExperiments.Running, String> unfit) {}
