package org.modelyard.registry.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every column that names a file of the artifact store: what a clean-up keeps and a backup carries. A
 * test compares the list with that of {@link StoreReferences}, which says who needs a file, and that one with the tables.
 * Of all organisations.
 *
 * <p>A manifest of a snapshot is such a file, and names further ones: its chunks.
 */
public final class StoredReferences {

    /**
     * @param column a SHA-256
     * @param document whether the column holds a text with addresses in it
     * @param owner column with the id of what the row belongs to and goes with: of an artifact its version
     */
    public record Reference(String table, String column, boolean document, String owner) {

        /** As it is written in SQL. */
        @Override
        public String toString() {
            return table + "." + column;
        }
    }

    /** Whether a row counts. */
    @FunctionalInterface
    public interface Counted {
        boolean counts(Reference reference, long owner);
    }

    /** The files themselves. */
    public static final List<Reference> ALL = List.of(
            new Reference("artifact", "sha256", false, "model_version_id"),
            address("model_version", "bundle_sha"),
            address("training_job", "bundle_sha"),
            address("training_job", "profile_sha"),
            address("training_job", "evaluation_sha"),
            new Reference("training_job", "documents", true, "id"),
            address("version_evaluation", "evaluation_sha"),
            address("text_measurement", "file_sha"),
            address("run_artifact", "sha256"),
            address("upload", "sha256"),
            address("example_chunk", "sha256"),
            address("snapshot", "manifest_sha"));

    /** The files among them that name others. */
    public static final Reference MANIFESTS = address("snapshot", "manifest_sha");

    private static final Pattern ADDRESS = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");
    private static final int FETCH = 1_000;

    private StoredReferences() {}

    private static Reference address(String table, String column) {
        return new Reference(table, column, false, "id");
    }

    /** Gives each address, perhaps several times. */
    public static void each(Connection connection, Consumer<String> found) throws SQLException {
        each(connection, (reference, owner) -> true, found);
    }

    /** The same of those rows that count. */
    public static void each(Connection connection, Counted counted, Consumer<String> found) throws SQLException {
        for (Reference reference : ALL) {
            each(connection, reference, counted, found);
        }
    }

    /** Gives each address of one column. */
    public static void each(Connection connection, Reference reference, Counted counted, Consumer<String> found)
            throws SQLException {
        String sql = "select " + reference.column() + ", " + reference.owner() + " from " + reference.table()
                + " where " + reference.column() + " is not null";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setFetchSize(FETCH);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    if (counted.counts(reference, rows.getLong(2))) {
                        addresses(rows.getString(1), found);
                    }
                }
            }
        }
    }

    /** The addresses in a text. */
    public static void addresses(String text, Consumer<String> found) {
        Matcher addresses = ADDRESS.matcher(text);
        while (addresses.find()) {
            found.accept(addresses.group());
        }
    }
}
