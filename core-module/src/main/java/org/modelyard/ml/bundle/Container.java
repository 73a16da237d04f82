package org.modelyard.ml.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A zip file of known entries in a fixed order and time, stored uncompressed: the bytes do not depend on a compressor's version, and
 * no entry can be larger than the file.
 */
final class Container {

    /** Not zip's first instant: for that one the JDK adds a field that depends on the time zone. */
    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private Container() {}

    static byte[] write(Map<String, byte[]> entries) {
        int size = entries.values().stream()
                .mapToInt(content -> content.length + 256)
                .sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(size);
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                CRC32 crc = new CRC32();
                crc.update(content.getValue());
                ZipEntry entry = new ZipEntry(content.getKey());
                entry.setTimeLocal(TIME);
                entry.setSize(content.getValue().length);
                entry.setCompressedSize(content.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(content.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** @throws CorruptBundle unless there are exactly these entries in this order, whole, and nothing else */
    static Map<String, byte[]> read(byte[] file, List<String> names) {
        Map<String, byte[]> entries = start(file, names.toArray(String[]::new));
        if (!Arrays.equals(write(entries), file)) {
            throw new CorruptBundle("The bundle is cut short, or holds more than it should.");
        }
        return entries;
    }

    /** The first entries alone; @throws CorruptBundle unless the file begins with these, each whole */
    static Map<String, byte[]> start(byte[] file, String... names) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (String name : names) {
                ZipEntry entry = zip.getNextEntry();
                if (entry == null
                        || !entry.getName().equals(name)
                        || entry.getMethod() != ZipEntry.STORED
                        || entry.getSize() < 0
                        || entry.getSize() > file.length) {
                    throw new CorruptBundle("This is no model bundle: it does not hold '" + name + "' as it should.");
                }
                byte[] content = zip.readNBytes((int) entry.getSize());
                if (content.length != entry.getSize() || zip.read() != -1) {
                    throw new CorruptBundle("'" + name + "' is cut short.");
                }
                entries.put(name, content);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new CorruptBundle("The bundle is no whole zip file.", e);
        }
        return entries;
    }

    /** The name of the first entry; empty when there is none. */
    static String first(byte[] file) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            ZipEntry entry = zip.getNextEntry();
            return entry == null ? "" : entry.getName();
        } catch (IOException | IllegalArgumentException e) {
            return ""; // whoever reads it as something says what it is not
        }
    }
}
