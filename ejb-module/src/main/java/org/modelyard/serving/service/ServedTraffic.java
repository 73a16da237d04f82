package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.modelyard.monitoring.model.Histograms;
import org.modelyard.monitoring.model.ProfileLayout;
import org.modelyard.serving.entity.Deployments;
import org.modelyard.serving.entity.FeedbackLog;
import org.modelyard.serving.entity.HourlyHistogram;
import org.modelyard.serving.entity.HourlyHistograms;
import org.modelyard.serving.model.DeploymentState;

/**
 * What deployments were asked and answered, by whole hours, for monitoring. The hour that still runs holds what was
 * drained so far. Each call has a transaction of its own, so that a long window can be read piece by piece.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ServedTraffic {

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    /** One variant's hour on one node; an hour may have several. */
    public record Hour(Instant start, Histograms counts) {}

    /**
     * Rows of a deployment.
     *
     * @param errors refused or failed, of the requests
     */
    public record Volume(long requests, long errors) {}

    /** @param correct of the judged */
    public record Judgement(long judged, long correct) {}

    /** Of all organisations, oldest first. */
    public List<WatchedDeployment> active() {
        return new Deployments(em)
                .in(DeploymentState.ACTIVE).stream().map(WatchedDeployment::of).toList();
    }

    /** Oldest first. */
    public List<WatchedDeployment> active(long organisationId, String model) {
        return new Deployments(em)
                .active(organisationId).stream()
                        .filter(deployment -> deployment.model().equals(model))
                        .map(WatchedDeployment::of)
                        .toList();
    }

    /** Whatever its state. */
    public Optional<WatchedDeployment> deployment(long id) {
        return new Deployments(em).byId(id).map(WatchedDeployment::of);
    }

    /**
     * Hours that begin in [since, until) and hold rows, newest first.
     *
     * @throws IllegalArgumentException when stored counts are of another layout
     */
    public List<Hour> hours(WatchedDeployment deployment, ProfileLayout layout, Instant since, Instant until) {
        List<Hour> hours = new ArrayList<>();
        for (HourlyHistogram row : rows(deployment, since, until)) {
            byte[] counts = row.histograms();
            if (counts != null) {
                hours.add(0, new Hour(row.hourStart(), Histograms.fromBytes(layout, counts)));
            }
        }
        return hours;
    }

    /** Over the hours that begin in [since, until). */
    public Volume volume(WatchedDeployment deployment, Instant since, Instant until) {
        List<HourlyHistogram> rows = rows(deployment, since, until);
        return new Volume(
                rows.stream().mapToLong(HourlyHistogram::requests).sum(),
                rows.stream().mapToLong(HourlyHistogram::errors).sum());
    }

    /** What feedback says of the version's answers in the environment, by the time of the inference. */
    public Judgement judgement(WatchedDeployment deployment, Instant since) {
        List<FeedbackLog.Tally> tallies = new FeedbackLog(em)
                .tally(deployment.organisationId(), deployment.modelId(), deployment.environmentId(), since).stream()
                        .filter(tally -> tally.modelVersionId() == deployment.versionId())
                        .toList();
        return new Judgement(
                tallies.stream().mapToLong(FeedbackLog.Tally::judged).sum(),
                tallies.stream().mapToLong(FeedbackLog.Tally::correct).sum());
    }

    private List<HourlyHistogram> rows(WatchedDeployment deployment, Instant since, Instant until) {
        return new HourlyHistograms(em)
                .ofDeployment(deployment.organisationId(), deployment.id(), deployment.versionId(), since, until);
    }
}
