package org.modelyard.serving.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;

/**
 * What feedback says, counted by one attribute of the units or one dimension of the requests. The log has all of them in one JSON object, and the two databases have no
 * function in common that reads a name of it: rows pass by one after the other, and only the counts are kept.
 */
final class FeedbackByAttribute {

    /** Rows that MariaDB sends at a time; without it all of them are in memory first. */
    private static final int FETCHED = 1_000;

    private static final FeedbackTallies.Matter[] MATTERS = FeedbackTallies.Matter.values();

    private final Connection connection;
    private final int mostRows;

    /**
     * @param connection of the present transaction, which stays open
     * @param mostRows that are looked at
     */
    FeedbackByAttribute(Connection connection, int mostRows) {
        this.connection = connection;
        this.mostRows = mostRows;
    }

    /** Told and positive, by matter. */
    private static final class Counts {
        private final long[] told = new long[MATTERS.length];
        private final long[] positive = new long[MATTERS.length];
    }

    /**
     * As {@link FeedbackTallies#of}, of the answers of which it is said, for all matters in one pass.
     *
     * @param environmentId 0 means all
     * @param value of the attribute, from the JSON object; null where it has none
     */
    FeedbackTallies.ByAttribute of(
            long organisationId,
            long modelId,
            long environmentId,
            Instant since,
            FeedbackTallies.Said said,
            Function<String, @Nullable String> value)
            throws SQLException {
        Map<String, Counts> groups = new HashMap<>();
        int read = 0;
        try (PreparedStatement select =
                connection.prepareStatement(FeedbackTallies.rows(environmentId) + " limit " + (mostRows + 1L))) {
            select.setFetchSize(FETCHED);
            select.setLong(1, organisationId);
            select.setLong(2, modelId);
            select.setObject(3, InstantColumn.local(since));
            try (ResultSet rows = select.executeQuery()) {
                while (read <= mostRows && groups.size() <= FeedbackTallies.MOST_GROUPS && rows.next()) {
                    read++;
                    String attributes = rows.getString(said.column());
                    String group = attributes == null ? null : value.apply(attributes);
                    if (group != null) {
                        add(groups.computeIfAbsent(group, first -> new Counts()), rows);
                    }
                }
            }
        }
        Map<FeedbackTallies.Matter, List<FeedbackTallies.Tally>> tallies = new EnumMap<>(FeedbackTallies.Matter.class);
        for (FeedbackTallies.Matter matter : MATTERS) {
            tallies.put(matter, of(groups, matter.ordinal()));
        }
        return new FeedbackTallies.ByAttribute(tallies, groups.size() > FeedbackTallies.MOST_GROUPS, read > mostRows);
    }

    private static void add(Counts counts, ResultSet row) throws SQLException {
        for (int i = 0; i < MATTERS.length; i++) {
            int positive = row.getInt(2 + i);
            if (!row.wasNull()) { // else this row does not have the last word on it
                counts.told[i]++;
                counts.positive[i] += positive;
            }
        }
    }

    private static List<FeedbackTallies.Tally> of(Map<String, Counts> groups, int matter) {
        return groups.entrySet().stream()
                .filter(group -> group.getValue().told[matter] > 0)
                .map(group -> new FeedbackTallies.Tally(
                        group.getKey(), group.getValue().told[matter], group.getValue().positive[matter]))
                .toList();
    }
}
