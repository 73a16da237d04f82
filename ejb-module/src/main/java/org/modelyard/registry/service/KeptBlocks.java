package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.modelyard.registry.store.BlockHashes;

/** What the blocks of large files hash to. Written when a file is first stored; for older ones a scrub makes up for it. */
@ApplicationScoped
public class KeptBlocks {

    @Inject
    private BlockLedger ledger;

    /** The same bytes may be stored by several at once: of these the first writes it. */
    public void keep(BlockHashes blocks) {
        if (find(blocks.sha256()).isPresent()) {
            return;
        }
        try {
            ledger.add(blocks);
        } catch (RuntimeException e) {
            if (find(blocks.sha256()).isEmpty()) {
                throw e;
            }
        }
    }

    /** Empty for a small file, and for one whose blocks nobody has hashed yet. */
    public Optional<BlockHashes> find(String sha256) {
        return ledger.find(sha256);
    }
}
