package org.modelyard.backup.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Pattern;

/** Names of an archive's entries and the form of its manifest: one place for who writes and who reads. */
final class ArchiveEntries {

    static final String MANIFEST = "manifest.json";
    static final String MANIFEST_HASH = "manifest.sha256";
    static final String ARTIFACT_LIST = "artifacts.txt";
    /** Entries beside tables and artifacts. */
    static final int OTHERS = 3;

    /** A line of the list of artifacts: address and bytes. */
    static final Pattern LISTED = Pattern.compile("[0-9a-f]{64} [0-9]{1,18}");

    static final Pattern TABLE = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private ArchiveEntries() {}

    static String table(String name) {
        return "tables/" + name + ".jsonl";
    }

    static String artifact(String sha256) {
        return "artifacts/" + sha256.substring(0, 2) + "/" + sha256;
    }

    static byte[] write(BackupManifest manifest) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of our own cannot be written", e);
        }
    }

    static BackupManifest read(byte[] json) {
        try {
            return MAPPER.readValue(json, BackupManifest.class);
        } catch (java.io.IOException | IllegalArgumentException e) {
            throw new BrokenArchive("its manifest cannot be read", e);
        }
    }
}
