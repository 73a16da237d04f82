package org.modelyard.backup.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.backup.model.ArchiveWriter;
import org.modelyard.backup.model.BackupManifest;
import org.modelyard.backup.model.BrokenArchive;
import org.modelyard.backup.model.WrittenArchive;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Sha256;

class BackupFilesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void what_was_written_is_whole_and_no_other_bytes_are() throws IOException {
        Path file = folder.resolve("backup.zip");
        WrittenArchive written = written(file, 0);
        assertThatCode(() -> BackupFiles.requireWhole(file, written.sha256())).doesNotThrowAnyException();

        byte[] bad = Files.readAllBytes(file);
        bad[bad.length / 2] ^= 1;
        Files.write(file, bad);
        assertThatThrownBy(() -> BackupFiles.requireWhole(file, written.sha256()))
                .isInstanceOf(BrokenArchive.class)
                .hasMessageContaining(Sha256.hex(bad))
                .hasMessageContaining(written.sha256());
    }

    @Test
    void bytes_that_are_as_they_were_written_must_be_a_backup_too() throws IOException {
        Path file = folder.resolve("lying.zip");
        WrittenArchive written = written(file, 1);
        assertThatThrownBy(() -> BackupFiles.requireWhole(file, written.sha256()))
                .isInstanceOf(BrokenArchive.class)
                .hasMessageContaining("the manifest tells of");
    }

    @Test
    void nothing_stays_of_an_archive_that_is_not_read_as_it_was_written() throws IOException {
        Path good = folder.resolve("good.zip");
        BackupWriter.readAgain(good, written(good, 0));
        assertThat(good).exists();

        Path lying = folder.resolve("lying.zip");
        WrittenArchive untrue = written(lying, 1);
        assertThatThrownBy(() -> BackupWriter.readAgain(lying, untrue))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageStartingWith("What was written to lying.zip is not what is read there.")
                .hasMessageEndingWith("There is no backup; look at the disk.");
        assertThat(lying).doesNotExist();

        Path unread = Files.createDirectory(folder.resolve("unread.zip")); // whoever opens it is told of an error
        assertThatThrownBy(() -> BackupWriter.readAgain(unread, untrue))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageStartingWith("What was written to unread.zip cannot be read there:")
                .hasMessageEndingWith("There is no backup; look at the disk.");
        assertThat(unread).doesNotExist();
    }

    /** @param told artifacts that the manifest tells of; there are none */
    private static WrittenArchive written(Path file, long told) throws IOException {
        try (ArchiveWriter archive = new ArchiveWriter(file)) {
            ArchiveWriter.Entry list = archive.artifactList(lines -> {});
            return archive.finish(new BackupManifest(
                    BackupManifest.FORMAT,
                    "1",
                    "h2",
                    List.of(),
                    "2026-03-01T12:00:00Z",
                    false,
                    0,
                    List.of(),
                    Map.of(),
                    new BackupManifest.Artifacts(told, 0, list.bytes(), list.sha256())));
        }
    }
}
