package org.modelyard.monitoring.service;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.modelyard.monitoring.entity.DriftCheck;
import org.modelyard.monitoring.model.DriftTest;
import org.modelyard.monitoring.model.FeatureCharts;
import org.modelyard.monitoring.model.Histograms;
import org.modelyard.monitoring.model.ProfileLayout;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.MonitoringSettings;
import org.modelyard.registry.model.DriftProfile;
import org.modelyard.registry.service.DriftProfiles;
import org.modelyard.serving.service.ServedTraffic;
import org.modelyard.serving.service.WatchedDeployment;

/** Adds up the hours of a window, a day at a time and from the newest back, and compares them with the reference. */
@Dependent
public class DriftComparison {

    private static final Duration PIECE = Duration.ofDays(1);

    @Inject
    private DriftProfiles profiles;

    @Inject
    private ServedTraffic traffic;

    @Inject
    private MonitoringSettings settings;

    /**
     * @throws Refusal.Invalid when the version has no profile
     * @throws Refusal.Conflict when its profile is damaged
     */
    DriftFinding compare(DriftTask task) {
        WatchedDeployment deployment = task.deployment();
        DriftProfile profile = profiles.load(deployment.versionId())
                .orElseThrow(() -> new Refusal.Invalid(
                        "model",
                        deployment.model() + " " + deployment.version()
                                + " was registered without a drift profile: its drift cannot be told."));
        Sum sum = add(task, profile.layout());
        DriftTest test = new DriftTest(settings.alpha(), settings.minRows(), DriftTest.DEFAULT_EFFECT_FLOOR);
        return new DriftFinding(
                test.compare(profile.reference(), sum.counts()),
                FeatureCharts.of(profile.reference(), sum.counts()),
                sum.since());
    }

    private record Sum(Histograms counts, Instant since) {}

    private Sum add(DriftTask task, ProfileLayout layout) {
        DriftCheck.Window window = task.window();
        Long enough = window.leastRows();
        Histograms sum = new Histograms(layout);
        Instant oldest = window.until();
        for (Instant until = window.until(); until.isAfter(window.since()); until = until.minus(PIECE)) {
            Instant since = until.minus(PIECE).isAfter(window.since()) ? until.minus(PIECE) : window.since();
            for (ServedTraffic.Hour hour : traffic.hours(task.deployment(), layout, since, until)) {
                if (enough != null && sum.rows() >= enough && hour.start().isBefore(oldest)) {
                    return new Sum(sum, oldest);
                }
                sum.addAll(hour.counts());
                oldest = hour.start();
            }
        }
        return new Sum(sum, enough == null || sum.rows() == 0 ? window.since() : oldest);
    }
}
