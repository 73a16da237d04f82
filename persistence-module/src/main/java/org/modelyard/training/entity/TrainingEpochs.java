package org.modelyard.training.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
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

    /** Of a fit whose steps are thinned out. */
    private record LongFit(byte[] job, int fold, int last) {}

    /**
     * Thins out the steps of fits long done, so that a curve can still be drawn: the first and the last of each stay, and others evenly between.
     *
     * @param before jobs that ended earlier
     * @param kept so many steps of a fit stay, and up to two more
     * @param most fits at once
     * @return how many fits were thinned out; fewer than {@code most} when none is left
     */
    public int thinOut(long organisationId, Instant before, int kept, int most) throws SQLException {
        List<LongFit> fits = longFits(organisationId, before, kept, most);
        try (PreparedStatement delete = transaction
                .get()
                .prepareStatement("delete from training_epoch where training_job_id = ? and fold = ? and epoch > 1"
                        + " and epoch < ? and mod(epoch, ?) <> 0")) {
            for (LongFit fit : fits) {
                delete.setBytes(1, fit.job());
                delete.setInt(2, fit.fold());
                delete.setInt(3, fit.last());
                delete.setInt(4, (fit.last() + kept - 1) / kept);
                delete.executeUpdate();
            }
        }
        return fits.size();
    }

    private List<LongFit> longFits(long organisationId, Instant before, int kept, int most) throws SQLException {
        try (PreparedStatement select = transaction
                .get()
                .prepareStatement("select e.training_job_id, e.fold, max(e.epoch) from training_job j"
                        + " join training_epoch e on e.training_job_id = j.public_id"
                        + " where j.organisation_id = ? and j.ended_at < ?"
                        + " group by e.training_job_id, e.fold having count(*) > ? limit ?")) {
            select.setLong(1, organisationId);
            select.setObject(2, InstantColumn.local(before));
            select.setInt(3, kept + 2);
            select.setInt(4, most);
            List<LongFit> fits = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    fits.add(new LongFit(rows.getBytes(1), rows.getInt(2), rows.getInt(3)));
                }
            }
            return fits;
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
