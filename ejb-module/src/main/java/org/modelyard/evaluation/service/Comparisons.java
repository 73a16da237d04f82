package org.modelyard.evaluation.service;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.evaluation.entity.StoredComparisons;
import org.modelyard.evaluation.entity.VersionComparison;
import org.modelyard.evaluation.model.ComparisonWish;
import org.modelyard.evaluation.model.VersionRef;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.DeclaredBusiness;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;

/** Asks for comparisons of versions. What is asked for here is carried out by the batch job {@code comparison}. */
@Stateless
public class Comparisons {

    @Inject
    private StoredComparisons comparisons;

    @Inject
    private Registry registry;

    @Inject
    private DeclaredBusiness business;

    @Inject
    private AskedSnapshots snapshots;

    @Inject
    private Audit audit;

    @Inject
    private Event<EvaluationQueued> queued;

    @Inject
    private Clock clock;

    /**
     * What to compare.
     *
     * @param champion the version in use
     * @param candidate the other one
     * @param rows of which neither is to have learnt; with none given, the snapshot that the candidate
     *     was trained and evaluated on
     */
    public record NewComparison(
            VersionRef champion, VersionRef candidate, Evaluations.Rows rows, ComparisonWish wish) {}

    /**
     * QUEUED; its job starts after the commit.
     *
     * @throws Refusal.NotFound when a version, the dataset or the snapshot does not exist
     * @throws Refusal.Invalid when the two are of different tasks, or the same, or the wish is wrong
     * @throws Refusal.Conflict when one of them has no model here
     */
    public ComparisonView request(Caller caller, NewComparison wanted) {
        caller.require(Role.OPERATOR);
        ModelVersionView champion = registry.resolve(
                caller, wanted.champion().model(), wanted.champion().version());
        ModelVersionView candidate = registry.resolve(
                caller, wanted.candidate().model(), wanted.candidate().version());
        champion.requireModel();
        candidate.requireModel();
        if (champion.task() != candidate.task()) {
            throw new Refusal.Invalid(
                    "b", "The two answer different questions: " + champion.task() + " and " + candidate.task() + ".");
        }
        if (champion.id() == candidate.id()) {
            throw new Refusal.Invalid("b", "The two are the same version.");
        }
        wanted.wish()
                .plan(champion.task(), business.of(caller, candidate.model()).orElse(null));
        AskedSnapshots.Asked about =
                snapshots.optional(caller, candidate.model(), wanted.rows()).orElseGet(() -> trainedOn(candidate));
        VersionComparison comparison = VersionComparison.queue(
                caller.organisationId(),
                new VersionComparison.Subject(
                        new VersionRef(champion.model(), champion.version()),
                        new VersionRef(candidate.model(), candidate.version()),
                        about.dataset(),
                        about.snapshot()),
                wanted.wish(),
                caller.actor(),
                clock.instant());
        comparisons.add(comparison);
        audit.done(
                caller,
                "comparison.create",
                "comparison/" + comparison.publicId(),
                comparison.subject().champion() + " and " + comparison.subject().candidate() + " on "
                        + about.dataset());
        queued.fire(new EvaluationQueued());
        return ComparisonView.of(comparison);
    }

    private static AskedSnapshots.Asked trainedOn(ModelVersionView version) {
        String dataset = version.lineage().dataset();
        String snapshot = version.lineage().snapshot();
        if (dataset == null || snapshot == null) {
            throw new Refusal.Invalid(
                    "dataset", "The candidate was trained elsewhere: say on which rows, by dataset or snapshot.");
        }
        return new AskedSnapshots.Asked(dataset, UUID.fromString(snapshot));
    }

    /** Newest first. */
    public Page<ComparisonView> list(Caller caller, PageRequest page) {
        caller.require(Role.VIEWER);
        return Page.of(
                comparisons.page(caller.organisationId(), page), page, VersionComparison::id, ComparisonView::of);
    }

    public ComparisonView get(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        return comparisons
                .byPublicId(caller.organisationId(), id)
                .map(ComparisonView::of)
                .orElseThrow(() -> new Refusal.NotFound("comparison", id.toString()));
    }

    /** Those that a version took part in, oldest first. */
    public List<ComparisonView> of(Caller caller, VersionRef version, int most) {
        caller.require(Role.VIEWER);
        return comparisons.of(caller.organisationId(), version, most).stream()
                .map(ComparisonView::of)
                .toList();
    }

    /** The newest of two versions on the rows that did not fail. */
    public Optional<ComparisonView> newest(Caller caller, VersionRef champion, VersionRef candidate, UUID snapshot) {
        caller.require(Role.VIEWER);
        return comparisons
                .newest(caller.organisationId(), champion, candidate, snapshot)
                .map(ComparisonView::of);
    }
}
