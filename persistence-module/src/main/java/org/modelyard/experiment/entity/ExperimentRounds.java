package org.modelyard.experiment.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.BanditRound;

/** The rounds of bandits, which never change once they have begun. The newest of an experiment says when the next one is due. */
public class ExperimentRounds {

    private static final String ROW = "(?,?,?,?,?,?,?,?,?)";

    private static final String SELECT =
            "select round_number, from_millis, due_millis, buckets, chance, units, successes from experiment_round"
                    + " where experiment_id = ? and round_number ";

    private final Supplier<Connection> transaction;

    /** @param transaction gives the connection of the present transaction, which stays open */
    public ExperimentRounds(Supplier<Connection> transaction) {
        this.transaction = transaction;
    }

    /** @param dueMillis when shares are computed anew, since 1970; null where a later round has begun */
    public record Stored(BanditRound round, @Nullable Long dueMillis) {}

    /**
     * Stores a round; from now on it is the one that divides. The one before it is due no more.
     *
     * @throws java.sql.SQLIntegrityConstraintViolationException when there is one of that number
     */
    public void begin(long experiment, BanditRound round, long dueMillis) throws SQLException {
        if (round.number() > 1) {
            // none before the first: an update that finds nothing would lock the gap that another start inserts into
            due(experiment, round.number() - 1, null);
        }
        List<BanditRound.Arm> arms = round.arms();
        try (PreparedStatement insert = transaction
                .get()
                .prepareStatement(
                        "insert into experiment_round (experiment_id, round_number, variant, from_millis, due_millis, buckets,"
                                + " chance, units, successes) values " + ROW + ("," + ROW).repeat(arms.size() - 1))) {
            int at = 1;
            for (int i = 0; i < arms.size(); i++) {
                insert.setLong(at++, experiment);
                insert.setLong(at++, round.number());
                insert.setInt(at++, i);
                insert.setLong(at++, round.fromMillis());
                insert.setLong(at++, dueMillis);
                insert.setInt(at++, arms.get(i).buckets());
                insert.setDouble(at++, arms.get(i).chance());
                insert.setLong(at++, arms.get(i).units());
                insert.setLong(at++, arms.get(i).successes());
            }
            insert.executeUpdate();
        }
    }

    /**
     * The newest round goes on until then.
     *
     * @param number its
     */
    public void postpone(long experiment, int number, long dueMillis) throws SQLException {
        due(experiment, number, dueMillis);
    }

    /**
     * The newest round was the last.
     *
     * @param number its
     */
    public void close(long experiment, int number) throws SQLException {
        due(experiment, number, null);
    }

    private void due(long experiment, int number, @Nullable Long dueMillis) throws SQLException {
        try (PreparedStatement update = transaction
                .get()
                .prepareStatement(
                        "update experiment_round set due_millis = ? where experiment_id = ? and round_number = ?")) {
            update.setObject(1, dueMillis, java.sql.Types.BIGINT);
            update.setLong(2, experiment);
            update.setInt(3, number);
            update.executeUpdate();
        }
    }

    /** The one that divides; empty where shares are fixed, and before the start. */
    public Optional<Stored> latest(long experiment) throws SQLException {
        String newest = "= (select max(r.round_number) from experiment_round r where r.experiment_id = ?)"
                + " order by round_number, variant";
        try (PreparedStatement select = transaction.get().prepareStatement(SELECT + newest)) {
            select.setLong(1, experiment);
            select.setLong(2, experiment);
            return read(select).stream().findFirst();
        }
    }

    /**
     * Newest first.
     *
     * @param before number, exclusive
     */
    public List<Stored> before(long experiment, long before, int most) throws SQLException {
        Optional<Stored> newest = latest(experiment);
        if (newest.isEmpty()) {
            return List.of();
        }
        // rounds are numbered without gaps, and a limit would count rows of variants
        long end = Math.min(before, newest.get().round().number() + 1L);
        try (PreparedStatement select = transaction
                .get()
                .prepareStatement(SELECT + "< ? and round_number >= ? order by round_number desc, variant")) {
            select.setLong(1, experiment);
            select.setLong(2, end);
            select.setLong(3, end - most);
            return read(select);
        }
    }

    /** Oldest first. */
    public List<BanditRound> all(long experiment) throws SQLException {
        try (PreparedStatement select =
                transaction.get().prepareStatement(SELECT + "> 0 order by round_number, variant")) {
            select.setLong(1, experiment);
            return read(select).stream().map(Stored::round).toList();
        }
    }

    private static List<Stored> read(PreparedStatement select) throws SQLException {
        List<Stored> all = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            List<BanditRound.Arm> arms = new ArrayList<>();
            boolean more = rows.next();
            while (more) {
                int number = rows.getInt(1);
                long from = rows.getLong(2);
                long due = rows.getLong(3);
                Long next = rows.wasNull() ? null : due;
                arms.add(new BanditRound.Arm(rows.getInt(4), rows.getDouble(5), rows.getLong(6), rows.getLong(7)));
                more = rows.next();
                if (!more || rows.getInt(1) != number) {
                    all.add(new Stored(new BanditRound(number, from, arms), next));
                    arms.clear();
                }
            }
        }
        return all;
    }

    /** Running experiments of all organisations whose next round is due, the longest due first. */
    public List<Long> due(long nowMillis) throws SQLException {
        try (PreparedStatement select = transaction
                .get()
                .prepareStatement(
                        "select r.experiment_id from experiment_round r join experiment e on e.id = r.experiment_id"
                                + " where r.variant = 0 and r.due_millis <= ? and e.state = 'RUNNING'"
                                + " order by r.due_millis, r.experiment_id")) {
            select.setLong(1, nowMillis);
            List<Long> due = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(rows.getLong(1));
                }
            }
            return due;
        }
    }

    /**
     * Units that were assigned, by round and then by variant's place.
     *
     * @param variants in the plan
     */
    public Map<Integer, long[]> units(long experiment, int variants) throws SQLException {
        try (PreparedStatement select = transaction
                .get()
                .prepareStatement(
                        "select round_number, variant, count(*) from experiment_exposure where experiment_id = ?"
                                + " and variant >= 0 and round_number is not null group by round_number, variant")) {
            select.setLong(1, experiment);
            Map<Integer, long[]> units = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    units.computeIfAbsent(rows.getInt(1), any -> new long[variants])[rows.getInt(2)] = rows.getLong(3);
                }
            }
            return units;
        }
    }
}
