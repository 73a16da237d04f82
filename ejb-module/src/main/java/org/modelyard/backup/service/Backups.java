package org.modelyard.backup.service;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.audit.service.Audit;
import org.modelyard.backup.entity.Backup;
import org.modelyard.backup.entity.StoredBackups;
import org.modelyard.backup.model.ArchiveWriter;
import org.modelyard.batch.model.WorkState;
import org.modelyard.batch.service.LivingNodes;
import org.modelyard.batch.service.WorkQueue;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;

/** Backups of the whole server, for who keeps it. They are made by the batch job {@code backup}. */
@Stateless
public class Backups {

    @Inject
    private StoredBackups backups;

    @Inject
    private ServerKeeper keeper;

    @Inject
    private BackupFiles files;

    @Inject
    private LivingNodes nodes;

    @Inject
    private Audit audit;

    @Inject
    private Event<BackupQueued> queued;

    @Inject
    private Clock clock;

    /**
     * QUEUED; its job starts after the commit.
     *
     * @param inferences whether the inference log goes with it
     */
    public BackupView request(Caller caller, boolean inferences) {
        Backup backup = added(caller, inferences);
        queued.fire(new BackupQueued());
        return BackupView.of(backup);
    }

    /** For a job that is being submitted: the backup is claimed for it. */
    public BackupView requestClaimed(Caller caller, boolean inferences) {
        Backup backup = added(caller, inferences);
        backup.claim(clock.instant(), WorkQueue.PATIENCE);
        return BackupView.of(backup);
    }

    private Backup added(Caller caller, boolean inferences) {
        keeper.require(caller);
        Backup backup = Backup.queue(caller.organisationId(), inferences, caller.actor(), clock.instant());
        backups.add(backup);
        audit.done(
                caller,
                "backup.create",
                "backup/" + backup.publicId(),
                inferences ? "with the inference log" : "without the inference log");
        return backup;
    }

    /** Newest first. */
    public Page<BackupView> list(Caller caller, PageRequest page) {
        keeper.require(caller);
        return Page.of(backups.page(caller.organisationId(), page), page, Backup::id, BackupView::of);
    }

    public BackupView get(Caller caller, UUID id) {
        keeper.require(caller);
        return BackupView.of(found(caller, id));
    }

    /** The same, written to the audit: its archive is about to leave the server. */
    public BackupView download(Caller caller, UUID id) {
        BackupView backup = get(caller, id);
        files.require(backup);
        audit.done(caller, "backup.download", "backup/" + id, backup.sha256());
        return backup;
    }

    /**
     * Its row and its file; where the node that made it is gone and its file is not on this one's disk, its row alone.
     *
     * @return the node that is gone, on whose disk the file may be left; empty where it is deleted too
     * @throws Refusal.Conflict while it is made, and for one whose file lies on another node that is at work
     */
    public Optional<String> delete(Caller caller, UUID id) {
        keeper.require(caller);
        Backup backup = found(caller, id);
        if (!backup.ended()) {
            throw new Refusal.Conflict("This backup is " + backup.state() + " and cannot be deleted yet.");
        }
        return remove(caller, backup);
    }

    /** As {@link #delete}, for the timer: what has had its time goes. */
    public Optional<String> remove(Caller caller, Backup backup) {
        BackupView view = BackupView.of(backup);
        String elsewhere = backup.state() != WorkState.COMPLETED || files.isHere(view) ? null : view.node();
        if (elsewhere != null && nodes.isLiving(elsewhere)) {
            throw new Refusal.Conflict(
                    "The archive lies on the node " + elsewhere + ", which is at work: delete the backup there.");
        }
        backups.remove(backup);
        audit.done(
                caller,
                "backup.delete",
                "backup/" + backup.publicId(),
                elsewhere == null
                        ? backup.fileName()
                        : backup.fileName() + " may be left on the disk of the node " + elsewhere + ", which is gone");
        if (elsewhere == null) {
            deleteFiles(view);
        }
        return Optional.ofNullable(elsewhere);
    }

    private void deleteFiles(BackupView view) {
        try {
            Path file = files.path(view);
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ArchiveWriter.UNFINISHED)); // of a killed one
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Backup found(Caller caller, UUID id) {
        return backups.byPublicId(caller.organisationId(), id)
                .orElseThrow(() -> new Refusal.NotFound("backup", id.toString()));
    }
}
