package org.modelyard.upkeep.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.model.Stage;
import org.modelyard.upkeep.model.VersionFacts;

/** Reads what is known of an organisation's versions, the deleted ones among them. */
public final class VersionFactsReading {

    private static final String OPEN = "('CREATED', 'QUEUED', 'RUNNING')";

    private final Connection connection;
    private final long organisation;

    /** @param connection stays the caller's */
    public VersionFactsReading(Connection connection, long organisation) {
        this.connection = connection;
        this.organisation = organisation;
    }

    /** Oldest first. */
    public List<VersionFacts> read() throws SQLException {
        Set<Long> serving = serving();
        Set<String> atWork = atWork();
        Map<String, String> trainings = trainings();
        Map<Long, Instant> used = used();
        List<VersionFacts> facts = new ArrayList<>();
        try (PreparedStatement select =
                        prepared("select v.id, m.name, v.version_text, v.stage, v.lineage, v.created_at,"
                                + " v.deleted_at, m.deleted_at, v.cleaned_at, m.id from model_version v join model m on m.id ="
                                + " v.model_id where v.organisation_id = ? order by v.id");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                long id = rows.getLong(1);
                String model = rows.getString(2);
                String number = rows.getString(3);
                Instant created = Objects.requireNonNull(instant(rows, 6));
                Instant last = used.getOrDefault(id, created);
                boolean inUse = serving.contains(id)
                        || atWork.contains(model + "/" + number)
                        || trainings.getOrDefault(model, "").contains("\"" + number + "\"");
                facts.add(new VersionFacts(
                        id,
                        rows.getLong(10),
                        model,
                        number,
                        Stage.valueOf(rows.getString(4)),
                        needs(model, RegistryJson.read(rows.getString(5), Lineage.class)),
                        created,
                        earlier(instant(rows, 7), instant(rows, 8)),
                        rows.getObject(9) != null,
                        inUse,
                        last.isAfter(created) ? last : created));
            }
        }
        return facts;
    }

    /** Ids of the snapshots that versions come from. */
    public Set<String> snapshots() throws SQLException {
        Set<String> ids = new HashSet<>();
        try (PreparedStatement select = prepared("select lineage from model_version where organisation_id = ?");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String snapshot =
                        RegistryJson.read(rows.getString(1), Lineage.class).snapshot();
                if (snapshot != null) {
                    ids.add(snapshot);
                }
            }
        }
        return ids;
    }

    /** When a person or the server last did something with a version that the audit tells of; null: never. */
    public @Nullable Instant changed(VersionFacts version) throws SQLException {
        try (PreparedStatement select = prepared(
                "select max(at) from audit_entry where organisation_id = ? and outcome = 'DONE' and subject = ?")) {
            select.setString(2, "model/" + version.name());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? instant(rows, 1) : null;
            }
        }
    }

    private static List<String> needs(String model, Lineage lineage) {
        List<String> needs = new ArrayList<>();
        for (String from : new String[] {lineage.parent(), lineage.startedFrom()}) {
            if (from != null) {
                needs.add(from.contains(":") ? from.replace(':', '/') : model + "/" + from);
            }
        }
        return needs;
    }

    /** Meant by an alias, deployed, or what a deployment would be rolled back to. */
    private Set<Long> serving() throws SQLException {
        Set<Long> ids = new HashSet<>();
        for (String sql : List.of(
                "select model_version_id from model_alias where organisation_id = ?",
                "select model_version_id from deployment where organisation_id = ? and ended_at is null",
                "select d.model_version_id from deployment d where d.organisation_id = ? and d.id in (select"
                        + " n.replaces_id from deployment n where n.ended_at is null and n.replaces_id is not null)")) {
            try (PreparedStatement select = prepared(sql);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
        }
        return ids;
    }

    /** Versions that evaluations and comparisons have still to read, as {@code model/number}. */
    private Set<String> atWork() throws SQLException {
        Set<String> names = new HashSet<>();
        for (String columns : List.of(
                "model_name, version_text from version_evaluation",
                "model_name, version_text from scoring",
                "champion_model, champion_version from version_comparison",
                "candidate_model, candidate_version from version_comparison")) {
            try (PreparedStatement select =
                            prepared("select " + columns + " where organisation_id = ? and state in " + OPEN);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1) + "/" + rows.getString(2));
                }
            }
        }
        return names;
    }

    /** What the open training jobs of each model were told: a fit may go on from a version. */
    private Map<String, String> trainings() throws SQLException {
        Map<String, String> specs = new HashMap<>();
        try (PreparedStatement select = prepared(
                        "select model_name, spec from training_job where organisation_id = ? and state in " + OPEN);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                specs.merge(rows.getString(1), rows.getString(2), String::concat);
            }
        }
        return specs;
    }

    private Map<Long, Instant> used() throws SQLException {
        Map<Long, Instant> latest = new HashMap<>();
        for (String sql : List.of(
                "select model_version_id, max(hour_start) from histogram_hour where organisation_id = ? group by"
                        + " model_version_id",
                "select model_version_id, max(coalesce(ended_at, activated_at, created_at)) from deployment where"
                        + " organisation_id = ? group by model_version_id")) {
            try (PreparedStatement select = prepared(sql);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Instant time = instant(rows, 2);
                    if (time != null) {
                        latest.merge(rows.getLong(1), time, (a, b) -> a.isAfter(b) ? a : b);
                    }
                }
            }
        }
        return latest;
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setLong(1, organisation);
        return statement;
    }

    static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
        LocalDateTime time = rows.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
