package org.modelyard.registry.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.modelyard.registry.store.BlockHashes;

/** What the blocks of large files hash to, by the file's SHA-256. Of no organisation: it is said of bytes, whoever has them. */
public class BlockHashTable {

    private final Supplier<Connection> connection;

    /** @param connection of the transaction that is under way; not closed here */
    public BlockHashTable(Supplier<Connection> connection) {
        this.connection = connection;
    }

    /** Fails when they are there already. */
    public void add(BlockHashes blocks) throws SQLException {
        try (PreparedStatement insert = connection
                .get()
                .prepareStatement("insert into artifact_blocks (sha256, bytes, hashes) values (?, ?, ?)")) {
            insert.setString(1, blocks.sha256());
            insert.setLong(2, blocks.bytes());
            insert.setBytes(3, blocks.hashes());
            insert.executeUpdate();
        }
    }

    public Optional<BlockHashes> find(String sha256) throws SQLException {
        try (PreparedStatement select =
                connection.get().prepareStatement("select bytes, hashes from artifact_blocks where sha256 = ?")) {
            select.setString(1, sha256);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new BlockHashes(sha256, rows.getLong(1), rows.getBytes(2)))
                        : Optional.empty();
            }
        }
    }
}
