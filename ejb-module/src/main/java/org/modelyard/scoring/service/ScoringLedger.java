package org.modelyard.scoring.service;

import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.entity.QueuedWorks;
import org.modelyard.batch.model.WorkState;
import org.modelyard.batch.service.WorkLedger;
import org.modelyard.platform.model.Refusal;
import org.modelyard.scoring.entity.Scoring;
import org.modelyard.scoring.entity.ScoringPart;
import org.modelyard.scoring.entity.StoredScorings;

/** The server's own steps with scorings, each in a transaction of its own, for all organisations. */
@Stateless
@LocalBean
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ScoringLedger extends WorkLedger<Scoring> {

    @Inject
    private StoredScorings scorings;

    @Inject
    private Event<ScoringChanged> changed;

    @Inject
    private Clock clock;

    /**
     * What the job needs of its scoring.
     *
     * @param cut how it is cut into parts; null before that is known
     * @param done numbers of the parts that are there
     */
    public record Task(
            UUID id, long organisationId, Scoring.Subject subject, Scoring.@Nullable Cut cut, List<Integer> done) {

        /** To be asked once it is cut. */
        int parts() {
            return planned().parts();
        }

        /** As {@link #parts}. */
        Scoring.Cut planned() {
            return Objects.requireNonNull(cut, "it is cut into parts before these are asked about");
        }
    }

    @Override
    protected QueuedWorks<Scoring> works() {
        return scorings;
    }

    @Override
    protected String called() {
        return "scoring";
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    /** @return empty when it is complete already */
    public Optional<Task> begin(UUID id, long execution) {
        Scoring scoring = changing(id);
        return scoring.run(execution, now()) ? Optional.of(task(scoring)) : Optional.empty();
    }

    public void plan(UUID id, Scoring.Cut cut) {
        changing(id).plan(cut);
    }

    /** @return empty unless it is being worked on: another part may have failed */
    public Optional<Task> running(UUID id) {
        Scoring scoring = changing(id);
        return scoring.state() == WorkState.RUNNING ? Optional.of(task(scoring)) : Optional.empty();
    }

    private Task task(Scoring scoring) {
        return new Task(
                scoring.publicId(),
                scoring.organisationId(),
                scoring.subject(),
                scoring.cut(),
                scorings.parts(scoring).stream().map(ScoringPart::number).toList());
    }

    /**
     * A part is there; of no effect when another has made it meanwhile.
     *
     * @return whether the scoring goes on: not when another part has failed
     */
    public boolean count(UUID id, int number, ChunkAnswers.Made made) {
        Scoring scoring = changing(id);
        if (!scoring.ended() && scorings.part(scoring, number).isEmpty()) {
            scorings.add(new ScoringPart(scoring, number, made.sha256()));
            scoring.count(made.rows(), made.refused());
        }
        return scoring.state() == WorkState.RUNNING;
    }

    /**
     * For laying the parts together.
     *
     * @return empty when it is complete already
     * @throws Refusal.Conflict when a part failed or is missing
     */
    public Optional<Task> unfinished(UUID id) {
        Scoring scoring = changing(id);
        Integer parts = scoring.parts();
        if (scoring.state() == WorkState.COMPLETED) {
            return Optional.empty();
        }
        if (scoring.state() != WorkState.RUNNING || parts == null || parts != scoring.partsDone()) {
            throw new Refusal.Conflict("Of " + parts + " parts " + scoring.partsDone() + " are there.");
        }
        return Optional.of(task(scoring));
    }

    @Override
    protected Scoring changing(UUID id) {
        Scoring scoring = super.changing(id);
        changed.fire(new ScoringChanged(scoring.organisationId()));
        return scoring;
    }

    /** Addresses of the parts in their order. */
    public List<String> parts(UUID id) {
        return scorings.parts(changing(id)).stream().map(ScoringPart::sha256).toList();
    }

    /**
     * Removes some that ended so long ago, with their files.
     *
     * @return how many
     */
    public int forgetSome(Duration age) {
        List<Scoring> old = scorings.endedBefore(now().minus(age), MOST_AT_ONCE);
        old.forEach(scorings::remove);
        return old.size();
    }

    public void complete(UUID id, String sha256, long bytes) {
        Scoring scoring = changing(id);
        scoring.complete(sha256, bytes, now());
        scorings.removeParts(scoring);
    }
}
