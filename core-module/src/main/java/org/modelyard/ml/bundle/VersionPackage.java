package org.modelyard.ml.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Texts;

/**
 * A version as one zip file for another Modelyard or a person: the model, and documents beside it. It begins with a list of what is in it, with
 * hashes. Entries are stored, not compressed, under names of a fixed list: nothing grows when it is read, and no name leads anywhere.
 *
 * @param model name
 * @param version number
 * @param files content by name, those of {@link #NAMES}; the model is among them
 */
public record VersionPackage(String model, String version, Map<String, byte[]> files) {

    /** What {@link StoredModel#read} reads. */
    public static final String MODEL = "model.bundle";

    public static final String SIGNATURE = "signature.json";
    public static final String METRICS = "metrics.json";
    public static final String LINEAGE = "lineage.json";
    public static final String CARD = "card.json";
    /** What its drift is measured by. */
    public static final String PROFILE = "profile.bin";

    /** In their order. */
    public static final List<String> NAMES = List.of(MODEL, SIGNATURE, METRICS, LINEAGE, CARD, PROFILE);

    private static final String LIST = "version.json";
    private static final int FORMAT = 1;
    private static final int MOST_ENTRIES = NAMES.size() + 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /** What is in it. */
    record Contents(int format, String model, String version, List<Listed> files) {}

    /** @param bytes how many */
    record Listed(String name, String sha256, long bytes) {}

    public VersionPackage {
        Map<String, byte[]> ordered = new LinkedHashMap<>();
        for (String name : NAMES) {
            byte[] content = files.get(name);
            if (content != null) {
                ordered.put(name, content);
            }
        }
        if (ordered.size() != files.size() || !ordered.containsKey(MODEL)) {
            throw new IllegalArgumentException("a package of " + files.keySet());
        }
        files = ordered;
    }

    /** Whether the bytes begin as a package does. */
    public static boolean is(byte[] file) {
        return Container.first(file).equals(LIST);
    }

    public byte[] write() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        List<Listed> listed = new ArrayList<>();
        files.forEach((name, content) -> listed.add(new Listed(name, sha256(content), content.length)));
        try {
            entries.put(LIST, JSON.writeValueAsBytes(new Contents(FORMAT, model, version, listed)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list is plain values", e);
        }
        entries.putAll(files);
        return Container.write(entries);
    }

    /** @throws CorruptBundle when it is anything else than {@link #write} gave */
    public static VersionPackage read(byte[] file) {
        Map<String, byte[]> entries = entries(file);
        byte[] list = entries.remove(LIST);
        @Nullable Contents contents;
        try {
            contents = list == null ? null : JSON.readValue(list, Contents.class);
        } catch (IOException e) {
            throw new CorruptBundle("Its list of contents cannot be read.", e);
        }
        if (contents == null || contents.files.contains(null)) {
            throw new CorruptBundle("It does not begin with its list of contents, '" + LIST + "'.");
        }
        if (contents.format != FORMAT) {
            throw new CorruptBundle("The package has format " + contents.format + "; known is " + FORMAT + ".");
        }
        requireListed(contents, entries);
        VersionPackage read = new VersionPackage(contents.model, contents.version, entries);
        Map<String, byte[]> whole = new LinkedHashMap<>();
        whole.put(LIST, list);
        whole.putAll(read.files);
        if (!java.util.Arrays.equals(Container.write(whole), file)) {
            throw new CorruptBundle("It holds more than its entries, or in another order.");
        }
        return read;
    }

    private static void requireListed(Contents contents, Map<String, byte[]> entries) {
        for (Listed listed : contents.files) {
            byte[] content = entries.get(listed.name);
            if (content == null) {
                throw new CorruptBundle(
                        "Its list names '" + Texts.brief(listed.name) + "', and there is no such file in it.");
            }
            String found = sha256(content);
            if (content.length != listed.bytes || !found.equals(listed.sha256)) {
                throw new CorruptBundle("'" + Texts.brief(listed.name) + "' has the SHA-256 " + found + " and "
                        + content.length + " bytes; the list says " + Texts.brief(listed.sha256) + " and "
                        + listed.bytes
                        + ".");
            }
        }
        if (contents.files.stream().map(Listed::name).distinct().count() != contents.files.size()
                || contents.files.size() != entries.size()
                || !entries.containsKey(MODEL)) {
            throw new CorruptBundle("Its list does not name each of its files once, with '" + MODEL + "' among them.");
        }
    }

    private static Map<String, byte[]> entries(byte[] file) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                String called = "'" + Texts.brief(name) + "'";
                if (!name.equals(LIST) && !NAMES.contains(name)) {
                    throw new CorruptBundle(called + " is no file of a package; there are " + LIST + ", "
                            + String.join(", ", NAMES) + ".");
                }
                if (entry.getMethod() != ZipEntry.STORED) {
                    throw new CorruptBundle(called + " is compressed. Files of a package are stored as they are.");
                }
                if (entry.getSize() < 0 || entry.getSize() > file.length || entries.size() >= MOST_ENTRIES) {
                    throw new CorruptBundle(called + " is said to be larger than the package itself.");
                }
                byte[] content = zip.readNBytes((int) entry.getSize());
                if (content.length != entry.getSize() || zip.read() != -1) {
                    throw new CorruptBundle(called + " is cut short.");
                }
                if (entries.put(name, content) != null) {
                    throw new CorruptBundle(called + " is in it twice.");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new CorruptBundle("The package is no whole zip file.", e);
        }
        return entries;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
