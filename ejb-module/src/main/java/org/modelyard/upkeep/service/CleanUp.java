package org.modelyard.upkeep.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.modelyard.access.model.Caller;
import org.modelyard.backup.service.BackupLedger;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.registry.service.VersionLives;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.registry.store.ListedArtifact;
import org.modelyard.training.process.Checkpoints;
import org.modelyard.upkeep.model.UpkeepReport;
import org.modelyard.upkeep.model.VersionFacts;

/**
 * Takes away what a plan says, rows before files: what was cut off leaves files that no row names, and the next clean-up
 * finds them. Begun again it plans again.
 */
@ApplicationScoped
public class CleanUp {

    @Inject
    private CleanUpPlanning planning;

    @Inject
    private RemovalSteps steps;

    @Inject
    private VersionLives lives;

    @Inject
    private ArtifactStore store;

    @Inject
    private Checkpoints checkpoints;

    @Inject
    private BackupLedger backups;

    UpkeepReport run(UUID id, UpkeepLedger.Begun wish) {
        try {
            CleanUpPlan plan = planning.plan(wish.organisation(), wish.snapshots());
            return (wish.dryRun() ? plan : done(Caller.server(wish.organisation()), plan, id)).report();
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** @return what of the plan was done */
    private CleanUpPlan done(Caller caller, CleanUpPlan plan, UUID id) throws SQLException {
        List<String> notes = new ArrayList<>(plan.notes());
        CleanUpPlan done = new CleanUpPlan(
                plan.deletedBefore(),
                plan.filesBefore(),
                kept(plan.drafts(), version -> deleted(caller, version)),
                kept(plan.versions(), version -> steps.version(caller, version, plan.deletedBefore())),
                kept(plan.models(), model -> steps.model(caller, model, plan.deletedBefore())),
                kept(plan.snapshots(), snapshot -> steps.snapshot(caller, snapshot)),
                kept(plan.checkpoints(), kept -> {
                    checkpoints.delete(kept.job());
                    return true;
                }),
                files(plan, notes),
                notes);
        if (!done.files().isEmpty() || !done.checkpoints().isEmpty()) {
            long bytes = done.files().stream().mapToLong(ListedArtifact::bytes).sum()
                    + done.checkpoints().stream()
                            .mapToLong(Checkpoints.Kept::bytes)
                            .sum();
            steps.files(
                    caller,
                    "upkeep/" + id,
                    done.files().size(),
                    done.checkpoints().size(),
                    bytes);
        }
        return done;
    }

    /** Those that no row names by now either, while no backup may still read them. */
    private List<ListedArtifact> files(CleanUpPlan plan, List<String> notes) throws SQLException {
        if (plan.files().isEmpty()) {
            return List.of();
        }
        Set<String> living = planning.living();
        List<ListedArtifact> gone = new ArrayList<>();
        for (ListedArtifact file : plan.files()) {
            if (backups.holdsFiles()) {
                notes.add("Files are left alone while a backup is made: the next clean-up takes them.");
                break;
            }
            if (!living.contains(file.sha256()) && store.deletePutBefore(file.sha256(), plan.filesBefore())) {
                steps.blocks(file.sha256());
                gone.add(file);
            }
        }
        return gone;
    }

    /** As a person deletes it; one that came into use meanwhile stays. */
    private boolean deleted(Caller caller, VersionFacts version) {
        try {
            lives.delete(caller, version.model(), version.number(), "a clean-up found that nothing came of it");
            return true;
        } catch (Refusal.Conflict | Refusal.NotFound meanwhile) {
            return false;
        }
    }

    private static <T> List<T> kept(List<T> all, Predicate<T> done) {
        return all.stream().filter(done).toList();
    }
}
