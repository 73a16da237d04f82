package org.modelyard.dataset.entity;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.ContentHash;
import org.modelyard.dataset.model.ExampleIds;
import org.modelyard.dataset.model.ExampleStatus;
import org.modelyard.ml.data.Column;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.KeyedRows;

/** Examples in bulk, by statements on the transaction's own connection: an entity a row would be ten times slower. */
public class ExampleRows {

    /** Values of an in-list, rows of an insert: more gains nothing. */
    static final int LOOKUP = 1_000;

    static final int INSERT = 500;

    private static final String COLUMNS =
            "insert into example (id, dataset_id, chunk_id, row_no, status, source, quality,"
                    + " label, target_number, content_hash, occurrence, created_at) values ";
    private static final String ROW = "(?,?,?,?,?,?,?,?,?,?,?,?)";

    private static final KeyedRows BY_HASH = new KeyedRows(
            "e.content_hash, max(e.occurrence)",
            "example",
            "dataset_id",
            "content_hash",
            "binary(16)",
            " group by e.content_hash");

    private final Supplier<Connection> transaction;

    /** @param transaction gives the connection of the present transaction, which stays open */
    public ExampleRows(Supplier<Connection> transaction) {
        this.transaction = transaction;
    }

    /** Which of the contents the dataset holds, in whatever status. */
    public Set<ContentHash> known(long datasetId, Collection<ContentHash> hashes) throws SQLException {
        return new HashSet<>(highest(transaction.get(), datasetId, hashes).keySet());
    }

    /**
     * Writes a chunk's rows; content that the dataset holds already is one occurrence more. The caller has locked the
     * dataset.
     *
     * @return how many rows repeat content that was there before them
     */
    public int insert(ExampleChunk chunk, NewExamples rows) throws SQLException {
        Connection connection = transaction.get();
        ContentHash[] hashes = rows.chunk().hashes();
        Map<ContentHash, Integer> last = highest(connection, chunk.datasetId(), new HashSet<>(Arrays.asList(hashes)));
        int[] occurrence = new int[hashes.length];
        int again = 0;
        for (int i = 0; i < hashes.length; i++) {
            occurrence[i] = last.merge(hashes[i], 0, (before, none) -> before + 1);
            again += occurrence[i] > 0 ? 1 : 0;
        }
        insert(connection, chunk, rows, occurrence);
        return again;
    }

    private static Map<ContentHash, Integer> highest(
            Connection connection, long datasetId, Collection<ContentHash> hashes) throws SQLException {
        Map<ContentHash, Integer> found = new HashMap<>();
        List<ContentHash> all = List.copyOf(hashes);
        for (int from = 0; from < all.size(); from += LOOKUP) {
            List<ContentHash> part = all.subList(from, Math.min(from + LOOKUP, all.size()));
            try (PreparedStatement select = BY_HASH.lookup(
                    connection, datasetId, part.stream().map(ExampleRows::bytes).toArray(byte[][]::new))) {
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.put(hash(rows.getBytes(1)), rows.getInt(2));
                    }
                }
            }
        }
        return found;
    }

    private static void insert(Connection connection, ExampleChunk chunk, NewExamples rows, int[] occurrence)
            throws SQLException {
        int full = occurrence.length / INSERT * INSERT;
        if (full > 0) {
            try (PreparedStatement insert = connection.prepareStatement(statement(INSERT))) {
                for (int from = 0; from < full; from += INSERT) {
                    fill(insert, chunk, rows, occurrence, from, from + INSERT);
                    insert.executeUpdate();
                }
            }
        }
        if (full < occurrence.length) {
            try (PreparedStatement insert = connection.prepareStatement(statement(occurrence.length - full))) {
                fill(insert, chunk, rows, occurrence, full, occurrence.length);
                insert.executeUpdate();
            }
        }
    }

    private static String statement(int rows) {
        return COLUMNS + (ROW + ",").repeat(rows - 1) + ROW;
    }

    private static void fill(
            PreparedStatement insert, ExampleChunk chunk, NewExamples rows, int[] occurrence, int from, int to)
            throws SQLException {
        Column target = rows.chunk().target();
        Object at = InstantColumn.local(rows.at());
        int p = 1;
        for (int row = from; row < to; row++) {
            insert.setLong(p++, ExampleIds.internal(chunk.id(), row));
            insert.setLong(p++, chunk.datasetId());
            insert.setLong(p++, chunk.id());
            insert.setInt(p++, row);
            insert.setString(p++, rows.status().name());
            insert.setString(p++, rows.source());
            insert.setDouble(p++, rows.quality()[row]);
            insert.setString(p++, label(target, row));
            if (target instanceof Column.Numbers numbers) {
                insert.setDouble(p++, numbers.values()[row]);
            } else {
                insert.setNull(p++, Types.DOUBLE);
            }
            insert.setBytes(p++, bytes(rows.chunk().hashes()[row]));
            insert.setInt(p++, occurrence[row]);
            insert.setObject(p++, at);
        }
    }

    private static @Nullable String label(Column target, int row) {
        return target instanceof Column.Categories labels ? labels.value(row) : null;
    }

    /**
     * The rows of a chunk that have a status.
     *
     * @param since only those that came then or later; null: all
     * @param content told the hash of each of them, by row
     */
    public BitSet selected(
            ExampleChunk chunk, ExampleStatus status, @Nullable Instant since, Consumer<ContentHash> content)
            throws SQLException {
        BitSet rows = new BitSet(chunk.rows());
        try (PreparedStatement select = transaction
                .get()
                .prepareStatement("select row_no, content_hash from example where id >= ? and id < ? and status = ?"
                        + (since == null ? "" : " and created_at >= ?") + " order by id")) {
            select.setLong(1, ExampleIds.internal(chunk.id(), 0));
            select.setLong(2, ExampleIds.internal(chunk.id() + 1, 0));
            select.setString(3, status.name());
            if (since != null) {
                select.setObject(4, InstantColumn.local(since));
            }
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.set(found.getInt(1));
                    content.accept(hash(found.getBytes(2)));
                }
            }
        }
        return rows;
    }

    private static byte[] bytes(ContentHash hash) {
        return ByteBuffer.allocate(16).putLong(hash.high()).putLong(hash.low()).array();
    }

    private static ContentHash hash(byte[] column) {
        ByteBuffer bytes = ByteBuffer.wrap(column);
        return new ContentHash(bytes.getLong(), bytes.getLong());
    }
}
