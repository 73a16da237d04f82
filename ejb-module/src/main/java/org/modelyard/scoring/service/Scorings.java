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
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.Uploads;
import org.modelyard.registry.store.StoredArtifact;
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
    private Uploads uploads;

    @Inject
    private Audit audit;

    @Inject
    private Event<ScoringQueued> queued;

    @Inject
    private Clock clock;

    /**
     * About which rows, exactly one of the first four, and how the answers are written.
     *
     * @param dataset its accepted rows as they are now
     * @param snapshot id
     * @param golden name of a golden set of the model
     * @param upload id of a complete upload: a CSV file with names above, or flat JSON objects line by line
     * @param inputFormat of the upload, csv or jsonl; null: csv
     * @param format csv, which is usual, or jsonl
     * @param scores whether the scores of all labels are wanted
     */
    public record NewScoring(
            @Nullable String dataset,
            @Nullable String snapshot,
            @Nullable String golden,
            @Nullable String upload,
            @Nullable String inputFormat,
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
        caller.requireModel(model);
        AnswerFormat format = AnswerFormat.of(wanted.format());
        ModelVersionView asked = registry.resolve(caller, model, version);
        asked.requireModel();
        Scoring.Rows rows = rows(caller, asked, wanted);
        Scoring scoring = Scoring.queue(
                caller.organisationId(),
                new Scoring.Subject(asked.model(), asked.version(), rows, format, Boolean.TRUE.equals(wanted.scores())),
                caller.actor(),
                clock.instant());
        scorings.add(scoring);
        audit.done(
                caller,
                "scoring.create",
                "scoring/" + scoring.publicId(),
                asked.model() + " " + asked.version() + " on " + words(rows));
        return scoring;
    }

    private Scoring.Rows rows(Caller caller, ModelVersionView asked, NewScoring wanted) {
        String upload = wanted.upload();
        if (upload == null) {
            if (wanted.inputFormat() != null) {
                throw new Refusal.Invalid("inputFormat", "Only an upload has a format; leave it out.");
            }
            AskedSnapshots.Asked about = snapshots.of(
                    caller, asked.model(), new Evaluations.Rows(wanted.dataset(), wanted.snapshot(), wanted.golden()));
            return new Scoring.SnapshotRows(about.dataset(), about.snapshot());
        }
        if (wanted.dataset() != null || wanted.snapshot() != null || wanted.golden() != null) {
            throw new Refusal.Invalid("upload", "Give a dataset, a snapshot, a golden set or an upload: one of them.");
        }
        StoredArtifact file = uploads.file(caller, Ids.parse("upload", upload));
        return new Scoring.InputFile(file.sha256(), file.bytes(), AnswerFormat.of(wanted.inputFormat()));
    }

    private static String words(Scoring.Rows rows) {
        return rows instanceof Scoring.SnapshotRows examples
                ? examples.dataset() + ", snapshot " + examples.snapshot()
                : "a file with the SHA-256 " + ((Scoring.InputFile) rows).sha256();
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
