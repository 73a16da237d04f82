package org.modelyard.serving.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.Configuration;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.Servable;
import org.modelyard.registry.service.Servables;
import org.modelyard.registry.store.ArtifactMismatch;
import org.modelyard.serving.model.DeploymentCare;
import org.modelyard.serving.model.DeploymentState;

/** Routing and activation as they are, on deployments, versions and artifacts in memory. */
final class ServingFloor {

    static final long ORGANISATION = 1;
    static final String MODEL = "income";
    static final Signature SIGNATURE = new Signature(
            Task.CLASSIFICATION,
            List.of(new Signature.Input(new FeatureSpec("age", FeatureType.NUMERIC), true)),
            List.of("no", "yes"));

    final Rows rows = new Rows();
    final Store store = new Store();
    final Versions versions = new Versions();
    final RunningFloor experiments = new RunningFloor();
    final LoadedModels models = Wired.with(
            new LoadedModels(), store, Configuration.read(key -> null).serving());
    final DeploymentRooms rooms = new DeploymentRooms();
    final ModelTrial trial = Wired.with(new ModelTrial(), models);
    final NodesFloor nodes = new NodesFloor();
    final DeploymentLoads loads = Wired.with(new DeploymentLoads(), rows, models, nodes);
    final VariantLoads variants = Wired.with(new VariantLoads(), models, experiments, nodes);
    final RoutingTable table =
            Wired.with(new RoutingTable(), rows, rooms, models, loads, variants, versions, experiments);
    final RollbackTrial returning = Wired.with(new RollbackTrial(), trial, loads, rows);
    final Returning rollbacks = new Returning(rows);
    final DeploymentActivation activation =
            Wired.with(new DeploymentActivation(), rows, rollbacks, trial, returning, table, Wired.inline());

    /** The deployment table. */
    static final class Rows extends DeploymentSteps {
        final Map<Long, Step> steps = new TreeMap<>();
        final Map<Long, DeploymentState> states = new HashMap<>();
        final Map<Long, String> problems = new HashMap<>();
        final List<String> alerts = new ArrayList<>();
        /** What the deployments ask for their versions; the usual where nothing is said. */
        final Map<Long, DeploymentCare> cares = new HashMap<>();

        /** Those that were asked for to bring back what served before. */
        final Set<Long> back = new HashSet<>();

        boolean frozen;

        void add(long id, String environment, long versionId, DeploymentState state) {
            put(id, environment, versionId, state, 0, false);
        }

        /** What a deployment that is there asks for its version. */
        void bind(long id, DeploymentCare care) {
            cares.put(id, care);
            Step step = java.util.Objects.requireNonNull(steps.get(id));
            put(
                    id,
                    step.environment(),
                    step.versionId(),
                    java.util.Objects.requireNonNull(states.get(id)),
                    step.buckets(),
                    step.shadow());
        }

        /** @param buckets its share */
        void rollOut(long id, String environment, long versionId, int buckets, boolean shadow) {
            put(id, environment, versionId, DeploymentState.ROLLING_OUT, buckets, shadow);
        }

        private void put(
                long id, String environment, long versionId, DeploymentState state, int buckets, boolean shadow) {
            steps.put(
                    id,
                    new Step(
                            id,
                            ORGANISATION,
                            3,
                            MODEL,
                            7,
                            environment,
                            versionId,
                            "salt-" + id,
                            cares.getOrDefault(id, DeploymentCare.USUAL),
                            state,
                            buckets,
                            shadow));
            states.put(id, state);
        }

        @Override
        public List<Step> inService() {
            return steps.values().stream()
                    .filter(step -> DeploymentState.IN_SERVICE.contains(states.get(step.id())) || returns(step))
                    .map(step -> new Step(
                            step.id(),
                            step.organisationId(),
                            step.modelId(),
                            step.model(),
                            step.environmentId(),
                            step.environment(),
                            step.versionId(),
                            step.salt(),
                            step.care(),
                            java.util.Objects.requireNonNull(states.get(step.id())),
                            step.buckets(),
                            step.shadow()))
                    .toList();
        }

        @Override
        public List<Step> in(DeploymentState state) {
            return steps.values().stream()
                    .filter(step -> states.get(step.id()) == state)
                    .toList();
        }

        boolean returns(Step step) {
            return back.contains(step.id()) && states.get(step.id()) == DeploymentState.PENDING;
        }

        @Override
        public boolean serves(long organisationId, String model, String environment) {
            return inService().stream()
                    .filter(step -> step.state() != DeploymentState.ROLLING_OUT)
                    .anyMatch(step -> step.organisationId() == organisationId
                            && step.model().equals(model)
                            && step.environment().equals(environment));
        }

        @Override
        public boolean kept(Step step) {
            return frozen;
        }

        boolean activate(long id) {
            return activate(java.util.Objects.requireNonNull(steps.get(id)));
        }

        @Override
        public boolean activate(Step activated) {
            steps.values().stream()
                    .filter(step -> states.get(step.id()) == DeploymentState.ACTIVE)
                    .forEach(step -> states.put(step.id(), DeploymentState.SUPERSEDED));
            states.put(activated.id(), DeploymentState.ACTIVE);
            return true;
        }

        @Override
        public void fail(Step failed, String alert, String reason) {
            alerts.add(alert);
            fail(failed, reason);
        }

        @Override
        public void damaged(Step damaged, String reason) {
            alerts.add("SERVES_FROM_MEMORY");
            problems.put(damaged.id(), reason);
        }

        @Override
        public void lacking(Step step, String node, String reason) {
            alerts.add("NODE_LACKS_MODEL on " + node);
        }

        @Override
        public void fail(Step failed, String reason) {
            states.put(failed.id(), DeploymentState.FAILED);
            problems.put(failed.id(), reason);
        }
    }

    /** The artifact store: a version answers "yes" with the probability it was put in with. */
    static final class Store extends Servables {
        final Map<Long, Function<InputRow, Scores>> scorers = new HashMap<>();
        final Map<Long, Scores> beside = new HashMap<>();
        /** Those that do more than answer. */
        final Map<Long, Scorer> whole = new HashMap<>();

        final Map<Long, RuntimeException> faults = new HashMap<>();
        /** What others do while a version is loaded. */
        final Map<Long, Runnable> meanwhile = new HashMap<>();

        final List<Long> loads = new ArrayList<>();

        @Override
        public void verify(long versionId) {
            RuntimeException fault = faults.get(versionId);
            if (fault != null) {
                throw fault;
            }
        }

        void put(long versionId, double yes) {
            scorers.put(
                    versionId,
                    row -> new Scores.Labelled(SIGNATURE.labels(), new double[] {1 - yes, yes}, yes > 0.5 ? 1 : 0));
        }

        /** It answers hours as well. */
        void putHours(long versionId, double hours) {
            beside.put(versionId, new Scores.Valued(hours));
        }

        /** Its bytes are not those that were registered. */
        void corrupt(long versionId) {
            ArtifactMismatch mismatch = new ArtifactMismatch("ab12", "cd34");
            Refusal.Conflict damaged = new Refusal.Conflict(MODEL + " cannot be loaded: " + mismatch.getMessage());
            damaged.initCause(mismatch);
            faults.put(versionId, damaged);
        }

        @Override
        public Servable load(long versionId) {
            loads.add(versionId);
            meanwhile.getOrDefault(versionId, () -> {}).run();
            RuntimeException fault = faults.get(versionId);
            if (fault != null) {
                throw fault;
            }
            Function<InputRow, Scores> scores = scorers.get(versionId);
            Scorer own = whole.get(versionId);
            if (scores == null) {
                throw new Refusal.NotFound("model version", Long.toString(versionId));
            }
            Scorer given = own != null ? own : new GivenScorer(scores, beside.get(versionId));
            return new Servable(versionId, 3, MODEL, number(versionId), given, given.signature(), null, null);
        }
    }

    /** The registry: version n is 1.n.0. */
    static final class Versions extends Registry {
        final Map<String, Long> ids = new HashMap<>();
        final List<String> asked = new ArrayList<>();
        Stage stage = Stage.READY;

        @Override
        public ModelVersionView resolve(Caller caller, String model, String wish) {
            asked.add(wish);
            Long id = ids.get(wish);
            if (id == null || !model.equals(MODEL) || caller.organisationId() != ORGANISATION) {
                throw new Refusal.NotFound("version of " + model, wish);
            }
            return view(id, stage);
        }
    }

    private static ModelVersionView view(long id, Stage stage) {
        return new ModelVersionView(
                id,
                3,
                MODEL,
                number(id),
                Task.CLASSIFICATION,
                stage,
                SIGNATURE.labels(),
                List.of(),
                new SignatureDocument(Task.CLASSIFICATION, List.of(), SIGNATURE.labels()),
                Map.of(),
                true,
                List.of(),
                new Lineage("d", "s", "00", "j", null, "code", Map.of(), 42, 0.2, 100, "17"),
                List.of(),
                List.of(),
                Instant.EPOCH,
                ModelVersionView.Said.NOTHING);
    }

    static String number(long versionId) {
        return "1." + versionId + ".0";
    }
}
