package org.modelyard.registry.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Every file of the store that rows of an organisation refer to. A new column that holds a file's SHA-256 belongs here; a test finds those that
 * are not.
 */
public class StoreReferences {

    private record Place(String column, String words, String from, String organisation) {
        String files() {
            return "select " + column + " as sha256 from " + from + " where " + organisation + " = ? and " + column
                    + " > ? and " + column + " < ?";
        }

        String refers() {
            return "select " + words + " from " + from + " where " + organisation + " = ? and " + column + " = ?";
        }
    }

    private static final List<Place> PLACES = List.of(
            new Place(
                    "a.sha256",
                    "concat('model ', m.name, ' ', v.version_text, ', ', a.kind)",
                    "artifact a join model_version v on v.id = a.model_version_id join model m on m.id = v.model_id",
                    "a.organisation_id"),
            new Place(
                    "v.bundle_sha",
                    "concat('model ', m.name, ' ', v.version_text)",
                    "model_version v join model m on m.id = v.model_id",
                    "v.organisation_id"),
            new Place(
                    "f.sha256",
                    "concat('run ', r.name, ', ', f.path)",
                    "run_artifact f join run r on r.id = f.run_id",
                    "r.organisation_id"),
            new Place(
                    "c.sha256",
                    "concat('dataset ', d.name, ', a chunk')",
                    "example_chunk c join dataset d on d.id = c.dataset_id",
                    "d.organisation_id"),
            new Place(
                    "s.manifest_sha",
                    "concat('dataset ', d.name, ', a snapshot')",
                    "snapshot s join dataset d on d.id = s.dataset_id",
                    "s.organisation_id"),
            ofJob("bundle_sha"),
            ofJob("profile_sha"),
            ofJob("evaluation_sha"),
            new Place(
                    "e.evaluation_sha",
                    "concat('evaluation of ', e.model_name, ' ', e.version_text)",
                    "version_evaluation e",
                    "e.organisation_id"),
            new Place("t.file_sha", "'file of generated texts'", "text_measurement t", "t.organisation_id"),
            new Place("u.sha256", "'upload'", "upload u", "u.state = 'COMPLETE' and u.organisation_id"));

    private static Place ofJob(String column) {
        return new Place(
                "j." + column, "concat('training job of ', j.model_name)", "training_job j", "j.organisation_id");
    }

    private static final Pattern ADDRESS = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

    private static final String PAGE =
            PLACES.stream().map(Place::files).collect(Collectors.joining(" union ")) + " order by sha256 limit ?";

    private final Supplier<Connection> connection;

    /** @param connection of the transaction that is under way; not closed here */
    public StoreReferences(Supplier<Connection> connection) {
        this.connection = connection;
    }

    /**
     * Each file once, in the order of their addresses.
     *
     * @param after exclusive; may be no whole address
     * @param before exclusive
     */
    public List<String> page(long organisationId, String after, String before, int most) throws SQLException {
        try (PreparedStatement select = connection.get().prepareStatement(PAGE)) {
            int at = 1;
            for (int place = 0; place < PLACES.size(); place++) {
                select.setLong(at++, organisationId);
                select.setString(at++, after);
                select.setString(at++, before);
            }
            select.setInt(at, most);
            NavigableSet<String> files = new TreeSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    files.add(rows.getString(1));
                }
            }
            files.addAll(ofRunningJobs(organisationId).subSet(after, false, before, false));
            return files.stream().limit(most).toList();
        }
    }

    /** What a job has made so far stands in a document, until it is registered. */
    private NavigableSet<String> ofRunningJobs(long organisationId) throws SQLException {
        NavigableSet<String> files = new TreeSet<>();
        try (PreparedStatement select = connection
                .get()
                .prepareStatement("select documents from training_job where organisation_id = ? and state = 'RUNNING'"
                        + " and documents is not null")) {
            select.setLong(1, organisationId);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ADDRESS.matcher(rows.getString(1)).results().forEach(found -> files.add(found.group()));
                }
            }
        }
        return files;
    }

    /** One of those of the organisation who need the file, in words; empty when nobody does. */
    public String refers(long organisationId, String sha256) throws SQLException {
        for (Place place : PLACES) {
            try (PreparedStatement select = connection.get().prepareStatement(place.refers())) {
                select.setLong(1, organisationId);
                select.setString(2, sha256);
                try (ResultSet rows = select.executeQuery()) {
                    if (rows.next()) {
                        return rows.getString(1);
                    }
                }
            }
        }
        return ofRunningJobs(organisationId).contains(sha256) ? "a training job that runs" : "";
    }

    /** The columns that are looked at, each as {@code table.column}. */
    static List<String> columns() {
        return PLACES.stream()
                .map(place -> place.from().split(" ")[0]
                        + place.column().substring(place.column().indexOf('.')))
                .toList();
    }
}
