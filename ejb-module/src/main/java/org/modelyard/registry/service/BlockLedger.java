package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Optional;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.registry.entity.BlockHashTable;
import org.modelyard.registry.store.BlockHashes;

/** The rows of {@link KeptBlocks}, each step in a transaction of its own: what is said of stored bytes stays true when the rest rolls back. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class BlockLedger {

    @Inject
    private BlockHashTable table;

    /** Fails when they are there already. */
    public void add(BlockHashes blocks) {
        try {
            table.add(blocks);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    public Optional<BlockHashes> find(String sha256) {
        try {
            return table.find(sha256);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }
}
