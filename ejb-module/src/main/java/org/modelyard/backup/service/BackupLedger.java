package org.modelyard.backup.service;

import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.modelyard.access.model.Caller;
import org.modelyard.audit.service.Audit;
import org.modelyard.backup.entity.Backup;
import org.modelyard.backup.entity.StoredBackups;
import org.modelyard.backup.model.BackupManifest;
import org.modelyard.backup.model.WrittenArchive;
import org.modelyard.batch.entity.QueuedWorks;
import org.modelyard.batch.model.WorkState;
import org.modelyard.batch.service.WorkLedger;
import org.modelyard.platform.service.Node;
import org.modelyard.platform.settings.BackupSettings;

/** The server's own steps with backups, each in a transaction of its own. */
@Stateless
@LocalBean
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class BackupLedger extends WorkLedger<Backup> {

    private static final int LOOKED_AT = 10_000;

    @Inject
    private StoredBackups backups;

    @Inject
    private Node node;

    @Inject
    private Backups removal;

    @Inject
    private BackupFiles files;

    @Inject
    private Audit audit;

    @Inject
    private BackupSettings settings;

    @Inject
    private Clock clock;

    @Override
    protected QueuedWorks<Backup> works() {
        return backups;
    }

    @Override
    protected String called() {
        return "backup";
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    /** From this commit on no file of the store is cleaned up. Empty when it is complete already. */
    public Optional<BackupView> begin(UUID id, long execution) {
        Backup backup = changing(id);
        return backup.run(execution, now()) ? Optional.of(BackupView.of(backup)) : Optional.empty();
    }

    public void complete(UUID id, WrittenArchive archive, BackupManifest manifest) {
        Backup backup = changing(id);
        backup.complete(node.id(), BackupFiles.name(id, backup.createdAt()), archive, manifest, now());
        audit.done(
                Caller.server(backup.organisationId()),
                "backup.complete",
                "backup/" + id,
                archive.bytes() + " bytes, SHA-256 " + archive.sha256());
    }

    public BackupView get(UUID id) {
        return BackupView.of(changing(id));
    }

    public void verified(UUID id) {
        changing(id).verified(now());
    }

    public void damaged(UUID id, String how) {
        changing(id).damaged(how, now());
    }

    /** Whether files of the artifact store must stay, though no row names them any more: a backup may still read them. */
    public boolean holdsFiles() {
        return !backups.open().isEmpty();
    }

    /** Whether the timer is to ask for another. */
    public boolean due() {
        return backups.latest()
                .filter(last -> last.isAfter(now().minus(settings.every())))
                .isEmpty();
    }

    /** Backups that are this node's to keep and have had their time, and failed ones as old; each is to be {@linkplain #forget forgotten} by itself. */
    public List<UUID> old() {
        List<BackupView> ended =
                backups.ended(LOOKED_AT).stream().map(BackupView::of).toList();
        return beyond(ended, settings.keep(), now().minus(settings.retention()), files::isHere, files::isThere).stream()
                .map(BackupView::id)
                .toList();
    }

    /**
     * Those of which as many newer ones are whole as are to be kept, and that are older than the retention. One that is damaged, or whose archive
     * is gone from the disk, does not count as whole.
     *
     * @param ended newest first
     * @param here whether its archive is, or was, on this node's disk: others are left alone
     * @param there whether it still is
     */
    static List<BackupView> beyond(
            List<BackupView> ended, int keep, Instant before, Predicate<BackupView> here, Predicate<BackupView> there) {
        List<BackupView> old = new ArrayList<>();
        int whole = 0;
        for (BackupView backup : ended) {
            boolean goes = backup.state() == WorkState.FAILED
                    || (here.test(backup) && (backup.damage() != null || !there.test(backup) || ++whole > keep));
            if (goes && backup.createdAt().isBefore(before)) {
                old.add(backup);
            }
        }
        return old;
    }

    /**
     * Its row and its file, in a transaction of its own: where one file cannot be deleted, the rows of others are not kept by that. Nothing where another
     * node, which shares the directory, was quicker.
     */
    public void forget(UUID id) {
        backups.locked(id).ifPresent(backup -> removal.remove(Caller.server(backup.organisationId()), backup));
    }
}
