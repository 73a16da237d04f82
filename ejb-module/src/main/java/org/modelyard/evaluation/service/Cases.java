package org.modelyard.evaluation.service;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.dataset.service.SnapshotExamples;
import org.modelyard.ml.advice.SimilarCases;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.SoftlyKept;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.ReadingTurns;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.VersionScorers;

/** Cases that are like a new one, with their sources, among the examples that a version keeps. A few versions' stay in memory while it lasts. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Cases {

    private static final int KEPT = 4;

    @Inject
    private Registry registry;

    @Inject
    private VersionScorers scorers;

    @Inject
    private SnapshotExamples examples;

    @Inject
    private ReadingTurns reading;

    private final SoftlyKept<Long, Loaded> loaded = new SoftlyKept<>(KEPT);

    private record Loaded(Scorer scorer, SimilarCases cases) {}

    /**
     * What is like a row.
     *
     * @param label that the version answers; null for a number
     * @param score the label's probability, or the number
     */
    public record Suggested(@Nullable String label, double score, List<SimilarCase> cases) {}

    /**
     * A case.
     *
     * @param id of the example
     * @param score compares the cases of one answer
     * @param terms that both share and that count most
     */
    public record SimilarCase(
            UUID id,
            String dataset,
            double score,
            List<String> terms,
            Map<String, @Nullable Object> features,
            @Nullable String label,
            @Nullable Double value) {}

    /**
     * @param k how many cases at the most
     * @throws Refusal.Conflict when the version keeps no cases
     * @throws Refusal.Unavailable when others load theirs for as long as anybody waits
     */
    public Suggested similar(Caller caller, String model, String wish, Map<String, Object> inputs, int k) {
        caller.require(Role.REVIEWER);
        caller.requireModel(model);
        ModelVersionView version = registry.resolve(caller, model, wish);
        Loaded known = reading.keptOr(loaded, version.id(), () -> load(caller, version));
        InputRow row = InputRows.read(known.scorer(), "inputs", inputs);
        Scores answer = known.scorer().score(row);
        return new Suggested(
                answer instanceof Scores.Labelled labelled ? labelled.label() : null,
                answer instanceof Scores.Labelled labelled ? labelled.score() : ((Scores.Valued) answer).value(),
                cases(caller, version, known.cases().nearest(row, k)));
    }

    private Loaded load(Caller caller, ModelVersionView version) {
        if (version.artifacts().stream().noneMatch(one -> one.kind().equals(ArtifactKind.CASES))) {
            throw new Refusal.Conflict(version.model() + " " + version.version()
                    + " keeps no cases: train it with the recipe 'suggestion'.");
        }
        return new Loaded(
                scorers.of(caller, version),
                SimilarCases.fromBytes(
                        registry.artifact(caller, version.model(), version.version(), ArtifactKind.CASES)));
    }

    private List<SimilarCase> cases(Caller caller, ModelVersionView version, List<SimilarCases.Similar> nearest) {
        String dataset = String.valueOf(version.lineage().dataset());
        UUID snapshot = UUID.fromString(String.valueOf(version.lineage().snapshot()));
        List<UUID> ids = nearest.stream().map(one -> UUID.fromString(one.id())).toList();
        List<SnapshotExamples.SnapshotExample> read = examples.read(caller.organisationId(), dataset, snapshot, ids);
        List<SimilarCase> cases = new ArrayList<>();
        for (int i = 0; i < nearest.size(); i++) {
            SnapshotExamples.SnapshotExample example = read.get(i);
            cases.add(new SimilarCase(
                    example.id(),
                    dataset,
                    nearest.get(i).score(),
                    nearest.get(i).terms(),
                    example.features(),
                    example.label(),
                    example.value()));
        }
        return cases;
    }
}
