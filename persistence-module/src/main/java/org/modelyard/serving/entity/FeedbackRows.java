package org.modelyard.serving.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;

/** What feedback says, row by row with what the log says of the answer, for groups that no statement of both databases makes. */
public final class FeedbackRows {

    /** Rows that MariaDB sends at a time; without it all of them are in memory first. */
    private static final int FETCHED = 1_000;

    private static final FeedbackTallies.Matter[] MATTERS = FeedbackTallies.Matter.values();

    /** Where {@link FeedbackTallies#rows} has what follows the words. */
    private static final int AFTER_WORDS = 2 + MATTERS.length;

    private final Connection connection;
    private final int mostRows;

    /**
     * @param connection of the present transaction, which stays open
     * @param mostRows that are looked at
     */
    FeedbackRows(Connection connection, int mostRows) {
        this.connection = connection;
        this.mostRows = mostRows;
    }

    /**
     * What is known of the answer that feedback is about.
     *
     * @param attributes JSON object of what was said of its unit; null where nothing was
     * @param dimensions likewise of the request
     * @param label that was observed; null where none was told
     * @param at when it was given
     */
    public record Row(
            @Nullable String attributes,
            @Nullable String dimensions,
            long versionId,
            @Nullable String variant,
            @Nullable String label,
            Instant at) {}

    /**
     * @param first of a row; null where it is in no group
     * @return false when there are more rows than may be looked at
     */
    boolean crossed(
            long organisationId,
            long modelId,
            long environmentId,
            Instant since,
            Function<Row, @Nullable String> first,
            Function<Row, @Nullable String> second,
            FeedbackTallies.Counted counted)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(FeedbackTallies.rows(environmentId) + " limit " + (mostRows + 1L))) {
            select.setFetchSize(FETCHED);
            select.setLong(1, organisationId);
            select.setLong(2, modelId);
            select.setObject(3, InstantColumn.local(since));
            try (ResultSet rows = select.executeQuery()) {
                for (int read = 0; rows.next(); read++) {
                    if (read == mostRows) {
                        return false;
                    }
                    Row row = row(rows);
                    String one = first.apply(row);
                    String other = second.apply(row);
                    if (one != null && other != null) {
                        add(rows, one, other, counted);
                    }
                }
            }
        }
        return true;
    }

    private static Row row(ResultSet rows) throws SQLException {
        return new Row(
                rows.getString(FeedbackTallies.Said.ATTRIBUTES.column()),
                rows.getString(FeedbackTallies.Said.DIMENSIONS.column()),
                rows.getLong(AFTER_WORDS + 1),
                rows.getString(AFTER_WORDS + 2),
                rows.getString(AFTER_WORDS + 3),
                rows.getObject(AFTER_WORDS + 4, LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }

    private static void add(ResultSet rows, String first, String second, FeedbackTallies.Counted counted)
            throws SQLException {
        for (int i = 0; i < MATTERS.length; i++) {
            int positive = rows.getInt(2 + i);
            if (!rows.wasNull()) { // else this row does not have the last word on it
                counted.add(first, second, MATTERS[i], 1, positive);
            }
        }
    }
}
