package org.modelyard.lineage.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.dataset.service.Snapshots;
import org.modelyard.evaluation.service.ModelCards;
import org.modelyard.lineage.model.CanonicalJson;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.run.service.Runs;
import org.modelyard.training.service.TrainingJobs;

/** All that is known of a version in one document, for who has to be able to show it later. The same state gives the same bytes. */
@Stateless
public class VersionRecords {

    private static final String SHAPE = "modelyard-version-record/1";

    @Inject
    private Registry registry;

    @Inject
    private ModelCards cards;

    @Inject
    private Snapshots snapshots;

    @Inject
    private TrainingJobs jobs;

    @Inject
    private Runs runs;

    @Inject
    private RecordedUse use;

    @Inject
    private RecordedRules rules;

    /**
     * ADMIN only, since it holds lines of the audit.
     *
     * @param wish as {@link Registry#resolve} takes it
     * @throws Refusal.Conflict when a stored document is damaged
     */
    public CanonicalJson.Sealed of(Caller caller, String model, String wish) {
        caller.require(Role.ADMIN);
        ModelVersionView version = registry.resolve(caller, model, wish);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        List<String> cut = new ArrayList<>();
        document.put("shape", SHAPE);
        document.set("version", CanonicalJson.tree(version));
        document.set(
                "card",
                CanonicalJson.parse(
                        cards.of(caller, version.model(), version.version()).toJson()));
        List<String> subjects = new ArrayList<>(
                List.of("model/" + version.model(), "model/" + version.model() + "/" + version.version()));
        origin(caller, version.lineage(), document, subjects);
        RecordedRules.History history = rules.history(caller, version);
        subjects.addAll(use.write(caller, version, history, new RecordedUse.Part(document, cut)));
        rules.write(caller, version, history, subjects, document, cut);
        document.set("cut", CanonicalJson.tree(cut));
        return CanonicalJson.seal(document);
    }

    /** Rows, job and run; null where there is none here. */
    private void origin(Caller caller, Lineage lineage, ObjectNode document, List<String> subjects) {
        document.putNull("snapshot");
        document.putNull("training");
        document.putNull("run");
        String snapshot = lineage.snapshot();
        if (snapshot != null) {
            document.set("snapshot", CanonicalJson.tree(snapshots.byId(caller, UUID.fromString(snapshot))));
        }
        String job = lineage.trainingJob();
        if (job != null) {
            UUID id = UUID.fromString(job);
            ObjectNode training = (ObjectNode) CanonicalJson.tree(jobs.get(caller, id));
            document.set("training", training.put("yaml", jobs.config(caller, id)));
            subjects.add("training/" + job);
        }
        String run = lineage.run();
        if (run != null) {
            runs.find(caller, UUID.fromString(run)).ifPresent(known -> document.set("run", CanonicalJson.tree(known)));
            subjects.add("run/" + run);
        }
    }
}
