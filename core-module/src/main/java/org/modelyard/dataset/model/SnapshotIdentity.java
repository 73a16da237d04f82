package org.modelyard.dataset.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.modelyard.platform.model.Sha256;

/**
 * What a snapshot is, whatever files hold it: a SHA-256 over schema (task, target, features by name with their types)
 * and the rows' content hashes in their own order. The order of rows and columns, the cut into chunks and the version
 * of the file format do not count; how often a row occurs does.
 */
public final class SnapshotIdentity {

    private final Schema schema;
    private final List<ContentHash> rows = new ArrayList<>();

    public SnapshotIdentity(Schema schema) {
        this.schema = schema;
    }

    public void add(ContentHash row) {
        rows.add(row);
    }

    public int rows() {
        return rows.size();
    }

    /** 64 lower-case hex digits. */
    public String sha256() {
        MessageDigest digest = Sha256.digest();
        text(digest, "modelyard-snapshot-1");
        text(digest, schema.task().name());
        text(digest, schema.target());
        digest.update(number(schema.features().size()));
        schema.features().stream()
                .sorted(Comparator.comparing(FeatureSpec::name))
                .forEach(feature -> {
                    text(digest, feature.name());
                    text(digest, feature.type().name());
                });
        digest.update(number(rows.size()));
        ContentHash[] sorted = rows.toArray(ContentHash[]::new);
        Arrays.sort(sorted);
        ByteBuffer bytes = ByteBuffer.allocate(16);
        for (ContentHash row : sorted) {
            digest.update(bytes.clear().putLong(row.high()).putLong(row.low()).array());
        }
        return Sha256.hexOf(digest.digest());
    }

    private static void text(MessageDigest digest, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        digest.update(number(utf8.length));
        digest.update(utf8);
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }
}
