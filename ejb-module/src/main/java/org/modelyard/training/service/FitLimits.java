package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.TrainingSettings;

/** How long a job may run. */
@ApplicationScoped
public class FitLimits {

    @Inject
    private TrainingSettings settings;

    @Inject
    private Clock clock;

    /** @throws Refusal.Conflict when the time is over: the job fails, whatever it was at */
    void check(TrainingTask task) {
        Duration longest = task.plan().timeout(settings.timeout());
        if (Duration.between(task.startedAt(), clock.instant()).compareTo(longest) > 0) {
            // no Invalid: that would be the fault of a trial, and the search would go on
            throw new Refusal.Conflict("The job ran longer than " + longest
                    + ", the lesser of its timeout and modelyard.training.timeout. Take fewer epochs, rounds, trees or"
                    + " trials, train on fewer rows, or raise the limit.");
        }
    }
}
