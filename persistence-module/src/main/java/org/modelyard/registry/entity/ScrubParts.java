package org.modelyard.registry.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.modelyard.registry.model.ScrubProblem;

/** How far each part of a scrub is, and what it found, by statements on the transaction's own connection. */
public class ScrubParts {

    private final Supplier<Connection> connection;

    /** @param connection of the transaction that is under way; not closed here */
    public ScrubParts(Supplier<Connection> connection) {
        this.connection = connection;
    }

    /**
     * A file that is not what it should be.
     *
     * @param actual what its bytes hash to; null for none
     * @param refers one of those who need it
     */
    public record Finding(String sha256, ScrubProblem problem, @Nullable String actual, String refers) {}

    /** Of one scrub. */
    public record Totals(long checked, long bytes, long damaged, long missing, long unreadable) {}

    public void begin(Scrub scrub, int parts) throws SQLException {
        try (PreparedStatement insert = connection
                .get()
                .prepareStatement(
                        "insert into scrub_part (scrub_id, part, last_sha, checked, bytes, damaged, missing, unreadable)"
                                + " values (?, ?, '', 0, 0, 0, 0, 0)")) {
            for (int part = 0; part < parts; part++) {
                insert.setLong(1, scrub.id());
                insert.setInt(2, part);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The last address that the part has looked at; empty before the first. */
    public String last(Scrub scrub, int part) throws SQLException {
        try (PreparedStatement select =
                connection.get().prepareStatement("select last_sha from scrub_part where scrub_id = ? and part = ?")) {
            select.setLong(1, scrub.id());
            select.setInt(2, part);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1).strip() : "";
            }
        }
    }

    /** Counts a file, unless it was counted before. */
    public void count(Scrub scrub, int part, String sha256, long bytes, @Nullable Finding finding) throws SQLException {
        try (PreparedStatement update = connection
                .get()
                .prepareStatement("update scrub_part set last_sha = ?, checked = checked + 1, bytes = bytes + ?,"
                        + " damaged = damaged + ?, missing = missing + ?, unreadable = unreadable + ?"
                        + " where scrub_id = ? and part = ? and last_sha < ?")) {
            update.setString(1, sha256);
            update.setLong(2, bytes);
            update.setInt(3, one(finding, ScrubProblem.DAMAGED));
            update.setInt(4, one(finding, ScrubProblem.MISSING));
            update.setInt(5, one(finding, ScrubProblem.UNREADABLE));
            update.setLong(6, scrub.id());
            update.setInt(7, part);
            update.setString(8, sha256);
            if (update.executeUpdate() == 1 && finding != null) {
                add(scrub, finding);
            }
        }
    }

    private static int one(@Nullable Finding finding, ScrubProblem problem) {
        return finding != null && finding.problem() == problem ? 1 : 0;
    }

    private void add(Scrub scrub, Finding finding) throws SQLException {
        try (PreparedStatement insert = connection
                .get()
                .prepareStatement(
                        "insert into scrub_finding (scrub_id, sha256, problem, actual, refers) values (?, ?, ?, ?, ?)")) {
            insert.setLong(1, scrub.id());
            insert.setString(2, finding.sha256());
            insert.setString(3, finding.problem().name());
            insert.setString(4, finding.actual());
            insert.setString(5, finding.refers());
            insert.executeUpdate();
        }
    }

    public Totals totals(Scrub scrub) throws SQLException {
        try (PreparedStatement select = connection
                .get()
                .prepareStatement(
                        "select sum(checked), sum(bytes), sum(damaged), sum(missing), sum(unreadable) from scrub_part"
                                + " where scrub_id = ?")) {
            select.setLong(1, scrub.id());
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return new Totals(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5));
            }
        }
    }

    /** By address. */
    public List<Finding> findings(Scrub scrub, int most) throws SQLException {
        try (PreparedStatement select = connection
                .get()
                .prepareStatement("select sha256, problem, actual, refers from scrub_finding where scrub_id = ?"
                        + " order by sha256 limit ?")) {
            select.setLong(1, scrub.id());
            select.setInt(2, most);
            List<Finding> findings = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    findings.add(new Finding(
                            rows.getString(1),
                            ScrubProblem.valueOf(rows.getString(2)),
                            rows.getString(3),
                            rows.getString(4)));
                }
            }
            return findings;
        }
    }
}
