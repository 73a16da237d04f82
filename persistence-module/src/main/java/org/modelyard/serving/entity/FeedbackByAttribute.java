package org.modelyard.serving.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;

/**
 * What feedback says, counted by one attribute of the units. The log has all attributes of a unit in one JSON object, and the two databases have no
 * function in common that reads a name of it: rows pass by one after the other, and only the counts are kept.
 */
final class FeedbackByAttribute {

    /** Rows that MariaDB sends at a time; without it all of them are in memory first. */
    private static final int FETCHED = 1_000;

    private final Connection connection;

    /** @param connection of the present transaction, which stays open */
    FeedbackByAttribute(Connection connection) {
        this.connection = connection;
    }

    /** Told and positive. */
    private static final class Counts {
        private long told;
        private long positive;
    }

    /**
     * As {@link FeedbackTallies#of}, of the answers whose unit has the attribute.
     *
     * @param environmentId 0 means all
     * @param value of the attribute, from the JSON object; null where it has none
     * @return at most {@link FeedbackTallies#MOST_GROUPS} and one more
     */
    List<FeedbackTallies.Tally> of(
            long organisationId,
            long modelId,
            long environmentId,
            Instant since,
            FeedbackTallies.Matter matter,
            Function<String, @Nullable String> value)
            throws SQLException {
        Map<String, Counts> groups = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(FeedbackTallies.rows(matter, environmentId))) {
            select.setFetchSize(FETCHED);
            select.setLong(1, organisationId);
            select.setLong(2, modelId);
            select.setObject(3, InstantColumn.local(since));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next() && groups.size() <= FeedbackTallies.MOST_GROUPS) {
                    String attributes = rows.getString(1);
                    String group = attributes == null ? null : value.apply(attributes);
                    if (group != null) {
                        Counts counts = groups.computeIfAbsent(group, first -> new Counts());
                        counts.told++;
                        counts.positive += rows.getInt(2);
                    }
                }
            }
        }
        return groups.entrySet().stream()
                .map(group ->
                        new FeedbackTallies.Tally(group.getKey(), group.getValue().told, group.getValue().positive))
                .toList();
    }
}
