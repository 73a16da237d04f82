package org.modelyard.experiment.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.modelyard.experiment.model.KnownBefore;
import org.modelyard.experiment.model.OutcomeEvent;
import org.modelyard.platform.entity.KeyedRows;
import org.modelyard.serving.model.ExperimentArm;

/** Who was assigned to what, and what came of it, by statements on the transaction's own connection. */
public class ExperimentRows {

    /** Of one statement. */
    private static final int ROWS = 250;

    private static final String EXPOSURE = "(?,?,?,?,?,?,?,?,?,?,?,?)";
    private static final String EVENT = "(?,?,?,?,?,?)";

    private static final String EXPOSE =
            "insert into experiment_exposure (experiment_id, unit, variant, at_millis, round_number, propensity,"
                    + " covariate, segment_0, segment_1, segment_2, segment_3, segment_4) values " + EXPOSURE;

    private static final KeyedRows UNITS =
            new KeyedRows("e.unit", "experiment_exposure", "experiment_id", "unit", "varchar(200)", "");

    private static final KeyedRows EVENTS =
            new KeyedRows("e.event_id", "experiment_event", "experiment_id", "event_id", "varchar(100)", "");

    private final Supplier<Connection> transaction;

    /** @param transaction gives the connection of the present transaction, which stays open */
    public ExperimentRows(Supplier<Connection> transaction) {
        this.transaction = transaction;
    }

    /** Without anything known of the unit. */
    public void expose(long experiment, String unit, int variant, long atMillis) throws SQLException {
        expose(experiment, unit, variant, atMillis, KnownBefore.NONE);
    }

    /**
     * Stores that the unit was assigned, unless that is known.
     *
     * @param variant its place in the plan, -1 for held out
     */
    public void expose(long experiment, String unit, int variant, long atMillis, KnownBefore facts)
            throws SQLException {
        expose(experiment, unit, new First(new ExperimentArm(experiment, variant), atMillis, () -> facts));
    }

    private void expose(long experiment, String unit, First first) throws SQLException {
        try (PreparedStatement insert = transaction.get().prepareStatement(EXPOSE)) {
            bind(insert, 1, experiment, unit, first);
            insert.executeUpdate();
        } catch (SQLIntegrityConstraintViolationException known) {
            // once a unit: the first time counts, and neither database ends the transaction for it
            return;
        }
    }

    /**
     * Stores of many units that they were assigned, unless that is known.
     *
     * @param first by unit: when it was first, and to what
     */
    public void exposeAll(long experiment, Map<String, First> first) throws SQLException {
        List<String> fresh = new ArrayList<>(first.keySet());
        fresh.removeAll(exposed(experiment, first.keySet()));
        fresh.sort(null); // nodes that store the same units wait for each other instead of for themselves
        for (int from = 0; from < fresh.size(); from += ROWS) {
            List<String> some = fresh.subList(from, Math.min(from + ROWS, fresh.size()));
            try {
                exposeTogether(experiment, some, first);
            } catch (SQLIntegrityConstraintViolationException otherWasFirst) {
                for (String unit : some) {
                    First one = Objects.requireNonNull(first.get(unit));
                    expose(experiment, unit, one);
                }
            }
        }
    }

    private void exposeTogether(long experiment, List<String> units, Map<String, First> first) throws SQLException {
        try (PreparedStatement insert =
                transaction.get().prepareStatement(EXPOSE + ("," + EXPOSURE).repeat(units.size() - 1))) {
            int at = 1;
            for (String unit : units) {
                at = bind(insert, at, experiment, unit, Objects.requireNonNull(first.get(unit)));
            }
            insert.executeUpdate();
        }
    }

    private static int bind(PreparedStatement insert, int from, long experiment, String unit, First one)
            throws SQLException {
        int at = from;
        KnownBefore facts = one.facts().get();
        insert.setLong(at++, experiment);
        insert.setString(at++, unit);
        ExperimentArm arm = one.arm();
        insert.setInt(at++, arm.place());
        insert.setLong(at++, one.atMillis());
        insert.setObject(at++, arm.ofRound() ? (long) arm.round() : null, Types.BIGINT);
        insert.setObject(at++, arm.ofRound() ? arm.buckets() : null, Types.INTEGER);
        insert.setObject(at++, facts.covariate(), Types.DOUBLE);
        for (int i = 0; i < KnownBefore.MOST_SEGMENTS; i++) {
            insert.setString(at++, facts.segment(i));
        }
        return at;
    }

    /**
     * @param arm with its variant's place, -1 for held out, and of a bandit the round and the propensity
     * @param facts read for a unit that was not known alone
     */
    public record First(ExperimentArm arm, long atMillis, Supplier<KnownBefore> facts) {}

    /** Those of the units that have been assigned. */
    public Set<String> exposed(long experiment, Set<String> units) throws SQLException {
        return known(UNITS, experiment, units);
    }

    /** @return how many were not there before */
    public int insert(long experiment, List<OutcomeEvent> events) throws SQLException {
        Map<String, OutcomeEvent> fresh = new HashMap<>();
        events.forEach(event -> fresh.putIfAbsent(event.id(), event));
        fresh.keySet().removeAll(known(EVENTS, experiment, fresh.keySet()));
        List<OutcomeEvent> left = new ArrayList<>(fresh.values());
        int stored = 0;
        for (int from = 0; from < left.size(); from += ROWS) {
            List<OutcomeEvent> some = left.subList(from, Math.min(from + ROWS, left.size()));
            try {
                insertTogether(experiment, some);
                stored += some.size();
            } catch (SQLIntegrityConstraintViolationException otherWasFirst) {
                for (OutcomeEvent one : some) {
                    stored += insertAlone(experiment, one);
                }
            }
        }
        return stored;
    }

    private int insertAlone(long experiment, OutcomeEvent event) throws SQLException {
        try {
            insertTogether(experiment, List.of(event));
            return 1;
        } catch (SQLIntegrityConstraintViolationException known) {
            return 0;
        }
    }

    private void insertTogether(long experiment, List<OutcomeEvent> events) throws SQLException {
        try (PreparedStatement insert = transaction
                .get()
                .prepareStatement(
                        "insert into experiment_event (experiment_id, event_id, unit, name, event_value, at_millis) values "
                                + EVENT + ("," + EVENT).repeat(events.size() - 1))) {
            int at = 1;
            for (OutcomeEvent event : events) {
                insert.setLong(at++, experiment);
                insert.setString(at++, event.id());
                insert.setString(at++, event.unit());
                insert.setString(at++, event.name());
                insert.setDouble(at++, event.value());
                insert.setLong(at++, event.atMillis());
            }
            insert.executeUpdate();
        }
    }

    private Set<String> known(KeyedRows rows, long experiment, Set<String> wanted) throws SQLException {
        List<String> all = List.copyOf(wanted);
        Set<String> known = new HashSet<>();
        for (int from = 0; from < all.size(); from += ROWS) {
            String[] some = all.subList(from, Math.min(from + ROWS, all.size())).toArray(String[]::new);
            try (PreparedStatement select = rows.lookup(transaction.get(), experiment, some);
                    ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    known.add(found.getString(1));
                }
            }
        }
        return known;
    }
}
