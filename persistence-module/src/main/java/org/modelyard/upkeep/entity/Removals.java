package org.modelyard.upkeep.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.upkeep.model.VersionFacts;

/**
 * Takes rows away for good, or finds those that may go. Every change is part of the caller's transaction and looks once
 * more, under the model's lock, whether it still may.
 */
public final class Removals {

    /** Logs without foreign keys: as long as they have a row of a version, its name must be found. */
    private static final List<String> LOGS = List.of("inference", "histogram_hour", "usage_hour", "feedback");

    /** Rows that go with a version, before it. */
    private static final List<String> PARTS = List.of("artifact", "version_term", "version_metric", "approval");

    private final Connection connection;
    private final long organisation;

    /** @param connection stays the caller's */
    public Removals(Connection connection, long organisation) {
        this.connection = connection;
        this.organisation = organisation;
    }

    /**
     * Takes a deleted version's files, index and approvals from it. Its row goes too, unless a log still names it or its
     * number is the highest of a living model: numbers are given once.
     *
     * @return false when it is no longer deleted, or in use: then nothing was done
     */
    public boolean version(VersionFacts version, Instant deletedBefore, Instant now) throws SQLException {
        long id = version.id();
        lock("select id from model where id = ? for update", version.modelId()); // before anything is read
        boolean stillGone = exists(
                "select 1 from model_version v join model m on m.id = v.model_id where v.id = ? and (v.deleted_at < ? or"
                        + " m.deleted_at < ?)",
                id,
                deletedBefore,
                deletedBefore);
        boolean inUse = exists("select 1 from model_alias where model_version_id = ?", id)
                || exists("select 1 from deployment where model_version_id = ? and ended_at is null", id);
        if (!stillGone || inUse) {
            return false;
        }
        run(
                "update training_job set bundle_sha = null, profile_sha = null, evaluation_sha = null, documents = null"
                        + " where public_id = (select training_job_id from model_version where id = ?) and state in"
                        + " ('COMPLETED', 'FAILED', 'CANCELLED')",
                id);
        for (String part : PARTS) {
            run("delete from " + part + " where model_version_id = ?", id);
        }
        if (stays(id)) {
            run(
                    "update model_version set deleted_at = coalesce(deleted_at, ?), cleaned_at = coalesce(cleaned_at, ?),"
                            + " bundle_sha = null, lock_version = lock_version + 1 where id = ?",
                    now,
                    now, // it went with its model: restored, the model must not offer it
                    id);
        } else {
            run("delete from model_version where id = ?", id);
        }
        return true;
    }

    /** Whether the row of a version must stay when its files go. */
    public boolean stays(long version) throws SQLException {
        for (String log : LOGS) {
            if (exists(
                    "select 1 from " + log + " where organisation_id = ? and model_id = (select v.model_id from"
                            + " model_version v where v.id = ?) and model_version_id = ?",
                    organisation,
                    version,
                    version)) {
                return true;
            }
        }
        return exists(
                "select 1 from model_version v join model m on m.id = v.model_id where v.id = ? and m.deleted_at is null"
                        + " and not exists (select 1 from model_version h where h.model_id = v.model_id and h.id <> v.id"
                        + " and (h.major > v.major or (h.major = v.major and h.minor > v.minor) or (h.major = v.major and"
                        + " h.minor = v.minor and h.patch > v.patch)))",
                version);
    }

    /** A model, by internal id and name. */
    public record DeletedModel(long id, String name) {}

    /** Models deleted before a time. */
    public List<DeletedModel> models(Instant deletedBefore) throws SQLException {
        List<DeletedModel> models = new ArrayList<>();
        try (PreparedStatement select = prepared(
                        "select id, name from model where organisation_id = ? and deleted_at < ? order by id",
                        organisation,
                        deletedBefore);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                models.add(new DeletedModel(rows.getLong(1), rows.getString(2)));
            }
        }
        return models;
    }

    /** @return false when it has a version, or is no longer deleted: then nothing was done */
    public boolean model(long id, Instant deletedBefore) throws SQLException {
        lock("select id from model where id = ? for update", id);
        if (!exists("select 1 from model where id = ? and deleted_at < ?", id, deletedBefore)
                || exists("select 1 from model_version where model_id = ?", id)) {
            return false;
        }
        String name = "(select name from model where id = ?)";
        // else they would speak for a new model of the same name and number
        run("delete from version_evaluation where organisation_id = ? and model_name = " + name, organisation, id);
        run(
                "delete from version_comparison where organisation_id = ? and (champion_model = " + name
                        + " or candidate_model = " + name + ")",
                organisation,
                id,
                id);
        String scorings = "scoring where organisation_id = ? and model_name = " + name;
        run("delete from scoring_part where scoring_id in (select id from " + scorings + ")", organisation, id);
        run("delete from " + scorings, organisation, id);
        run("delete from version_import where organisation_id = ? and model_name = " + name, organisation, id);
        run("delete from business_declaration where model_id = ?", id);
        run("delete from model_alias where model_id = ?", id);
        run("delete from golden_set where organisation_id = ? and model_name = " + name, organisation, id);
        run("delete from model where id = ?", id);
        return true;
    }

    /** A snapshot, by internal id. */
    public record OldSnapshot(long id, UUID publicId, String dataset) {}

    /**
     * Snapshots taken before a time that no job, evaluation, comparison, golden set or version refers to.
     *
     * @param lineages ids that versions name as where they come from
     */
    public List<OldSnapshot> snapshots(Instant before, Set<String> lineages) throws SQLException {
        List<OldSnapshot> found = new ArrayList<>();
        try (PreparedStatement select = prepared(
                        "select s.id, s.public_id, d.name from snapshot s join dataset d on d.id = s.dataset_id where"
                                + " s.organisation_id = ? and s.created_at < ?" + unnamed() + " order by s.id",
                        organisation,
                        before);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                UUID id = UuidColumn.of(rows.getBytes(2));
                if (!lineages.contains(id.toString()) && !inPolicy(id)) {
                    found.add(new OldSnapshot(rows.getLong(1), id, rows.getString(3)));
                }
            }
        }
        return found;
    }

    /** @return false when something refers to it by now */
    public boolean snapshot(OldSnapshot snapshot) throws SQLException {
        try (PreparedStatement delete = prepared("delete from snapshot where id = ?", snapshot.id())) {
            return exists("select 1 from snapshot s where s.id = ?" + unnamed(), snapshot.id())
                    && !inPolicy(snapshot.publicId())
                    && delete.executeUpdate() == 1;
        }
    }

    /** Whether a version has still to be evaluated on it before it may be promoted. */
    private boolean inPolicy(UUID snapshot) throws SQLException {
        return exists(
                "select 1 from model where organisation_id = ? and policy like ?", organisation, "%" + snapshot + "%");
    }

    private static String unnamed() {
        StringBuilder sql = new StringBuilder();
        for (String table :
                List.of("training_job", "version_evaluation", "version_comparison", "golden_set", "scoring")) {
            sql.append(" and not exists (select 1 from ").append(table).append(" where snapshot_id = s.public_id)");
        }
        return sql.toString();
    }

    /** When the oldest piece of work began that may hold files no row names yet; null when there is none. */
    public static @Nullable Instant oldestWork(Connection connection) throws SQLException {
        Instant oldest = null;
        for (String work : List.of(
                "training_job where state in ('QUEUED', 'RUNNING')",
                "version_evaluation where state in ('QUEUED', 'RUNNING')",
                "text_measurement where state in ('QUEUED', 'RUNNING')",
                "scoring where state in ('QUEUED', 'RUNNING')",
                "version_import where state in ('QUEUED', 'RUNNING')",
                "dataset_import where state = 'RUNNING'")) {
            try (PreparedStatement select = connection.prepareStatement("select min(created_at) from " + work);
                    ResultSet rows = select.executeQuery()) {
                Instant first = rows.next() ? VersionFactsReading.instant(rows, 1) : null;
                if (first != null && (oldest == null || first.isBefore(oldest))) {
                    oldest = first;
                }
            }
        }
        return oldest;
    }

    /** Ids of training jobs that ended before a time or are gone, of those asked for. */
    public static List<UUID> endedJobs(Connection connection, List<UUID> asked, Instant before) throws SQLException {
        List<UUID> ended = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("select ended_at from training_job where public_id = ?")) {
            for (UUID job : asked) {
                select.setBytes(1, UuidColumn.bytes(job));
                try (ResultSet rows = select.executeQuery()) {
                    Instant end = rows.next() ? VersionFactsReading.instant(rows, 1) : Instant.EPOCH;
                    if (end != null && end.isBefore(before)) {
                        ended.add(job);
                    }
                }
            }
        }
        return ended;
    }

    /** Internal ids of the training jobs whose outputs go with versions, by those. */
    public Set<Long> jobsOf(List<Long> versions) throws SQLException {
        Set<Long> jobs = new java.util.HashSet<>();
        for (long version : versions) {
            try (PreparedStatement select = prepared(
                            "select j.id from training_job j join model_version v on v.training_job_id = j.public_id where"
                                    + " v.id = ? and j.state in ('COMPLETED', 'FAILED', 'CANCELLED')",
                            version);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    jobs.add(rows.getLong(1));
                }
            }
        }
        return jobs;
    }

    private void lock(String sql, long id) throws SQLException {
        try (PreparedStatement select = prepared(sql, id);
                ResultSet rows = select.executeQuery()) {
            rows.next();
        }
    }

    private boolean exists(String sql, Object... values) throws SQLException {
        try (PreparedStatement select = prepared(sql + " limit 1", values);
                ResultSet rows = select.executeQuery()) {
            return rows.next();
        }
    }

    private void run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values)) {
            statement.executeUpdate();
        }
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i] instanceof Instant time ? InstantColumn.local(time) : values[i]);
        }
        return statement;
    }
}
