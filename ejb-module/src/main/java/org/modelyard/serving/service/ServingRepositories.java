package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.modelyard.serving.entity.Deployments;
import org.modelyard.serving.entity.Environments;
import org.modelyard.serving.entity.FeedbackLog;
import org.modelyard.serving.entity.FeedbackTallies;
import org.modelyard.serving.entity.HourlyHistograms;
import org.modelyard.serving.entity.Inferences;
import org.modelyard.serving.entity.InstallationKeys;
import org.modelyard.serving.entity.LoggedDimensions;
import org.modelyard.serving.entity.UsageHours;

/** Makes this feature's repositories around the container's entity manager, which is safe to share. */
@ApplicationScoped
public class ServingRepositories {

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    @Produces
    @Dependent
    Environments environments() {
        return new Environments(em);
    }

    @Produces
    @Dependent
    Deployments deployments() {
        return new Deployments(em);
    }

    @Produces
    @Dependent
    Inferences inferences() {
        return new Inferences(em);
    }

    @Produces
    @Dependent
    LoggedDimensions loggedDimensions() {
        return new LoggedDimensions(em);
    }

    @Produces
    @Dependent
    FeedbackLog feedbackLog() {
        return new FeedbackLog(em);
    }

    @Produces
    @Dependent
    FeedbackTallies feedbackTallies() {
        return new FeedbackTallies(em);
    }

    @Produces
    @Dependent
    InstallationKeys installationKeys() {
        return new InstallationKeys(em);
    }

    @Produces
    @Dependent
    HourlyHistograms hourlyHistograms() {
        return new HourlyHistograms(em);
    }

    @Produces
    @Dependent
    UsageHours usageHours() {
        return new UsageHours(em);
    }
}
