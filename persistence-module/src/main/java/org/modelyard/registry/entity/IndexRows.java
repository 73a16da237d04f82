package org.modelyard.registry.entity;

import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

/** Writes rows of the {@link VersionIndex}, many a statement, on the transaction's own connection: as entities they cost more than their version. */
final class IndexRows {

    private static final String TERMS =
            "insert into version_term (id, organisation_id, model_version_id, kind, term) values ";
    private static final String TERM = "(next value for version_term_seq,?,?,?,?)";
    private static final String METRICS =
            "insert into version_metric (id, organisation_id, model_version_id, name, metric_value) values ";
    private static final String METRIC = "(next value for version_metric_seq,?,?,?,?)";

    /** Of one statement. */
    private static final int ROWS = 250;

    private final Supplier<Connection> transaction;

    /** @param transaction gives the connection of the present transaction, which stays open */
    IndexRows(Supplier<Connection> transaction) {
        this.transaction = transaction;
    }

    /** A row that knows the values of its columns but for the id. */
    interface Row {

        /** @return the place behind its last value */
        int bind(PreparedStatement insert, int at) throws SQLException;
    }

    /** @param rows none of which is there; their versions are */
    void insertTerms(List<VersionTerm> rows) {
        insert(TERMS, TERM, rows);
    }

    /** @param rows none of which is there; their versions are */
    void insertMetrics(List<VersionMetric> rows) {
        insert(METRICS, METRIC, rows);
    }

    private void insert(String columns, String places, List<? extends Row> rows) {
        for (int from = 0; from < rows.size(); from += ROWS) {
            insertTogether(columns, places, rows.subList(from, Math.min(from + ROWS, rows.size())));
        }
    }

    private void insertTogether(String columns, String places, List<? extends Row> rows) {
        String sql = columns + places + ("," + places).repeat(rows.size() - 1);
        try (PreparedStatement insert = transaction.get().prepareStatement(sql)) {
            int at = 1;
            for (Row row : rows) {
                at = row.bind(insert, at);
            }
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new PersistenceException("what a version is found by cannot be written", e);
        }
    }
}
