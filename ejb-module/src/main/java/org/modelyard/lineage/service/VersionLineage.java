package org.modelyard.lineage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.lineage.model.LineageDirection;
import org.modelyard.lineage.model.LineageNode;
import org.modelyard.lineage.model.LineageStep;
import org.modelyard.lineage.model.NodeKind;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.service.VersionKin;
import org.modelyard.run.service.Runs;
import org.modelyard.training.service.TrainingJobs;

/** From jobs and runs to versions, from a version to those after it and to its exports, and back. */
@ApplicationScoped
public class VersionLineage implements LineageSource {

    private static final String MADE = "made";
    private static final String REGISTERED = "was registered as";
    private static final String FOLLOWED = "was followed by";
    private static final String CHANGED = "was changed into";
    private static final String WENT_ON = "was trained on as";

    @Inject
    private VersionKin versions;

    @Inject
    private TrainingJobs jobs;

    @Inject
    private Runs runs;

    @Override
    public List<LineageStep> next(Caller caller, LineageNode node, LineageDirection direction, int most) {
        boolean up = direction == LineageDirection.UP;
        if (node.kind() == NodeKind.VERSION) {
            return versions.find(caller, model(node), number(node))
                    .map(version -> up ? forebears(caller, version) : offspring(caller, version, most))
                    .orElse(List.of());
        }
        if (node.kind() == NodeKind.TRAINING_JOB && !up) {
            return versions.ofJob(caller, UUID.fromString(node.id())).stream()
                    .map(version -> new LineageStep(Nodes.of(version), MADE))
                    .toList();
        }
        return node.kind() == NodeKind.RUN && !up
                ? versions.ofRun(caller, UUID.fromString(node.id())).stream()
                        .map(version -> new LineageStep(Nodes.of(version), REGISTERED))
                        .toList()
                : List.of();
    }

    private List<LineageStep> forebears(Caller caller, VersionKin.Kin version) {
        List<LineageStep> steps = new ArrayList<>();
        Lineage lineage = version.lineage();
        if (lineage.trainingJob() != null && made(caller, lineage.trainingJob(), version)) {
            steps.add(new LineageStep(Nodes.of(jobs.get(caller, UUID.fromString(lineage.trainingJob()))), MADE));
        }
        if (lineage.run() != null) {
            runs.find(caller, UUID.fromString(lineage.run()))
                    .ifPresent(run -> steps.add(new LineageStep(Nodes.of(run), REGISTERED)));
        }
        if (lineage.startedFrom() != null) {
            versions.find(caller, version.model(), lineage.startedFrom())
                    .ifPresent(from -> steps.add(new LineageStep(Nodes.of(from), WENT_ON)));
        }
        if (lineage.parent() != null && !lineage.parent().equals(lineage.startedFrom())) {
            versions.find(caller, version.model(), lineage.parent())
                    .ifPresent(parent -> steps.add(new LineageStep(Nodes.of(parent), after(version))));
        }
        return steps;
    }

    private static String after(VersionKin.Kin child) {
        return child.lineage().change() == null ? FOLLOWED : CHANGED;
    }

    /** A version that was derived from another has the other's lineage, and its job with it, which did not make it. */
    private boolean made(Caller caller, String job, VersionKin.Kin version) {
        return versions.ofJob(caller, UUID.fromString(job))
                .filter(made -> made.id() == version.id())
                .isPresent();
    }

    private List<LineageStep> offspring(Caller caller, VersionKin.Kin version, int most) {
        List<LineageStep> steps = new ArrayList<>();
        versions.goingOn(caller, version.model(), version.version(), most)
                .forEach(child -> steps.add(new LineageStep(Nodes.of(child), WENT_ON)));
        versions.following(caller, version.model(), version.version(), most).stream()
                .filter(child -> !version.version().equals(child.lineage().startedFrom()))
                .forEach(child -> steps.add(new LineageStep(Nodes.of(child), after(child))));
        version.artifacts().stream()
                .filter(artifact -> ArtifactKind.exported(artifact.kind()).isPresent())
                .forEach(artifact -> steps.add(new LineageStep(Nodes.export(version, artifact), "was exported as")));
        return steps;
    }

    static String model(LineageNode version) {
        return version.id().substring(0, version.id().indexOf(':'));
    }

    static String number(LineageNode version) {
        return version.id().substring(version.id().indexOf(':') + 1);
    }
}
