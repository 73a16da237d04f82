package org.modelyard.experiment.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Exposures, events, answers and rounds of experiments that are no more. There may be millions, so they go some at a time, and a mark says which are to go. */
public class ExperimentRemains {

    private final Supplier<Connection> transaction;

    /** @param transaction gives the connection of the present transaction, which stays open */
    public ExperimentRemains(Supplier<Connection> transaction) {
        this.transaction = transaction;
    }

    /** Its rows may go from now on. */
    public void mark(long organisationId, long experiment, long nowMillis) throws SQLException {
        try (PreparedStatement insert = transaction
                .get()
                .prepareStatement(
                        "insert into experiment_gone (experiment_id, organisation_id, gone_millis) values (?, ?, ?)")) {
            insert.setLong(1, experiment);
            insert.setLong(2, organisationId);
            insert.setLong(3, nowMillis);
            insert.executeUpdate();
        }
    }

    /** @param atMillis since when the experiment is no more */
    private record Mark(long experiment, long atMillis) {}

    /**
     * Deletes some rows of the organisation's marked experiments. A mark goes when none is left and it is old enough that nothing is
     * on its way any more: who had found the experiment before it was deleted may store a row afterwards.
     *
     * @param atOnce rows of a table at most
     * @param settledMillis marks that are older may go
     * @return whether there may be more
     */
    public boolean sweep(long organisationId, int atOnce, long settledMillis) throws SQLException {
        int deleted = 0;
        for (Mark mark : marks(organisationId)) {
            int here = some("experiment_event", "event_id", mark.experiment(), atOnce)
                    + some("experiment_exposure", "unit", mark.experiment(), atOnce)
                    + some("experiment_answer", "inference_id", mark.experiment(), atOnce)
                    + some("experiment_round", "round_number", mark.experiment(), atOnce);
            if (here == 0 && mark.atMillis() < settledMillis) {
                delete("delete from experiment_gone where experiment_id = ?", mark.experiment(), null);
            }
            deleted += here;
            if (deleted >= atOnce) {
                break;
            }
        }
        return deleted > 0;
    }

    private List<Mark> marks(long organisationId) throws SQLException {
        try (PreparedStatement select = transaction
                .get()
                .prepareStatement("select experiment_id, gone_millis from experiment_gone where organisation_id = ?"
                        + " order by experiment_id")) {
            select.setLong(1, organisationId);
            List<Mark> marks = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    marks.add(new Mark(rows.getLong(1), rows.getLong(2)));
                }
            }
            return marks;
        }
    }

    /** By the primary key's order, which both databases do alike. */
    private int some(String table, String key, long experiment, int atOnce) throws SQLException {
        try (PreparedStatement select = transaction
                .get()
                .prepareStatement("select " + key + " from " + table + " where experiment_id = ? order by " + key
                        + " limit 1 offset ?")) {
            select.setLong(1, experiment);
            select.setInt(2, atOnce - 1);
            try (ResultSet rows = select.executeQuery()) {
                Object last = rows.next() ? rows.getObject(1) : null;
                return delete(
                        "delete from " + table + " where experiment_id = ?"
                                + (last == null ? "" : " and " + key + " <= ?"),
                        experiment,
                        last);
            }
        }
    }

    private int delete(String sql, long experiment, @Nullable Object last) throws SQLException {
        try (PreparedStatement delete = transaction.get().prepareStatement(sql)) {
            delete.setLong(1, experiment);
            if (last != null) {
                delete.setObject(2, last);
            }
            return delete.executeUpdate();
        }
    }
}
