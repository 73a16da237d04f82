package org.modelyard.lineage.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.service.Snapshots;
import org.modelyard.lineage.model.CanonicalJson;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.run.service.Runs;
import org.modelyard.training.service.TrainingJobs;

/** What the rows know of a version, put into its record in one transaction: nothing in it waits for anything but the database. */
@Stateless
public class RecordedVersion {

    private static final String SHAPE = "modelyard-version-record/1";

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

    /** @param card of the same version */
    public CanonicalJson.Sealed seal(Caller caller, ModelVersionView version, JsonNode card) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        List<String> cut = new ArrayList<>();
        document.put("shape", SHAPE);
        document.set("version", CanonicalJson.tree(version));
        document.set("card", card);
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
