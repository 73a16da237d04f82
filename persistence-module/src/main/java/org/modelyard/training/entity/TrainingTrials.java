package org.modelyard.training.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.modelyard.ml.search.Trial;
import org.modelyard.platform.entity.UuidColumn;

/** The trials of all searches, by statements on the transaction's own connection. */
public class TrainingTrials {

    private final Supplier<Connection> transaction;

    /** @param transaction gives the connection of the present transaction, which stays open */
    public TrainingTrials(Supplier<Connection> transaction) {
        this.transaction = transaction;
    }

    /** Takes the place of an earlier state of the same trial. */
    public void write(UUID job, Trial trial) throws SQLException {
        try (PreparedStatement update = transaction
                .get()
                .prepareStatement("update training_trial set document = ? where training_job_id = ? and trial = ?")) {
            update.setString(1, trial.toJson());
            update.setBytes(2, UuidColumn.bytes(job));
            update.setInt(3, trial.number());
            if (update.executeUpdate() > 0) {
                return;
            }
        }
        try (PreparedStatement insert = transaction
                .get()
                .prepareStatement("insert into training_trial (training_job_id, trial, document) values (?,?,?)")) {
            insert.setBytes(1, UuidColumn.bytes(job));
            insert.setInt(2, trial.number());
            insert.setString(3, trial.toJson());
            insert.executeUpdate();
        }
    }

    /** In the order of their numbers. */
    public List<Trial> of(UUID job) throws SQLException {
        try (PreparedStatement select = transaction
                .get()
                .prepareStatement("select document from training_trial where training_job_id = ? order by trial")) {
            select.setBytes(1, UuidColumn.bytes(job));
            List<Trial> trials = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    trials.add(Trial.fromJson(rows.getString(1)));
                }
            }
            return trials;
        }
    }
}
