package org.modelyard.training.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.training.model.EpochFigures;

/** The steps of all fits, by statements on the transaction's own connection: rows without a life of their own. */
public class TrainingEpochs {

    private static final String COLUMNS = "fold, epoch, training_loss, validation_loss, learning_rate, rows_per_second,"
            + " cpu_cores, heap_bytes, elapsed_millis";

    private final Supplier<Connection> transaction;

    /** @param transaction gives the connection of the present transaction, which stays open */
    public TrainingEpochs(Supplier<Connection> transaction) {
        this.transaction = transaction;
    }

    /** Takes the place of rows of the same steps, and of later ones: those were done after the last checkpoint. */
    public void write(UUID job, List<EpochFigures> epochs) throws SQLException {
        if (epochs.isEmpty()) {
            return;
        }
        forget(job, epochs.get(0).fold(), epochs.get(0).epoch());
        try (PreparedStatement insert = transaction
                .get()
                .prepareStatement(
                        "insert into training_epoch (training_job_id, " + COLUMNS + ") values (?,?,?,?,?,?,?,?,?,?)")) {
            for (EpochFigures epoch : epochs) {
                int p = 1;
                insert.setBytes(p++, UuidColumn.bytes(job));
                insert.setInt(p++, epoch.fold());
                insert.setInt(p++, epoch.epoch());
                set(insert, p++, epoch.trainingLoss());
                set(insert, p++, epoch.validationLoss());
                set(insert, p++, epoch.learningRate());
                set(insert, p++, epoch.rowsPerSecond());
                set(insert, p++, epoch.cpuCores());
                insert.setLong(p++, epoch.heapBytes());
                insert.setLong(p, epoch.elapsedMillis());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void forget(UUID job, int fold, int from) throws SQLException {
        try (PreparedStatement delete = transaction
                .get()
                .prepareStatement("delete from training_epoch where training_job_id = ? and fold = ? and epoch >= ?")) {
            delete.setBytes(1, UuidColumn.bytes(job));
            delete.setInt(2, fold);
            delete.setInt(3, from);
            delete.executeUpdate();
        }
    }

    /** In the order of folds and steps. */
    public List<EpochFigures> of(UUID job, int most) throws SQLException {
        try (PreparedStatement select = transaction
                .get()
                .prepareStatement("select " + COLUMNS
                        + " from training_epoch where training_job_id = ? order by fold, epoch limit ?")) {
            select.setBytes(1, UuidColumn.bytes(job));
            select.setInt(2, most);
            List<EpochFigures> epochs = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    epochs.add(new EpochFigures(
                            rows.getInt(1),
                            rows.getInt(2),
                            number(rows, 3),
                            number(rows, 4),
                            number(rows, 5),
                            number(rows, 6),
                            number(rows, 7),
                            rows.getLong(8),
                            rows.getLong(9)));
                }
            }
            return epochs;
        }
    }

    private static void set(PreparedStatement statement, int place, @Nullable Double value) throws SQLException {
        if (value == null) {
            statement.setNull(place, Types.DOUBLE);
        } else {
            statement.setDouble(place, value);
        }
    }

    private static @Nullable Double number(ResultSet rows, int column) throws SQLException {
        double value = rows.getDouble(column);
        return rows.wasNull() ? null : value;
    }
}
