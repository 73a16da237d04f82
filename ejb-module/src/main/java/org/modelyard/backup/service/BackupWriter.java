package org.modelyard.backup.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.modelyard.backup.entity.BackupTables;
import org.modelyard.backup.entity.ConsistentRead;
import org.modelyard.backup.model.ArchiveWriter;
import org.modelyard.backup.model.BackupManifest;
import org.modelyard.backup.model.BrokenArchive;
import org.modelyard.backup.model.WrittenArchive;
import org.modelyard.platform.entity.ApplicationDataSource;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.ProductVersion;
import org.modelyard.platform.service.SchemaVersion;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.registry.store.ArtifactMismatch;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.serving.service.InferenceJournal;

/**
 * Writes an archive while the server runs: first all rows as of one moment, then the files that they name, each verified; then reads it again.
 * Holds a connection as long as rows are read. Its memory grows by the addresses of the files, not by their bytes.
 */
@ApplicationScoped
public class BackupWriter {

    @Inject
    private BackupFiles files;

    @Inject
    private NamedFiles named;

    @Inject
    private ArtifactStore store;

    @Inject
    private SchemaVersion schema;

    @Inject
    private InferenceJournal journal;

    @Inject
    private Clock clock;

    record Result(WrittenArchive archive, BackupManifest manifest) {}

    /**
     * @return once all of it was read again
     * @throws Refusal.Conflict when a file that a row names is missing or damaged, and when the disk does not give back what was written: then there is no
     *     archive
     */
    Result write(BackupView backup) {
        try {
            Path file = files.path(backup);
            Result result = written(file, backup);
            readAgain(file, result.archive());
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** @throws Refusal.Conflict when it cannot be read, or is not what was written; then it is gone */
    static void readAgain(Path file, WrittenArchive written) {
        try {
            BackupFiles.requireWhole(file, written.sha256());
        } catch (BrokenArchive e) {
            throw lost(file, "is not what is read there. " + e.getMessage(), e);
        } catch (IOException e) {
            throw lost(file, "cannot be read there: " + e + ".", e);
        }
    }

    /** Whoever finds it later would take it for a backup. */
    private static Refusal.Conflict lost(Path file, String how, Exception cause) {
        Refusal.Conflict refusal = refused(
                "What was written to " + file.getFileName() + " " + how + " There is no backup; look at the disk.",
                cause);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            refusal.addSuppressed(e);
        }
        return refusal;
    }

    private Result written(Path file, BackupView backup) throws IOException, SQLException {
        try (ArchiveWriter archive = new ArchiveWriter(file)) {
            SortedMap<String, Long> addresses = new TreeMap<>();
            Rows rows = rows(archive, backup.inferences(), addresses);
            BackupManifest manifest = new BackupManifest(
                    BackupManifest.FORMAT,
                    ProductVersion.current(),
                    rows.vendor(),
                    schema.migrations(),
                    rows.at(),
                    backup.inferences(),
                    rows.undrained(),
                    rows.tables(),
                    rows.sequences(),
                    artifacts(archive, addresses));
            return new Result(archive.finish(manifest), manifest);
        }
    }

    private record Rows(
            String vendor, String at, long undrained, List<BackupManifest.Table> tables, Map<String, Long> sequences) {}

    private Rows rows(ArchiveWriter archive, boolean inferences, SortedMap<String, Long> addresses)
            throws SQLException, IOException {
        long undrained = journal.stats().undrainedRecords();
        try (ConsistentRead read = ConsistentRead.begin(new ApplicationDataSource(), inferences)) {
            String at = clock.instant().toString();
            List<BackupManifest.Table> tables = new ArrayList<>();
            for (String table : read.tables(inferences)) {
                tables.add(BackupTables.write(read, archive, table));
            }
            named.all(
                    read.connection(),
                    (reference, owner) ->
                            !reference.table().equals("upload"), // they do not go along, and may be half there
                    address -> addresses.put(address, 0L));
            return new Rows(read.vendor().word(), at, undrained, tables, read.sequences());
        }
    }

    private BackupManifest.Artifacts artifacts(ArchiveWriter archive, SortedMap<String, Long> addresses)
            throws IOException {
        long bytes = 0;
        for (Map.Entry<String, Long> file : addresses.entrySet()) {
            String sha256 = file.getKey();
            try (InputStream content = store.open(sha256)) {
                file.setValue(archive.artifact(sha256, content));
                bytes += file.getValue();
            } catch (Refusal.NotFound e) {
                throw failed("The file " + sha256 + " is named by a row and missing in the artifact store.", e);
            } catch (ArtifactMismatch e) {
                throw failed("The file " + sha256 + " of the artifact store is damaged: " + e.getMessage(), e);
            }
        }
        ArchiveWriter.Entry list = archive.artifactList(out -> {
            for (Map.Entry<String, Long> file : addresses.entrySet()) {
                out.write((file.getKey() + " " + file.getValue() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        });
        return new BackupManifest.Artifacts(addresses.size(), bytes, list.bytes(), list.sha256());
    }

    private static Refusal.Conflict failed(String problem, RuntimeException cause) {
        return refused(problem + " There is no backup; restore the file, or delete what needs it.", cause);
    }

    private static Refusal.Conflict refused(String words, Exception cause) {
        Refusal.Conflict refusal = new Refusal.Conflict(words);
        refusal.initCause(cause);
        return refusal;
    }
}
