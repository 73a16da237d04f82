package org.modelyard.scoring.service;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.batch.service.WorkQueue;
import org.modelyard.evaluation.service.AskedSnapshots;
import org.modelyard.evaluation.service.Evaluations;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.scoring.entity.Scoring;
import org.modelyard.scoring.entity.StoredScorings;
import org.modelyard.scoring.model.AnswerFormat;

/** Asks for a version's answers to whole datasets. What is asked for here is carried out by the batch job {@code scoring}. */
@Stateless
public class Scorings {

    @Inject
    private StoredScorings scorings;

    @Inject
    private Registry registry;

    @Inject
    private AskedSnapshots snapshots;

    @Inject
    private Audit audit;

    @Inject
    private Event<ScoringQueued> queued;

    @Inject
    private Clock clock;

    /**
     * About which rows, exactly one of the first three, and how the answers are written.
     *
     * @param dataset its accepted rows as they are now
     * @param snapshot id
     * @param golden name of a golden set of the model
     * @param format csv, which is usual, or jsonl
     * @param scores whether the scores of all labels are wanted
     */
    public record NewScoring(
            @Nullable String dataset,
            @Nullable String snapshot,
            @Nullable String golden,
            @Nullable String format,
            @Nullable Boolean scores) {}

    /**
     * QUEUED; its job starts after the commit.
     *
     * @param version as {@link Registry#resolve} takes it; what it means now is meant
     * @throws Refusal.NotFound when version, dataset or snapshot does not exist
     * @throws Refusal.Conflict when the dataset has no accepted examples, or the version has no model here
     * @throws Refusal.Invalid when not exactly one of the rows is named, or there is no such format
     */
    public ScoringView request(Caller caller, String model, String version, NewScoring wanted) {
        Scoring scoring = added(caller, model, version, wanted);
        queued.fire(new ScoringQueued());
        return ScoringView.of(scoring);
    }

    /** For a job that is being submitted: the scoring is claimed for it. */
    public ScoringView requestClaimed(Caller caller, String model, String version, NewScoring wanted) {
        Scoring scoring = added(caller, model, version, wanted);
        scoring.claim(clock.instant(), WorkQueue.PATIENCE);
        return ScoringView.of(scoring);
    }

    private Scoring added(Caller caller, String model, String version, NewScoring wanted) {
        caller.require(Role.OPERATOR);
        AnswerFormat format = AnswerFormat.of(wanted.format());
        ModelVersionView asked = registry.resolve(caller, model, version);
        asked.requireModel();
        AskedSnapshots.Asked about = snapshots.of(
                caller, asked.model(), new Evaluations.Rows(wanted.dataset(), wanted.snapshot(), wanted.golden()));
        Scoring scoring = Scoring.queue(
                caller.organisationId(),
                new Scoring.Subject(
                        asked.model(),
                        asked.version(),
                        about.dataset(),
                        about.snapshot(),
                        format,
                        Boolean.TRUE.equals(wanted.scores())),
                caller.actor(),
                clock.instant());
        scorings.add(scoring);
        audit.done(
                caller,
                "scoring.create",
                "scoring/" + scoring.publicId(),
                asked.model() + " " + asked.version() + " on " + about.dataset() + ", snapshot " + about.snapshot());
        return scoring;
    }

    /**
     * Newest first.
     *
     * @param model all when null
     * @param version a number, all of the model's when null
     */
    public Page<ScoringView> list(Caller caller, @Nullable String model, @Nullable String version, PageRequest page) {
        caller.require(Role.VIEWER);
        return Page.of(
                scorings.page(caller.organisationId(), model, version, page), page, Scoring::id, ScoringView::of);
    }

    /** @throws Refusal.NotFound when there is none of that id */
    public ScoringView get(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        return scorings.byPublicId(caller.organisationId(), id)
                .map(ScoringView::of)
                .orElseThrow(() -> new Refusal.NotFound("scoring", id.toString()));
    }

    /**
     * Forgets it, with its file.
     *
     * @throws Refusal.Conflict while it is being worked on
     */
    public void delete(Caller caller, UUID id) {
        caller.require(Role.OPERATOR);
        Scoring scoring = scorings.byPublicId(caller.organisationId(), id)
                .flatMap(known -> scorings.locked(id))
                .orElseThrow(() -> new Refusal.NotFound("scoring", id.toString()));
        if (!scoring.ended()) {
            throw new Refusal.Conflict("The scoring " + id + " is " + scoring.state()
                    + ": stop its batch execution first, or wait for its end.");
        }
        scorings.remove(scoring);
        audit.done(
                caller,
                "scoring.delete",
                "scoring/" + id,
                scoring.subject().model() + " " + scoring.subject().version());
    }
}
