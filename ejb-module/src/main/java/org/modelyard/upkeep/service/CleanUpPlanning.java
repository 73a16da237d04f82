package org.modelyard.upkeep.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.modelyard.backup.service.NamedFiles;
import org.modelyard.backup.service.ServerKeeper;
import org.modelyard.platform.settings.UpkeepSettings;
import org.modelyard.registry.entity.StoredReferences;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.registry.store.ListedArtifact;
import org.modelyard.training.process.Checkpoints;
import org.modelyard.upkeep.entity.Removals;
import org.modelyard.upkeep.entity.VersionFactsReading;
import org.modelyard.upkeep.model.UpkeepPolicy;
import org.modelyard.upkeep.model.VersionFacts;

/** Finds what a clean-up takes away: the same for a dry run and for a real one. Changes nothing. */
@ApplicationScoped
public class CleanUpPlanning {

    @Inject
    private UpkeepSettings settings;

    @Inject
    private NamedFiles named;

    @Inject
    private ArtifactStore store;

    @Inject
    private Checkpoints checkpoints;

    @Inject
    private ServerKeeper keeper;

    @Inject
    private Clock clock;

    @Resource(lookup = "java:global/modelyard/application")
    private DataSource database;

    CleanUpPlan plan(long organisation, boolean snapshots) throws SQLException {
        Instant now = clock.instant();
        Instant deletedBefore = now.minus(settings.deleted());
        List<String> notes = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            Removals removals = new Removals(connection, organisation);
            VersionFactsReading reading = new VersionFactsReading(connection, organisation);
            List<VersionFacts> all = reading.read();
            List<VersionFacts> removable = new ArrayList<>();
            Set<Long> stay = new HashSet<>();
            for (VersionFacts version : UpkeepPolicy.removable(all, deletedBefore)) {
                boolean stays = removals.stays(version.id());
                if (stays) {
                    stay.add(version.id());
                }
                if (!stays || !version.cleaned()) { // of a row that must stay, nothing is left to take
                    removable.add(version);
                }
            }
            List<VersionFacts> drafts =
                    settings.drafts().isZero() ? List.of() : UpkeepPolicy.drafts(all, now.minus(settings.drafts()));
            List<Removals.OldSnapshot> unnamed =
                    snapshots ? removals.snapshots(now.minus(settings.grace()), reading.snapshots()) : List.of();
            boolean keepsFiles = organisation == keeper.organisation();
            Instant filesBefore = filesBefore(connection, now, notes);
            return new CleanUpPlan(
                    deletedBefore,
                    filesBefore,
                    drafts,
                    removable,
                    models(removals, deletedBefore, all, removable, stay),
                    unnamed,
                    keepsFiles ? checkpoints(connection, now) : List.of(),
                    keepsFiles ? files(connection, removals, removable, unnamed, filesBefore) : List.of(),
                    notes);
        }
    }

    private static List<Removals.DeletedModel> models(
            Removals removals,
            Instant deletedBefore,
            List<VersionFacts> all,
            List<VersionFacts> removable,
            Set<Long> stay)
            throws SQLException {
        Set<Long> going = removable.stream()
                .map(VersionFacts::id)
                .filter(id -> !stay.contains(id))
                .collect(Collectors.toSet());
        Set<Long> inhabited = all.stream()
                .filter(version -> !going.contains(version.id()))
                .map(VersionFacts::modelId)
                .collect(Collectors.toSet());
        return removals.models(deletedBefore).stream()
                .filter(model -> !inhabited.contains(model.id()))
                .toList();
    }

    /** A file may belong to work whose row comes later: nothing goes that is younger than the oldest work under way. */
    private Instant filesBefore(Connection connection, Instant now, List<String> notes) throws SQLException {
        Instant grace = now.minus(settings.grace());
        Instant oldest = Removals.oldestWork(connection);
        if (oldest == null || oldest.isAfter(grace)) {
            return grace;
        }
        notes.add("Files put since " + oldest + " are left alone: work that began then is not done.");
        return oldest;
    }

    private List<Checkpoints.Kept> checkpoints(Connection connection, Instant now) throws SQLException {
        List<Checkpoints.Kept> all = checkpoints.all();
        Set<java.util.UUID> ended = new HashSet<>(Removals.endedJobs(
                connection, all.stream().map(Checkpoints.Kept::job).toList(), now.minus(settings.checkpoints())));
        return all.stream().filter(kept -> ended.contains(kept.job())).toList();
    }

    private List<ListedArtifact> files(
            Connection connection,
            Removals removals,
            List<VersionFacts> versions,
            List<Removals.OldSnapshot> snapshots,
            Instant before)
            throws SQLException {
        List<Long> ids = versions.stream().map(VersionFacts::id).toList();
        Set<Long> goingVersions = Set.copyOf(ids);
        Set<Long> goingJobs = removals.jobsOf(ids);
        Set<Long> goingSnapshots =
                snapshots.stream().map(Removals.OldSnapshot::id).collect(Collectors.toSet());
        Set<String> living = living(connection, (reference, owner) -> switch (reference.table()) {
            case "artifact", "model_version" -> !goingVersions.contains(owner);
            case "training_job" -> !goingJobs.contains(owner);
            case "snapshot" -> !goingSnapshots.contains(owner);
            default -> true;
        });
        try (Stream<ListedArtifact> all = store.list()) {
            return all.filter(file -> file.putAt().isBefore(before) && !living.contains(file.sha256()))
                    .toList();
        }
    }

    /** Addresses that rows name, as of now. */
    Set<String> living() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return living(connection, (reference, owner) -> true);
        }
    }

    private Set<String> living(Connection connection, StoredReferences.Counted counted) throws SQLException {
        Set<String> living = new HashSet<>();
        named.all(connection, counted, living::add);
        return living;
    }
}
