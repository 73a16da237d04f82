package org.modelyard.evaluation.service;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.model.Task;
import org.modelyard.evaluation.entity.GoldenSet;
import org.modelyard.evaluation.entity.StoredEvaluations;
import org.modelyard.evaluation.entity.StoredGoldenSets;
import org.modelyard.evaluation.entity.VersionEvaluation;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.PromotionPolicy;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.serving.service.Wired;

/** A model with a golden set 'hard', whose version may have been evaluated there and elsewhere. */
final class PolicyFloor {

    static final Caller CALLER = Caller.server(1);
    static final String MODEL = "loans";
    static final UUID HARD = UUID.fromString("01900000-0000-7000-8000-000000000001");
    static final UUID EASY = UUID.fromString("01900000-0000-7000-8000-000000000002");

    @Nullable
    VersionEvaluation onHard;

    @Nullable
    VersionEvaluation onEasy;

    /** On whichever rows, oldest first. */
    final List<VersionEvaluation> later = new ArrayList<>();

    final NamedEvaluations evaluations = Wired.with(new NamedEvaluations(), new Evaluated(), new Fixed());

    static VersionEvaluation evaluation(UUID snapshot, long asked, double accuracy, String fairness) {
        VersionEvaluation evaluation = VersionEvaluation.queue(
                1, new VersionEvaluation.Subject(MODEL, "1.0.0", "d", snapshot), "admin", Instant.EPOCH);
        evaluation.complete(
                new VersionEvaluation.Result(asked, 299, "{\"accuracy\":" + accuracy + "}", fairness, "00"),
                Instant.EPOCH);
        return evaluation;
    }

    static PromotionPolicy policy(@Nullable String golden, Map<String, Map<String, Gate>> fairness) {
        return new PromotionPolicy(
                List.of("production"), null, golden, Map.of("accuracy", Gate.min(0.85)), fairness, 0);
    }

    static ModelVersionView version(List<ModelVersionView.ArtifactView> artifacts) {
        return new ModelVersionView(
                7,
                3,
                MODEL,
                "1.0.0",
                Task.CLASSIFICATION,
                Stage.READY,
                List.of("no", "yes"),
                List.of(),
                new SignatureDocument(Task.CLASSIFICATION, List.of(), List.of("no", "yes")),
                Map.of("accuracy", 0.9),
                true,
                artifacts,
                new Lineage("d", "s", "00", "j", null, "code", Map.of(), 42, 0.2, 100, "17"),
                List.of(),
                List.of(),
                Instant.EPOCH,
                ModelVersionView.Said.NOTHING);
    }

    private final class Evaluated extends StoredEvaluations {

        private Evaluated() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public Optional<VersionEvaluation> completed(long organisationId, String model, String version, UUID snapshot) {
            return Optional.ofNullable(snapshot.equals(HARD) ? onHard : snapshot.equals(EASY) ? onEasy : null);
        }

        @Override
        public List<String> fairness(long organisationId, String model, String version, long rows) {
            return Stream.concat(Stream.of(onHard, onEasy).filter(Objects::nonNull), later.stream())
                    .filter(evaluation -> Objects.requireNonNull(evaluation.asked()) >= rows)
                    .map(evaluation -> Objects.requireNonNull(evaluation.fairness()))
                    .toList();
        }

        @Override
        public Optional<VersionEvaluation> latest(long organisationId, String model, String version) {
            return Optional.ofNullable(onEasy == null ? onHard : onEasy);
        }
    }

    private static final class Fixed extends StoredGoldenSets {

        private Fixed() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public Optional<GoldenSet> byName(long organisationId, String model, String name) {
            return name.equals("hard")
                    ? Optional.of(GoldenSet.fix(
                            new GoldenSet.Subject(organisationId, model, "d", HARD), name, "admin", Instant.EPOCH))
                    : Optional.empty();
        }
    }
}
