package org.modelyard.evaluation.service;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.batch.service.WorkQueue;
import org.modelyard.evaluation.entity.StoredEvaluations;
import org.modelyard.evaluation.entity.VersionEvaluation;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.IntactFiles;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;

/** Asks for evaluations of versions. What is asked for here is carried out by the batch job {@code evaluation}. */
@Stateless
public class Evaluations {

    @Inject
    private StoredEvaluations evaluations;

    @Inject
    private Registry registry;

    @Inject
    private AskedSnapshots snapshots;

    @Inject
    private IntactFiles files;

    @Inject
    private Audit audit;

    @Inject
    private Event<EvaluationQueued> queued;

    @Inject
    private Clock clock;

    /**
     * On which rows: exactly one is given.
     *
     * @param dataset its accepted rows as they are now
     * @param snapshot id
     * @param golden name of a golden set of the model
     */
    public record Rows(@Nullable String dataset, @Nullable String snapshot, @Nullable String golden) {}

    /**
     * QUEUED; its job starts after the commit.
     *
     * @throws Refusal.NotFound when version, dataset or snapshot does not exist
     * @throws Refusal.Conflict when the dataset has no accepted examples, or the version has no model here
     */
    public EvaluationView request(Caller caller, String model, String version, Rows rows) {
        VersionEvaluation evaluation = added(caller, model, version, rows);
        queued.fire(new EvaluationQueued());
        return EvaluationView.of(evaluation);
    }

    /** For a job that is being submitted: the evaluation is claimed for it. */
    public EvaluationView requestClaimed(Caller caller, String model, String version, Rows rows) {
        VersionEvaluation evaluation = added(caller, model, version, rows);
        evaluation.claim(clock.instant(), WorkQueue.PATIENCE);
        return EvaluationView.of(evaluation);
    }

    private VersionEvaluation added(Caller caller, String model, String version, Rows rows) {
        caller.require(Role.OPERATOR);
        ModelVersionView asked = registry.resolve(caller, model, version);
        asked.requireModel();
        AskedSnapshots.Asked about = snapshots.of(caller, asked.model(), rows);
        VersionEvaluation evaluation = VersionEvaluation.queue(
                caller.organisationId(),
                new VersionEvaluation.Subject(asked.model(), asked.version(), about.dataset(), about.snapshot()),
                caller.actor(),
                clock.instant());
        evaluations.add(evaluation);
        audit.done(
                caller,
                "evaluation.create",
                "evaluation/" + evaluation.publicId(),
                asked.model() + " " + asked.version() + " on " + about.dataset() + ", snapshot " + about.snapshot());
        return evaluation;
    }

    /** Of one version, newest first. */
    public Page<EvaluationView> list(Caller caller, String model, String version, PageRequest page) {
        caller.require(Role.VIEWER);
        ModelVersionView asked = registry.resolve(caller, model, version);
        return Page.of(
                evaluations.page(caller.organisationId(), asked.model(), asked.version(), page),
                page,
                VersionEvaluation::id,
                EvaluationView::of);
    }

    public EvaluationView get(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        return EvaluationView.of(found(caller, id));
    }

    /**
     * The whole evaluation as JSON: metrics with their intervals, confusion, curves.
     *
     * @throws Refusal.Conflict when it is not complete, or the document is damaged
     */
    public String document(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        VersionEvaluation evaluation = found(caller, id);
        String address = evaluation.evaluationSha();
        if (address == null) {
            throw new Refusal.Conflict("The evaluation " + id + " is not complete.");
        }
        IntactFiles.Place place = new IntactFiles.Place(
                caller.organisationId(),
                "model/" + evaluation.subject().model(),
                "The document of the evaluation " + id);
        return new String(files.read(place, address), StandardCharsets.UTF_8);
    }

    private VersionEvaluation found(Caller caller, UUID id) {
        return evaluations
                .byPublicId(caller.organisationId(), id)
                .orElseThrow(() -> new Refusal.NotFound("evaluation", id.toString()));
    }
}
