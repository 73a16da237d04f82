package org.modelyard.experiment.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.UuidColumn;

/** Which variant a unit of a bandit has for good, with the propensity by which it got it: once a unit, whatever later rounds say. */
public class BanditExposures {

    private final Supplier<Connection> transaction;

    /** @param transaction gives the connection of the present transaction, which stays open */
    public BanditExposures(Supplier<Connection> transaction) {
        this.transaction = transaction;
    }

    /**
     * What a unit was assigned.
     *
     * @param variant its place in the plan
     * @param round in which it asked first
     * @param buckets the propensity, in hundredths of a percent
     */
    public record Given(int variant, int round, int buckets) {}

    /** As far as this transaction sees; empty for a unit that was not assigned to a variant. */
    public Optional<Given> of(long experiment, String unit) throws SQLException {
        try (PreparedStatement select = transaction
                .get()
                .prepareStatement("select variant, round_number, propensity from experiment_exposure"
                        + " where experiment_id = ? and unit = ? and variant >= 0")) {
            select.setLong(1, experiment);
            select.setString(2, unit);
            return given(select);
        }
    }

    /** By what an answer's unit was divided then, which need not be what assigned it; empty where shares are fixed. */
    public Optional<Given> ofAnswer(long experiment, UUID inference) throws SQLException {
        try (PreparedStatement select = transaction
                .get()
                .prepareStatement("select variant, round_number, propensity from experiment_answer"
                        + " where experiment_id = ? and inference_id = ? and round_number is not null")) {
            select.setLong(1, experiment);
            select.setBytes(2, UuidColumn.bytes(inference));
            return given(select);
        }
    }

    private static Optional<Given> given(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            return rows.next()
                    ? Optional.of(new Given(rows.getInt(1), rows.getInt(2), rows.getInt(3)))
                    : Optional.empty();
        }
    }

    /** @return false when the unit has been assigned meanwhile: what it was then given counts */
    public boolean add(long experiment, String unit, Given given, long atMillis, @Nullable Double covariate)
            throws SQLException {
        try (PreparedStatement insert = transaction
                .get()
                .prepareStatement(
                        "insert into experiment_exposure (experiment_id, unit, variant, at_millis, covariate, round_number,"
                                + " propensity) values (?,?,?,?,?,?,?)")) {
            insert.setLong(1, experiment);
            insert.setString(2, unit);
            insert.setInt(3, given.variant());
            insert.setLong(4, atMillis);
            insert.setObject(5, covariate, Types.DOUBLE);
            insert.setLong(6, given.round());
            insert.setInt(7, given.buckets());
            insert.executeUpdate();
            return true;
        } catch (SQLIntegrityConstraintViolationException known) {
            // neither database ends the transaction for it
            return false;
        }
    }
}
