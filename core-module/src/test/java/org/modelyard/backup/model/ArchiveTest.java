package org.modelyard.backup.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.platform.model.Sha256;

class ArchiveTest {

    private static final byte[] ROWS = "[1,\"a\"]\n[2,null]\n".getBytes(UTF_8);
    private static final byte[] MODEL = new byte[20_000];

    static {
        new Random(1).nextBytes(MODEL);
    }

    private Path file;

    @BeforeEach
    void place(@TempDir Path folder) {
        file = folder.resolve("backup.zip");
    }

    @Test
    void what_was_written_is_read_and_whole() throws IOException {
        WrittenArchive written = write();
        assertThat(Sha256.hex(Files.readAllBytes(file))).isEqualTo(written.sha256());
        assertThat(Files.size(file)).isEqualTo(written.bytes());
        assertThat(file.getParent()).isDirectoryContaining(path -> path.equals(file));
        try (ArchiveReader archive = ArchiveReader.open(file)) {
            archive.verify();
            assertThat(archive.manifestSha256()).isEqualTo(written.manifestSha256());
            BackupManifest manifest = archive.manifest();
            assertThat(manifest.sequences()).containsEntry("model_seq", 151L);
            List<byte[]> read = new ArrayList<>();
            archive.table(manifest.tables().get(0), in -> read.add(in.readAllBytes()));
            archive.artifacts((sha256, in) -> {
                assertThat(sha256).isEqualTo(Sha256.hex(MODEL));
                read.add(in.readAllBytes());
            });
            assertThat(read).containsExactly(ROWS, MODEL);
        }
    }

    @Test
    void no_byte_of_it_may_be_another() throws IOException {
        write();
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] bad = good.clone();
            int at = random.nextInt(bad.length);
            bad[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bad);
            refused += contentDiffers() ? 1 : 0;
        }
        // a flipped bit in a header's time stamp changes nothing that is read
        assertThat(refused).isGreaterThan(280);
        Files.write(file, good);
        assertThat(contentDiffers()).isFalse();
    }

    /** Either it is refused, or it still reads as the very same content. */
    private boolean contentDiffers() throws IOException {
        List<byte[]> read = new ArrayList<>();
        try (ArchiveReader archive = ArchiveReader.open(file)) {
            archive.verify();
            archive.table(archive.manifest().tables().get(0), in -> read.add(in.readAllBytes()));
            archive.artifacts((sha256, in) -> read.add(in.readAllBytes()));
        } catch (BrokenArchive e) {
            return true;
        }
        assertThat(read).containsExactly(ROWS, MODEL);
        return false;
    }

    @Test
    void a_part_of_it_is_refused() throws IOException {
        write();
        byte[] good = Files.readAllBytes(file);
        for (int length : new int[] {0, 10, good.length / 2, good.length - 1}) {
            Files.write(file, java.util.Arrays.copyOf(good, length));
            assertThatThrownBy(() -> ArchiveReader.open(file).verify()).isInstanceOf(BrokenArchive.class);
        }
    }

    @Test
    void a_manifest_that_lies_is_refused() throws IOException {
        BackupManifest lie = manifest(ROWS.length, Sha256.hex("other".getBytes(UTF_8)));
        byte[] json = ArchiveEntries.write(lie);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            put(zip, "tables/model.jsonl", ROWS);
            put(zip, "artifacts/" + Sha256.hex(MODEL).substring(0, 2) + "/" + Sha256.hex(MODEL), MODEL);
            put(zip, "artifacts.txt", list());
            put(zip, "manifest.json", json);
            put(zip, "manifest.sha256", Sha256.hex(json).getBytes(UTF_8));
        }
        try (ArchiveReader archive = ArchiveReader.open(file)) {
            assertThatThrownBy(archive::verify)
                    .isInstanceOf(BrokenArchive.class)
                    .hasMessageContaining("tables/model.jsonl");
        }
    }

    @Test
    void what_the_manifest_does_not_tell_of_is_refused() throws IOException {
        byte[] json = ArchiveEntries.write(manifest(ROWS.length, Sha256.hex(ROWS)));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            put(zip, "tables/model.jsonl", ROWS);
            put(zip, "artifacts/" + Sha256.hex(MODEL).substring(0, 2) + "/" + Sha256.hex(MODEL), MODEL);
            put(zip, "artifacts.txt", list());
            put(zip, "../../etc/passwd", ROWS);
            put(zip, "manifest.json", json);
            put(zip, "manifest.sha256", Sha256.hex(json).getBytes(UTF_8));
        }
        try (ArchiveReader archive = ArchiveReader.open(file)) {
            assertThatThrownBy(archive::verify)
                    .isInstanceOf(BrokenArchive.class)
                    .hasMessageContaining("6 entries");
        }
    }

    @Test
    void what_was_not_finished_leaves_nothing() throws IOException {
        try (ArchiveWriter writer = new ArchiveWriter(file)) {
            writer.table("model", out -> out.write(ROWS));
            assertThat(file.getParent()).isNotEmptyDirectory();
        }
        assertThat(file.getParent()).isEmptyDirectory();
    }

    private WrittenArchive write() throws IOException {
        try (ArchiveWriter writer = new ArchiveWriter(file)) {
            ArchiveWriter.Entry rows = writer.table("model", out -> out.write(ROWS));
            writer.artifact(Sha256.hex(MODEL), new ByteArrayInputStream(MODEL));
            writer.artifactList(out -> out.write(list()));
            return writer.finish(manifest(rows.bytes(), rows.sha256()));
        }
    }

    private static byte[] list() {
        return (Sha256.hex(MODEL) + " " + MODEL.length + "\n").getBytes(UTF_8);
    }

    private static BackupManifest manifest(long bytes, String sha256) {
        return new BackupManifest(
                BackupManifest.FORMAT,
                "0.1.0",
                "h2",
                List.of("1", "2"),
                "2026-01-31T12:00:00Z",
                false,
                0,
                List.of(new BackupManifest.Table(
                        "model",
                        List.of(
                                new BackupManifest.Column("id", ColumnKind.LONG),
                                new BackupManifest.Column("name", ColumnKind.TEXT)),
                        2,
                        bytes,
                        sha256)),
                Map.of("model_seq", 151L),
                new BackupManifest.Artifacts(1, MODEL.length, list().length, Sha256.hex(list())));
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
