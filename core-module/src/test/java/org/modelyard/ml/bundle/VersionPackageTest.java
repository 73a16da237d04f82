package org.modelyard.ml.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.modelyard.ml.binary.CorruptContent;

class VersionPackageTest {

    private static final byte[] MODEL = "the model".getBytes(StandardCharsets.UTF_8);

    private static VersionPackage made() {
        return new VersionPackage(
                "tickets",
                "1.0.0",
                Map.of(
                        VersionPackage.MODEL,
                        MODEL,
                        VersionPackage.METRICS,
                        "{\"accuracy\":0.9}".getBytes(StandardCharsets.UTF_8)));
    }

    private static String list(String name, byte[] content, long bytes) {
        return "{\"format\":1,\"model\":\"m\",\"version\":\"1.0.0\",\"files\":[{\"name\":\"" + name + "\",\"sha256\":\""
                + sha(content) + "\",\"bytes\":" + bytes + "}]}";
    }

    private static String sha(byte[] content) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(content));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] zip(int method, Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                CRC32 crc = new CRC32();
                crc.update(content.getValue());
                ZipEntry entry = new ZipEntry(content.getKey());
                entry.setMethod(method);
                if (method == ZipEntry.STORED) {
                    entry.setSize(content.getValue().length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(content.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static Map<String, byte[]> with(String list, String name, byte[] content) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("version.json", list.getBytes(StandardCharsets.UTF_8));
        entries.put(name, content);
        return entries;
    }

    private static void refused(byte[] file, String because) {
        assertThatThrownBy(() -> VersionPackage.read(file))
                .isInstanceOf(CorruptBundle.class)
                .hasMessageContaining(because);
    }

    @Test
    void reads_what_it_wrote_and_writes_the_same_again() {
        byte[] file = made().write();
        VersionPackage read = VersionPackage.read(file);
        assertThat(VersionPackage.is(file)).isTrue();
        assertThat(read.model()).isEqualTo("tickets");
        assertThat(read.files().get(VersionPackage.MODEL)).isEqualTo(MODEL);
        assertThat(read.files()).containsOnlyKeys(VersionPackage.MODEL, VersionPackage.METRICS);
        assertThat(read.write()).isEqualTo(file);
    }

    @Test
    void names_that_lead_elsewhere_or_are_no_part() throws IOException {
        for (String name :
                new String[] {"../../etc/cron.d/x", "/etc/passwd", "C:\\x", "model.bundle/../x", "else.bin"}) {
            refused(zip(ZipEntry.STORED, with(list(name, MODEL, MODEL.length), name, MODEL)), "no file of a package");
        }
    }

    @Test
    void compressed_entries_so_that_nothing_grows() throws IOException {
        byte[] bomb = new byte[8 << 20];
        byte[] file = zip(ZipEntry.DEFLATED, with(list("model.bundle", bomb, bomb.length), "model.bundle", bomb));
        assertThat(file.length).isLessThan(bomb.length / 100);
        refused(file, "is compressed");
    }

    @Test
    void entries_that_are_said_to_be_larger_than_the_file() {
        byte[] file = made().write();
        int header = indexOf(file, "model.bundle".getBytes(StandardCharsets.UTF_8), 40) - 30;
        file[header + 25] = 0x70; // its uncompressed size: more than a gigabyte
        file[header + 21] = 0x70;
        refused(file, "larger than the package");
    }

    private static int indexOf(byte[] file, byte[] text, int from) {
        for (int at = from; ; at++) {
            if (Arrays.equals(file, at, at + text.length, text, 0, text.length) && file[at - 30] == 'P') {
                return at;
            }
        }
    }

    @Test
    void entries_that_are_there_twice() {
        byte[] once = made().write();
        byte[] list = Arrays.copyOf(once, indexOf(once, "model.bundle".getBytes(StandardCharsets.UTF_8), 40) - 30);
        byte[] rest = Arrays.copyOfRange(once, list.length, once.length);
        byte[] twice = Arrays.copyOf(list, 2 * list.length + rest.length);
        System.arraycopy(list, 0, twice, list.length, list.length);
        System.arraycopy(rest, 0, twice, 2 * list.length, rest.length);
        refused(twice, "is in it twice");
    }

    @Test
    void lists_that_lie() throws IOException {
        byte[] other = "another model".getBytes(StandardCharsets.UTF_8);
        refused(
                zip(ZipEntry.STORED, with(list("model.bundle", other, MODEL.length), "model.bundle", MODEL)),
                "has the SHA-256 " + sha(MODEL));
        refused(zip(ZipEntry.STORED, with(list("model.bundle", MODEL, 5), "model.bundle", MODEL)), "the list says");
        refused(
                zip(ZipEntry.STORED, with(list("card.json", MODEL, MODEL.length), "model.bundle", MODEL)),
                "no such file");
        refused(
                zip(
                        ZipEntry.STORED,
                        with("{\"format\":1,\"model\":\"m\",\"version\":\"1\",\"files\":[]}", "model.bundle", MODEL)),
                "each of its files once");
        refused(
                zip(
                        ZipEntry.STORED,
                        with("{\"format\":2,\"model\":\"m\",\"version\":\"1\",\"files\":[]}", "model.bundle", MODEL)),
                "format 2");
        refused(zip(ZipEntry.STORED, with("{", "model.bundle", MODEL)), "cannot be read");
        refused(zip(ZipEntry.STORED, with("null", "model.bundle", MODEL)), "list of contents");
        refused(zip(ZipEntry.STORED, Map.of("model.bundle", MODEL)), "does not begin with its list");
    }

    @Test
    void what_comes_after_the_end() {
        byte[] file = made().write();
        refused(Arrays.copyOf(file, file.length + 1), "more than its entries");
        refused(Arrays.copyOf(file, file.length - 1), "more than its entries");
        refused(new byte[0], "does not begin");
    }

    @Test
    @Timeout(60)
    void altered_files_are_refused() {
        byte[] file = made().write();
        SplittableRandom random = new SplittableRandom(5);
        int read = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] changed = file.clone();
            for (int left = 1 + random.nextInt(3); left > 0; left--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = random.nextInt(4) == 0 ? Arrays.copyOf(changed, random.nextInt(changed.length)) : changed;
            try {
                assertThat(VersionPackage.read(cut).write()).isEqualTo(cut);
                read++;
            } catch (CorruptContent e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(read).isLessThan(500); // a byte by itself again, or one of the names in the list
    }
}
