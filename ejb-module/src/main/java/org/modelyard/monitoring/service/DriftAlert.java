package org.modelyard.monitoring.service;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.modelyard.monitoring.model.DriftReport;
import org.modelyard.monitoring.model.DriftVerdict;
import org.modelyard.monitoring.model.FeatureDrift;
import org.modelyard.serving.service.WatchedDeployment;

/** What an alert about a drift says. One cause for each model and environment, whatever version serves. */
record DriftAlert(String subject, String title, String detail) {

    static final String KIND = "DRIFT";
    private static final int MOST_NAMED = 5;

    static DriftAlert of(DriftTask task, UUID report, DriftReport found) {
        WatchedDeployment deployment = task.deployment();
        List<FeatureDrift> drifted = found.drifted();
        long tested = found.features().stream()
                .filter(line -> !(line.verdict() instanceof DriftVerdict.TooFewRows))
                .count();
        String named = drifted.stream()
                .sorted(Comparator.comparingDouble(FeatureDrift::effect).reversed())
                .limit(MOST_NAMED)
                .map(line -> String.format(
                        Locale.ROOT, "%s (PSI %.3f, difference %.3f)", line.name(), line.effect(), line.distance()))
                .collect(Collectors.joining(", "));
        String more = drifted.size() > MOST_NAMED ? " and " + (drifted.size() - MOST_NAMED) + " more" : "";
        return new DriftAlert(
                "model/" + deployment.model() + "/" + deployment.environment(),
                deployment.model() + " " + deployment.version() + " in " + deployment.environment() + ": "
                        + drifted.size() + " of " + tested + " distributions drifted",
                "In " + found.windowRows() + " rows differ from the training data: " + named + more + ". Drift report "
                        + report + ".");
    }
}
