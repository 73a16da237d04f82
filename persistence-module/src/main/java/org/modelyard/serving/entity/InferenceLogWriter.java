package org.modelyard.serving.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Texts;
import org.modelyard.serving.model.ExperimentArm;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.model.LoggedInference;
import org.modelyard.serving.model.Spent;

/**
 * Writes rows of the inference log by statements of many rows each. A text that is wider than its column is cut: one odd
 * row must not keep those behind it out of the log.
 */
public class InferenceLogWriter {

    private static final String COLUMNS = "insert into inference (id, organisation_id, model_id, model_version_id,"
            + " deployment_id, environment_id, variant, reason, at, unit, outcome, inputs, label, number_value, score,"
            + " scores, latency_micros, dimensions, trace_id, attributes, occurred_at, outputs, experiment_id,"
            + " input_tokens, output_tokens, cost_nanos, currency) values ";
    private static final String ROW = "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    /** H2 takes 100,000 parameters, MariaDB a packet of 16 MiB. */
    private static final int ROWS = 200;

    private static final int STATEMENT_BYTES = 4 << 20;
    private static final int LONGEST_DOCUMENT = 1_000_000;
    private static final int VARIANT = 63;
    private static final int UNIT = 255;
    private static final int LABEL = 1_000;
    private static final int TRACE = 64;
    private static final long MICROS = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    /** Inserts all rows; the caller's transaction decides. */
    public void insert(Connection connection, List<LoggedInference> rows) throws SQLException {
        int from = 0;
        while (from < rows.size()) {
            int to = from;
            for (long bytes = 0; to < rows.size() && to - from < ROWS && bytes < STATEMENT_BYTES; to++) {
                bytes += rows.get(to).bytes();
            }
            insertTogether(connection, rows.subList(from, to));
            from = to;
        }
    }

    private static void insertTogether(Connection connection, List<LoggedInference> rows) throws SQLException {
        String sql = COLUMNS + ROW + ("," + ROW).repeat(rows.size() - 1);
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int at = 1;
            for (LoggedInference row : rows) {
                at = bind(insert, at, row);
            }
            insert.executeUpdate();
        }
    }

    private static int bind(PreparedStatement insert, int first, LoggedInference row) throws SQLException {
        InferenceRecord inference = row.inference();
        int at = first;
        insert.setBytes(at++, UuidColumn.bytes(inference.inferenceId()));
        insert.setLong(at++, inference.organisationId());
        insert.setLong(at++, row.modelId());
        insert.setLong(at++, inference.modelVersionId());
        insert.setLong(at++, inference.deploymentId());
        insert.setLong(at++, inference.environmentId());
        insert.setString(at++, cut(inference.variant(), VARIANT));
        insert.setString(at++, inference.reason().name());
        insert.setObject(at++, time(inference.timeMicros()));
        insert.setString(at++, cut(inference.unit(), UNIT));
        insert.setString(at++, inference.outcome().name());
        insert.setString(at++, document(row.inputs()));
        insert.setString(at++, cut(inference.label(), LABEL));
        boolean regression = inference.labelIndex() < 0;
        number(insert, at++, regression ? inference.score() : Double.NaN);
        number(insert, at++, regression ? Double.NaN : inference.score());
        insert.setString(at++, document(row.scores()));
        insert.setLong(at++, inference.latencyMicros());
        insert.setString(at++, document(inference.dimensions()));
        insert.setString(at++, cut(inference.traceId(), TRACE));
        insert.setString(at++, document(inference.attributes()));
        if (inference.occurredMicros() == InferenceRecord.UNSAID) {
            insert.setNull(at++, Types.TIMESTAMP);
        } else {
            insert.setObject(at++, time(inference.occurredMicros()));
        }
        insert.setString(at++, document(row.outputs()));
        ExperimentArm arm = inference.arm();
        if (arm == null) {
            insert.setNull(at++, Types.BIGINT);
        } else {
            insert.setLong(at++, arm.experimentId());
        }
        Spent spent = inference.spent();
        told(insert, at++, spent == null ? Spent.UNKNOWN : spent.inputTokens());
        told(insert, at++, spent == null ? Spent.UNKNOWN : spent.outputTokens());
        told(insert, at++, spent == null ? Spent.UNKNOWN : spent.costNanos());
        insert.setString(at++, spent == null ? null : spent.currency());
        return at;
    }

    private static void told(PreparedStatement insert, int at, long value) throws SQLException {
        if (value < 0) {
            insert.setNull(at, Types.BIGINT);
        } else {
            insert.setLong(at, value);
        }
    }

    private static LocalDateTime time(long micros) {
        int nanos = (int) Math.floorMod(micros, MICROS) * NANOS_PER_MICRO;
        return LocalDateTime.ofEpochSecond(Math.floorDiv(micros, MICROS), nanos, ZoneOffset.UTC);
    }

    private static void number(PreparedStatement insert, int at, double value) throws SQLException {
        if (Double.isFinite(value)) {
            insert.setDouble(at, value);
        } else {
            insert.setNull(at, Types.DOUBLE);
        }
    }

    private static @Nullable String cut(@Nullable String text, int longest) {
        return text == null ? null : Texts.cut(text, longest);
    }

    /** A part of a document is no document. */
    private static @Nullable String document(@Nullable String json) {
        return json == null || json.length() <= LONGEST_DOCUMENT
                ? json
                : "{\"omitted\":\"" + json.length() + " characters\"}";
    }
}
