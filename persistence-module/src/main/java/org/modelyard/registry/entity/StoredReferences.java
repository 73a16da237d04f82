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
 * Every column that names a file of the artifact store: what a clean-up keeps, a backup carries and a scrub reads. A new column that holds a
 * file's SHA-256 belongs here; a test finds those that are not. Of all organisations; {@link NeededFiles} are those of one.
 *
 * <p>A manifest of a snapshot is such a file, and names further ones: its chunks.
 */
public final class StoredReferences {

    /**
     * @param column a SHA-256
     * @param document whether the column holds a text with addresses in it
     * @param owner column with the id of what the row belongs to and goes with: of an artifact its version
     * @param whose who needs the file
     */
    public record Reference(String table, String column, boolean document, String owner, Whose whose) {

        /** The tables and the one condition, whose parameter is the organisation; the table itself is called t. */
        String ofOrganisation() {
            return " from " + table + " t" + whose.joins() + " where " + whose.organisation() + " = ?" + whose.now();
        }

        /** As it is written in SQL. */
        @Override
        public String toString() {
            return table + "." + column;
        }
    }

    /**
     * Who needs a file, in SQL.
     *
     * @param words an expression that names it for people
     * @param joins to further tables
     * @param organisation column
     * @param now a further condition where the file is not needed in every state of the row: it stays all the same, but a scrub need not find it
     */
    record Whose(String words, String joins, String organisation, String now) {

        private static final String OWN = "t.organisation_id";

        static Whose own(String words) {
            return new Whose(words, "", OWN, "");
        }

        static Whose own(String words, String joins) {
            return new Whose(words, joins, OWN, "");
        }

        Whose only(String condition) {
            return new Whose(words, joins, organisation, " and " + condition);
        }

        static Whose ofDataset(String what) {
            return new Whose(
                    "concat('dataset ', d.name, ', " + what + "')",
                    " join dataset d on d.id = t.dataset_id",
                    "d.organisation_id",
                    "");
        }
    }

    private static final Whose JOB = Whose.own("concat('training job of ', t.model_name)");

    /** The files among those below that name others. */
    public static final Reference MANIFESTS = address("snapshot", "manifest_sha", Whose.ofDataset("a snapshot"));

    /** Whether a row counts. */
    @FunctionalInterface
    public interface Counted {
        boolean counts(Reference reference, long owner);
    }

    /** The files themselves. */
    public static final List<Reference> ALL = List.of(
            new Reference(
                    "artifact",
                    "sha256",
                    false,
                    "model_version_id",
                    Whose.own(
                            "concat('model ', m.name, ' ', v.version_text, ', ', t.kind)",
                            " join model_version v on v.id = t.model_version_id join model m on m.id = v.model_id")),
            address(
                    "model_version",
                    "bundle_sha",
                    Whose.own("concat('model ', m.name, ' ', t.version_text)", " join model m on m.id = t.model_id")),
            address(
                    "run_artifact",
                    "sha256",
                    new Whose(
                            "concat('run ', r.name, ', ', t.path)",
                            " join run r on r.id = t.run_id",
                            "r.organisation_id",
                            "")),
            address("example_chunk", "sha256", Whose.ofDataset("a chunk")),
            MANIFESTS,
            address("training_job", "bundle_sha", JOB),
            address("training_job", "profile_sha", JOB),
            address("training_job", "evaluation_sha", JOB),
            address(
                    "version_evaluation",
                    "evaluation_sha",
                    Whose.own("concat('evaluation of ', t.model_name, ' ', t.version_text)")),
            address("text_measurement", "file_sha", Whose.own("'file of generated texts'")),
            address("scoring", "file_sha", Whose.own("concat('answers of ', t.model_name, ' ', t.version_text)")),
            address("scoring", "input_sha", Whose.own("concat('rows for ', t.model_name, ' ', t.version_text)")),
            new Reference("scoring_part", "sha256", false, "scoring_id", Whose.own("'a part of answers'")),
            address("version_import", "file_sha", Whose.own("concat('file for a version of ', t.model_name)")),
            address("upload", "sha256", Whose.own("'upload'").only("t.state = 'COMPLETE'")),
            // what a job has made so far stands in a document, until it is registered
            new Reference(
                    "training_job",
                    "documents",
                    true,
                    "id",
                    Whose.own("'a training job that runs'").only("t.state = 'RUNNING'")));

    private static final Pattern ADDRESS = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");
    private static final int FETCH = 1_000;

    private StoredReferences() {}

    private static Reference address(String table, String column, Whose whose) {
        return new Reference(table, column, false, "id", whose);
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
