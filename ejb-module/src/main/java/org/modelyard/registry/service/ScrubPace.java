package org.modelyard.registry.service;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.locks.LockSupport;
import org.modelyard.platform.settings.ArtifactSettings;
import org.modelyard.registry.scrub.Pace;
import org.modelyard.registry.store.BlockHashes;

/** The pace that all scrubs of this node share, and where what they learn of large files is kept. */
@ApplicationScoped
public class ScrubPace {

    @Inject
    private ArtifactSettings settings;

    @Inject
    private KeptBlocks blocks;

    @SuppressWarnings("NullAway.Init")
    private Pace pace;

    @PostConstruct
    void open() {
        pace = new Pace(settings.scrubRate(), System::nanoTime, LockSupport::parkNanos);
    }

    Pace pace() {
        return pace;
    }

    /** Makes up for files that were stored before blocks were hashed. */
    void keep(BlockHashes hashes) {
        blocks.keep(hashes);
    }
}
