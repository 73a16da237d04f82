package org.modelyard.run.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.modelyard.run.model.RunTexts;

/** The parameters and tags of all runs, by statements on the transaction's own connection. */
public class StoredRunTexts {

    private final Supplier<Connection> transaction;

    /** @param transaction gives the connection of the present transaction, which stays open */
    public StoredRunTexts(Supplier<Connection> transaction) {
        this.transaction = transaction;
    }

    /** By name. */
    public Map<String, String> of(Run run, RunTexts kind) throws SQLException {
        try (PreparedStatement select = transaction
                .get()
                .prepareStatement("select name, content from run_text where run_id = ? and kind = ?")) {
            select.setLong(1, run.id());
            select.setString(2, kind.name());
            Map<String, String> texts = new TreeMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    texts.put(rows.getString(1), rows.getString(2));
                }
            }
            return texts;
        }
    }

    /** @param texts of names that the run does not have */
    public void insert(Run run, RunTexts kind, Map<String, String> texts) throws SQLException {
        if (texts.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = transaction
                .get()
                .prepareStatement("insert into run_text (run_id, kind, name, content) values (?,?,?,?)")) {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                insert.setLong(1, run.id());
                insert.setString(2, kind.name());
                insert.setString(3, text.getKey());
                insert.setString(4, text.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    public void delete(Run run, RunTexts kind, Collection<String> names) throws SQLException {
        if (names.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                transaction.get().prepareStatement("delete from run_text where run_id = ? and kind = ? and name = ?")) {
            for (String name : names) {
                delete.setLong(1, run.id());
                delete.setString(2, kind.name());
                delete.setString(3, name);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }
}
