package org.modelyard.serving.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.KeyedRows;
import org.modelyard.platform.entity.UuidColumn;

/**
 * Finds what was logged about one unit in a log of runs, newest first: the newest runs are looked through first, and the others only as long as one
 * of them may hold something newer than what is found.
 */
final class UnitLookup {

    private static final Comparator<Found> NEWEST =
            Comparator.comparing(Found::at).reversed();

    /** Runs that are looked through by the first statement; each further one takes four times as many. */
    private static final int FIRST_RUNS = 16;

    private static final int MOST_RUNS = 1_024;

    private final Connection connection;
    private final String behind;
    private final Object[] bound;

    /** A row of the log, found. */
    record Found(Inferences.Answer answer, LocalDateTime at) {}

    /** @param until of its rows, microseconds since 1970 */
    private record Run(long id, long untilMicros) {}

    private UnitLookup(Connection connection, String conditions, List<Object> bound, int most) {
        this.connection = connection;
        this.behind = " and e.unit = ?" + conditions + " order by e.at desc limit " + most;
        this.bound = bound.toArray();
    }

    /** All that was logged of a unit, {@code most} of it. */
    static List<Found> all(Connection connection, long organisationId, String unit, int most) throws SQLException {
        UnitLookup lookup = new UnitLookup(connection, "", List.of(unit), most);
        return lookup.newest(organisationId, lookup.runs(Long.MIN_VALUE, Long.MAX_VALUE), most);
    }

    /**
     * Answers to a unit; not those of shadows, which nobody was told.
     *
     * @param modelId null for all
     * @param from inclusive; so is the end
     */
    static List<Found> answered(
            Connection connection,
            long organisationId,
            String unit,
            @Nullable Long modelId,
            Instant from,
            Instant to,
            int most)
            throws SQLException {
        List<Object> bound = new ArrayList<>(List.of(unit, InstantColumn.local(from), InstantColumn.local(to)));
        if (modelId != null) {
            bound.add(modelId);
        }
        UnitLookup lookup = new UnitLookup(
                connection,
                " and e.at >= ? and e.at <= ? and e.outcome = 'ANSWERED' and (e.variant is null or e.variant <> 'shadow')"
                        + (modelId == null ? "" : " and e.model_id = ?"),
                bound,
                most);
        return lookup.newest(organisationId, lookup.runs(micros(from), micros(to)), most);
    }

    private List<Found> newest(long organisationId, List<Run> runs, int most) throws SQLException {
        List<Found> found = new ArrayList<>();
        int size = FIRST_RUNS;
        for (int next = 0; next < runs.size(); size = Math.min(MOST_RUNS, 4 * size)) {
            int to = Math.min(runs.size(), next + size);
            add(organisationId, runs.subList(next, to), found);
            found.sort(NEWEST);
            next = to;
            if (found.size() >= most
                    && next < runs.size()
                    && micros(found.get(most - 1).at()) > runs.get(next).untilMicros()) {
                break;
            }
        }
        return found.subList(0, Math.min(most, found.size()));
    }

    private void add(long organisationId, List<Run> runs, List<Found> found) throws SQLException {
        KeyedRows rows = new KeyedRows(
                "e.id, e.model_id, e.unit, e.dimensions, e.at",
                "inference",
                "organisation_id",
                "unit_run",
                "bigint",
                behind);
        Object[] keys = runs.stream().map(Run::id).toArray();
        try (PreparedStatement select = rows.lookup(connection, organisationId, keys, bound);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Inferences.Answer answer = new Inferences.Answer(
                        UuidColumn.of(row.getBytes(1)), row.getLong(2), row.getString(3), row.getString(4));
                found.add(new Found(answer, row.getObject(5, LocalDateTime.class)));
            }
        }
    }

    /** Those that may hold rows of a time, newest first. Of the first run nobody knows how far it reaches: what was there before there were runs, or came from MariaDB, is in it. */
    private List<Run> runs(long fromMicros, long toMicros) throws SQLException {
        List<Run> runs = new ArrayList<>();
        runs.add(new Run(UnitRuns.FIRST, Long.MAX_VALUE));
        try (PreparedStatement select = connection.prepareStatement(
                "select id, until_micros from inference_run where until_micros >= ? and from_micros <= ?"
                        + " order by until_micros desc")) {
            select.setLong(1, fromMicros);
            select.setLong(2, toMicros);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    runs.add(new Run(row.getLong(1), row.getLong(2)));
                }
            }
        }
        return runs;
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static long micros(LocalDateTime at) {
        return ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), at);
    }
}
