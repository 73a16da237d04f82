package org.modelyard.lineage.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.modelyard.access.model.Caller;
import org.modelyard.evaluation.model.VersionRef;
import org.modelyard.evaluation.service.Comparisons;
import org.modelyard.evaluation.service.Evaluations;
import org.modelyard.experiment.service.ExperimentView;
import org.modelyard.lineage.model.CanonicalJson;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.rollout.service.ModelRollouts;
import org.modelyard.serving.service.DeploymentView;
import org.modelyard.serving.service.ModelDeployments;

/** What was done with a version, for its record. */
@ApplicationScoped
public class RecordedUse {

    private static final int MOST = PageRequest.MAX_LIMIT;

    @Inject
    private Evaluations evaluations;

    @Inject
    private Comparisons comparisons;

    @Inject
    private ModelDeployments deployments;

    @Inject
    private TestedVersions tested;

    @Inject
    private ModelRollouts rollouts;

    @Inject
    private RecordedRules rules;

    /**
     * Writes evaluations, comparisons, deployments, rollouts, experiments and exports into the record.
     *
     * @param cut takes the names of lists of which there is more
     * @return subjects by which the audit knows them
     */
    List<String> write(Caller caller, ModelVersionView version, RecordedRules.History history, Part part) {
        List<String> subjects = new ArrayList<>();
        var asked = evaluations.list(caller, version.model(), version.version(), new PageRequest(MOST, null));
        if (asked.next() != null) {
            part.cut().add("evaluations");
        }
        asked.items().forEach(one -> {
            part.list("evaluations").add(CanonicalJson.tree(one));
            subjects.add("evaluation/" + one.id());
        });
        comparisons
                .of(caller, new VersionRef(version.model(), version.version()), MOST)
                .forEach(one -> {
                    part.list("comparisons").add(CanonicalJson.tree(one));
                    subjects.add("comparison/" + one.id());
                });
        Map<String, RecordedRules.History> places = new HashMap<>();
        for (DeploymentView one : deployments.ofVersion(caller, version.id(), MOST)) {
            ObjectNode deployment = (ObjectNode) CanonicalJson.tree(one);
            deployment.set("policyThen", history.policyAt(one.createdAt()));
            deployment.set(
                    "environmentPolicyThen",
                    places.computeIfAbsent(one.environment(), name -> rules.ofEnvironment(caller, name))
                            .policyAt(one.createdAt()));
            part.list("deployments").add(deployment);
            subjects.add("deployment/" + one.id());
        }
        subjects.addAll(trials(caller, version, part));
        version.artifacts().stream()
                .filter(artifact -> ArtifactKind.exported(artifact.kind()).isPresent())
                .forEach(artifact -> part.list("exports").add(CanonicalJson.tree(artifact)));
        part.mark(MOST);
        return subjects;
    }

    /** Rollouts with what was stored of them: what is known at this moment would make another record of the same state. */
    private List<String> trials(Caller caller, ModelVersionView version, Part part) {
        List<String> subjects = new ArrayList<>();
        for (ModelRollouts.Kept one : rollouts.ofVersion(caller, version.model(), version.version(), MOST)) {
            ObjectNode rollout = (ObjectNode) CanonicalJson.tree(one.rollout());
            rollout.set("events", CanonicalJson.tree(one.events()));
            part.list("rollouts").add(rollout);
            subjects.add("rollout/" + one.rollout().id());
        }
        for (ExperimentView one : tested.experiments(caller, version.model(), version.id(), MOST)) {
            part.list("experiments").add(CanonicalJson.tree(one));
            subjects.add("experiment/" + one.name());
        }
        return subjects;
    }

    /** The record while it is written; every list is there, though it may be empty. */
    record Part(ObjectNode document, List<String> cut) {

        private static final List<String> LISTS =
                List.of("evaluations", "comparisons", "deployments", "rollouts", "experiments", "exports");

        Part {
            LISTS.forEach(name -> document.set(name, JsonNodeFactory.instance.arrayNode()));
        }

        ArrayNode list(String name) {
            return document.withArray("/" + name);
        }

        void mark(int most) {
            LISTS.stream()
                    .filter(name -> list(name).size() >= most && !cut.contains(name))
                    .forEach(cut::add);
        }
    }
}
