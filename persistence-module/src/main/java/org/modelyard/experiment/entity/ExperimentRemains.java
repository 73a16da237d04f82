package org.modelyard.experiment.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
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
    public void mark(long organisationId, long experiment) throws SQLException {
        try (PreparedStatement insert = transaction
                .get()
                .prepareStatement("insert into experiment_gone (experiment_id, organisation_id) values (?, ?)")) {
            insert.setLong(1, experiment);
            insert.setLong(2, organisationId);
            insert.executeUpdate();
        }
    }

    /**
     * Deletes some rows of one marked experiment of the organisation, and the mark when none is left.
     *
     * @param atOnce rows of a table at most
     * @return whether there may be more
     */
    public boolean sweep(long organisationId, int atOnce) throws SQLException {
        OptionalLong marked = marked(organisationId);
        if (marked.isEmpty()) {
            return false;
        }
        long experiment = marked.getAsLong();
        boolean events = some("experiment_event", "event_id", experiment, atOnce);
        boolean units = some("experiment_exposure", "unit", experiment, atOnce);
        boolean answers = some("experiment_answer", "inference_id", experiment, atOnce);
        boolean rounds = some("experiment_round", "round_number", experiment, atOnce);
        if (!events && !units && !answers && !rounds) {
            delete("delete from experiment_gone where experiment_id = ?", experiment, null);
        }
        return true;
    }

    private OptionalLong marked(long organisationId) throws SQLException {
        try (PreparedStatement select = transaction
                .get()
                .prepareStatement(
                        "select experiment_id from experiment_gone where organisation_id = ? order by experiment_id limit 1")) {
            select.setLong(1, organisationId);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** By the primary key's order, which both databases do alike. */
    private boolean some(String table, String key, long experiment, int atOnce) throws SQLException {
        try (PreparedStatement select = transaction
                .get()
                .prepareStatement("select " + key + " from " + table + " where experiment_id = ? order by " + key
                        + " limit 1 offset ?")) {
            select.setLong(1, experiment);
            select.setInt(2, atOnce - 1);
            try (ResultSet rows = select.executeQuery()) {
                Object last = rows.next() ? rows.getObject(1) : null;
                delete(
                        "delete from " + table + " where experiment_id = ?"
                                + (last == null ? "" : " and " + key + " <= ?"),
                        experiment,
                        last);
                return last != null;
            }
        }
    }

    private void delete(String sql, long experiment, @Nullable Object last) throws SQLException {
        try (PreparedStatement delete = transaction.get().prepareStatement(sql)) {
            delete.setLong(1, experiment);
            if (last != null) {
                delete.setObject(2, last);
            }
            delete.executeUpdate();
        }
    }
}
