package org.modelyard.upkeep.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.modelyard.registry.store.ListedArtifact;
import org.modelyard.training.process.Checkpoints;
import org.modelyard.upkeep.entity.Removals;
import org.modelyard.upkeep.model.Finding;
import org.modelyard.upkeep.model.UpkeepReport;
import org.modelyard.upkeep.model.VersionFacts;

/**
 * What a clean-up takes away, in the order in which it does.
 *
 * @param deletedBefore models and versions deleted before this go
 * @param filesBefore files put before this go
 * @param notes what is left alone and why
 */
record CleanUpPlan(
        Instant deletedBefore,
        Instant filesBefore,
        List<VersionFacts> drafts,
        List<VersionFacts> versions,
        List<Removals.DeletedModel> models,
        List<Removals.OldSnapshot> snapshots,
        List<Checkpoints.Kept> checkpoints,
        List<ListedArtifact> files,
        List<String> notes) {

    UpkeepReport report() {
        List<Finding> all = new ArrayList<>();
        drafts.forEach(version -> all.add(new Finding(
                Finding.Kind.DRAFT, version.name(), 0, version.stage() + " since " + version.createdAt() + ".")));
        versions.forEach(version -> all.add(
                new Finding(Finding.Kind.VERSION, version.name(), 0, "Deleted at " + version.goneSince() + ".")));
        models.forEach(model -> all.add(
                new Finding(Finding.Kind.MODEL, model.name(), 0, "Deleted, and none of its versions is left.")));
        snapshots.forEach(snapshot -> all.add(new Finding(
                Finding.Kind.SNAPSHOT,
                snapshot.publicId().toString(),
                0,
                "Of " + snapshot.dataset() + "; nothing refers to it.")));
        checkpoints.forEach(kept -> all.add(
                new Finding(Finding.Kind.CHECKPOINT, kept.job().toString(), kept.bytes(), "Its training job ended.")));
        files.forEach(file -> all.add(new Finding(
                Finding.Kind.FILE, file.sha256(), file.bytes(), "Put at " + file.putAt() + "; no row names it.")));
        return UpkeepReport.of(all, notes);
    }
}
