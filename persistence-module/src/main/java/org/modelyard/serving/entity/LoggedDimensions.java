package org.modelyard.serving.entity;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.serving.model.InferenceOutcome;

/** What the rows of the inference log say of themselves, without inputs and scores, for figures that no hourly sums hold. */
public class LoggedDimensions {

    private static final int FETCH = 1_000;

    private final EntityManager em;

    public LoggedDimensions(EntityManager em) {
        this.em = em;
    }

    /**
     * A row of the log.
     *
     * @param variant empty where it was none's
     * @param answered false where it was refused or has failed
     * @param dimensions JSON object; null where nothing was said
     * @param inputTokens 0 where nobody has told; so are those that were written, and the cost
     * @param currency empty where no cost is known
     */
    public record Row(
            long versionId,
            String variant,
            Instant at,
            boolean answered,
            long latencyMicros,
            @Nullable String dimensions,
            long inputTokens,
            long outputTokens,
            long costNanos,
            String currency) {}

    /**
     * Gives rows of a model, newest first, and keeps none of them.
     *
     * @param environmentId 0 for all
     * @param since inclusive
     */
    public void newest(
            long organisationId, long modelId, long environmentId, Instant since, int most, Consumer<Row> found)
            throws SQLException {
        try (PreparedStatement select = em.unwrap(Connection.class)
                .prepareStatement("select model_version_id, variant, at, outcome, latency_micros, dimensions,"
                        + " input_tokens, output_tokens, cost_nanos, currency from inference"
                        + " where organisation_id = ? and model_id = ? and at >= ?"
                        + (environmentId == 0 ? "" : " and environment_id = " + environmentId)
                        + " order by organisation_id desc, model_id desc, at desc limit "
                        + most)) { // as the index runs
            select.setFetchSize(FETCH);
            select.setLong(1, organisationId);
            select.setLong(2, modelId);
            select.setObject(3, InstantColumn.local(since));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.accept(row(rows));
                }
            }
        }
    }

    private static Row row(ResultSet rows) throws SQLException {
        String variant = rows.getString(2);
        String currency = rows.getString(10);
        return new Row(
                rows.getLong(1),
                variant == null ? "" : variant,
                rows.getObject(3, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                InferenceOutcome.ANSWERED.name().equals(rows.getString(4)),
                rows.getLong(5),
                rows.getString(6),
                rows.getLong(7),
                rows.getLong(8),
                rows.getLong(9),
                currency == null ? "" : currency);
    }
}
