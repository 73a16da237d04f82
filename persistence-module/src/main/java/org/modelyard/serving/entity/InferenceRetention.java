package org.modelyard.serving.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.modelyard.platform.entity.InstantColumn;

/**
 * Bounds the inference log. On MariaDB whole days go, as partitions, which are also made ahead of time; {@code pmax} is
 * never dropped, and splitting it moves what it holds to the right day. H2 knows no partitions: rows go in small batches.
 */
public class InferenceRetention {

    /** Days for which a partition exists before they begin. */
    private static final int DAYS_AHEAD = 3;

    private static final int DELETE_ROWS = 2_000;
    private static final List<String> HOURS = List.of("histogram_hour", "usage_hour");
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'p'yyyyMMdd");

    /**
     * The full hour before which the log must go, so that neither age nor size is exceeded; the present hour always stays.
     *
     * @param oldest rows before this are too old
     * @param mostBytes by the counted bytes of each hour's rows
     */
    public Instant cutoff(Connection connection, Instant oldest, long mostBytes, Instant now) throws SQLException {
        String sql = "select hour_start, sum(log_bytes) from histogram_hour where hour_start >= ?"
                + " group by hour_start order by hour_start desc";
        Instant present = now.truncatedTo(ChronoUnit.HOURS);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, InstantColumn.local(oldest.truncatedTo(ChronoUnit.HOURS)));
            try (ResultSet hours = select.executeQuery()) {
                long bytes = 0;
                while (hours.next()) {
                    Instant hour = hours.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
                    bytes += hours.getLong(2);
                    if (bytes > mostBytes && hour.isBefore(present)) {
                        return later(oldest, hour.plus(1, ChronoUnit.HOURS));
                    }
                }
            }
        }
        return oldest;
    }

    /** Deletes some rows before the cutoff; H2 only. */
    public int deleteSome(Connection connection, Instant cutoff) throws SQLException {
        String sql = "delete from inference where at < ? fetch first " + DELETE_ROWS + " rows only";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setObject(1, InstantColumn.local(cutoff));
            return delete.executeUpdate();
        }
    }

    /** Drops the days that lie wholly before the cutoff; MariaDB only. */
    public List<LocalDate> dropDays(Connection connection, Instant cutoff) throws SQLException {
        LocalDate first = LocalDate.ofInstant(cutoff, ZoneOffset.UTC);
        List<LocalDate> dropped = new ArrayList<>();
        for (LocalDate day : days(connection)) {
            if (day.isBefore(first)) {
                execute(connection, "alter table inference drop partition " + day.format(NAME));
                dropped.add(day);
            }
        }
        return dropped;
    }

    /** Makes the partitions of today and the days to come; MariaDB only. */
    public void prepareDays(Connection connection, Instant now) throws SQLException {
        List<LocalDate> known = days(connection);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate next = known.isEmpty() ? today : known.get(known.size() - 1).plusDays(1);
        StringBuilder parts = new StringBuilder();
        for (; !next.isAfter(today.plusDays(DAYS_AHEAD)); next = next.plusDays(1)) {
            parts.append("partition ")
                    .append(next.format(NAME))
                    .append(" values less than ('")
                    .append(next.plusDays(1))
                    .append("'), ");
        }
        if (!parts.isEmpty()) {
            execute(
                    connection,
                    "alter table inference reorganize partition pmax into (" + parts
                            + "partition pmax values less than (maxvalue))");
        }
    }

    /** Deletes hourly counts that begin before this. */
    public int deleteHours(Connection connection, Instant before) throws SQLException {
        int deleted = 0;
        for (String table : HOURS) {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from " + table + " where hour_start < ?")) {
                delete.setObject(1, InstantColumn.local(before));
                deleted += delete.executeUpdate();
            }
        }
        return deleted;
    }

    /** Days with a partition of their own, in order. */
    private static List<LocalDate> days(Connection connection) throws SQLException {
        String sql = "select partition_name from information_schema.partitions where table_schema = database()"
                + " and table_name = 'inference' and partition_name <> 'pmax' order by partition_ordinal_position";
        List<LocalDate> days = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet names = select.executeQuery(sql)) {
            while (names.next()) {
                days.add(LocalDate.parse(names.getString(1), NAME));
            }
        }
        return days;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
