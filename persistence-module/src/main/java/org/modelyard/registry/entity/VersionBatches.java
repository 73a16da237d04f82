package org.modelyard.registry.entity;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.registry.model.VersionTexts;

/**
 * The texts of versions, batch by batch, for those who hold them in memory. A batch is complete once the epoch shows its number; a version that is
 * written about leaves its batch in the same transaction, and comes into a later one. So who holds all batches up to a number, and asks the
 * database about what is in none of these, misses nothing, however old the memory.
 */
public class VersionBatches {

    private static final int AT_ONCE = 1_000;
    private static final int READ_AT_ONCE = 5 * AT_ONCE;

    /**
     * MariaDB would rather read a whole index that covers the statement, and lock all gaps of it: a version that is registered in that moment ends as
     * the victim of a deadlock. To others it is a comment.
     */
    private static final String BY_ID = " /*! force index (primary) */";

    private VersionBatches() {}

    /** What was said of a version has changed: to be called in the same transaction. */
    static void leave(EntityManager em, long version) {
        em.createNativeQuery("update model_version set text_batch = ?1 where id = ?2")
                .setParameter(1, Long.MAX_VALUE)
                .setParameter(2, version)
                .executeUpdate();
    }

    /**
     * Makes a batch of versions that are in none, in the caller's transaction. The epoch is raised first: a batch is there before the next begins.
     *
     * @return whether there may be more
     */
    public static boolean make(Connection connection) throws SQLException {
        List<Long> waiting = ids(
                connection,
                "select id from model_version where text_batch = " + Long.MAX_VALUE + " order by id limit " + AT_ONCE);
        if (waiting.isEmpty()) {
            return false;
        }
        change(connection, "update epoch set number = number + 1 where name = '" + Epochs.VERSION_TEXTS + "'");
        String free =
                "select id from model_version" + BY_ID + " where id in (" + list(waiting) + ") for update skip locked";
        List<Long> taken = ids(connection, free); // who changes a version now is not waited for
        if (!taken.isEmpty()) {
            change(
                    connection,
                    "update model_version" + BY_ID + " set text_batch = " + latest(connection) + " where id in ("
                            + list(taken) + ")");
        }
        return taken.size() == AT_ONCE;
    }

    private static String list(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static List<Long> ids(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<Long> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }

    private static void change(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }

    private static long latest(Connection connection) throws SQLException {
        return ids(connection, "select number from epoch where name = '" + Epochs.VERSION_TEXTS + "'")
                .get(0);
    }

    /** What is held, with the batches that came since; reads outside of a transaction, so that each statement sees what is committed. */
    public static VersionTexts more(Connection connection, VersionTexts held) throws SQLException {
        long latest = latest(connection);
        VersionTexts texts = held;
        while (texts.upTo() < latest && !texts.full()) {
            texts = taken(connection, texts, latest);
        }
        return texts;
    }

    /** With whole batches only: where there are more rows than are read at once, the last of them may not be whole. */
    private static VersionTexts taken(Connection connection, VersionTexts held, long latest) throws SQLException {
        String sql = "select v.text_batch, v.organisation_id, v.id, concat(m.name, ' ', v.version_text), v.description,"
                + " v.change_log from model_version v join model m on m.id = v.model_id"
                + " where v.text_batch > ? and v.text_batch <= ? order by v.text_batch limit " + READ_AT_ONCE;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, held.upTo());
            statement.setLong(2, latest);
            try (ResultSet rows = statement.executeQuery()) {
                NavigableMap<Long, List<VersionTexts.Said>> batches = new TreeMap<>();
                int count = 0;
                for (; rows.next(); count++) {
                    batches.computeIfAbsent(rows.getLong(1), any -> new ArrayList<>())
                            .add(said(rows));
                }
                long upTo = count < READ_AT_ONCE ? latest : batches.lastKey() - 1;
                return held.with(
                        upTo,
                        batches.headMap(upTo, true).values().stream()
                                .flatMap(List::stream)
                                .toList());
            }
        }
    }

    private static VersionTexts.Said said(ResultSet row) throws SQLException {
        List<String> texts = Stream.of(row.getString(4), row.getString(5), row.getString(6))
                .filter(text -> text != null)
                .toList();
        return new VersionTexts.Said(row.getLong(2), row.getLong(3), texts);
    }
}
