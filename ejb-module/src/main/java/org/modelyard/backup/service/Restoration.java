package org.modelyard.backup.service;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.modelyard.backup.entity.EmptyDatabase;
import org.modelyard.backup.entity.RestoreMark;
import org.modelyard.backup.model.ArchiveReader;
import org.modelyard.backup.model.BackupManifest;
import org.modelyard.backup.model.BrokenArchive;
import org.modelyard.platform.service.DatabaseFound;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.registry.store.ListedArtifact;

/**
 * One restore. Everything is verified before anything is written; marks in database and home see to it that what was cut
 * off half-way serves nobody and can be begun again.
 */
final class Restoration {

    private static final System.Logger LOG = System.getLogger(Restoration.class.getName());

    private final Connection connection;
    private final RestoredHome home;
    private final ArtifactStore store;

    Restoration(Connection connection, RestoredHome home, ArtifactStore store) {
        this.connection = connection;
        this.home = home;
        this.store = store;
    }

    /**
     * @param archive its path, or empty: then it is only made sure that no restore was cut off here
     * @throws NotRestored when the server must not start
     */
    void at(DatabaseFound found, String archive) throws SQLException, IOException {
        Optional<String> begun = RestoreMark.read(connection);
        if (!archive.isEmpty()) {
            restore(found, Path.of(archive), begun.isPresent());
        } else if (begun.isPresent()) {
            throw new NotRestored(
                    "a restore into this database was cut off. Start again with modelyard.restore set to the"
                            + " archive whose manifest has the SHA-256 " + begun.get() + ".");
        }
    }

    private void restore(DatabaseFound found, Path file, boolean again) throws SQLException, IOException {
        try (ArchiveReader archive = ArchiveReader.open(file)) {
            EmptyDatabase database = new EmptyDatabase(connection);
            if (again && home.holds(archive.manifestSha256())) { // cut off behind its last file
                home.end(archive.manifestSha256());
                database.unmark();
                return;
            }
            if (!again && home.holds(archive.manifestSha256()) && !database.isEmpty()) {
                LOG.log(Level.INFO, "home holds what {0} was restored to; it is not looked at again", file);
                return;
            }
            if (!again && !database.isEmpty()) {
                throw new NotRestored("the database is not empty, and a restore replaces nothing.");
            }
            if (!home.isEmpty(again)) {
                throw new NotRestored(
                        again
                                ? "the database waits for a restore that was begun from another home than " + home + "."
                                : "there are files in " + home + ", and a restore replaces nothing.");
            }
            if (!again && holdsFiles()) {
                throw new NotRestored("the artifact store is not empty: another server's files may lie there, which a"
                        + " clean-up of this one would take for nobody's. Name an empty bucket or prefix.");
            }
            String target = target(archive.manifest(), found.known());
            LOG.log(Level.INFO, "verifying {0}", file);
            archive.verify();
            fill(found, archive, database, target, again);
            tell(archive.manifest(), file);
        } catch (BrokenArchive e) {
            throw new NotRestored(e.getMessage() + " (" + file + ")");
        } catch (NoSuchFileException e) {
            throw new NotRestored("there is no file " + file + ".");
        }
    }

    private boolean holdsFiles() {
        try (Stream<ListedArtifact> files = store.list()) {
            return files.findAny().isPresent();
        }
    }

    private void fill(DatabaseFound found, ArchiveReader archive, EmptyDatabase database, String target, boolean again)
            throws SQLException, IOException {
        home.begin(archive.manifestSha256());
        if (again) {
            database.clear();
        } else {
            database.mark(archive.manifestSha256());
        }
        found.migrateTo(target);
        database.fill(archive);
        archive.artifacts((sha256, in) -> {
            if (!store.put(in).sha256().equals(sha256)) {
                throw new BrokenArchive("the file " + sha256 + " changed while it was restored");
            }
        });
        database.tell("a backup of " + archive.manifest().createdAt() + ", manifest " + archive.manifestSha256());
        home.end(archive.manifestSha256());
        database.unmark();
    }

    /** @return the last of the archive's migrations */
    private static String target(BackupManifest manifest, Set<String> known) {
        for (String version : manifest.migrations()) {
            if (!known.contains(version)) {
                throw new NotRestored("the archive was written by a newer server (" + manifest.product()
                        + ") whose tables have the version " + version + ", which this one does not know.");
            }
        }
        return manifest.migrations().stream()
                .max(Comparator.comparing(MigrationVersion::fromVersion))
                .orElseThrow(() -> new BrokenArchive("it tells of no version of the tables"));
    }

    private static void tell(BackupManifest manifest, Path file) {
        LOG.log(
                Level.INFO,
                "restored {0} of {1}: {2} rows and {3} files",
                file,
                manifest.createdAt(),
                manifest.rows(),
                manifest.artifacts().count());
    }
}
