package org.modelyard.dataset.service;

import java.util.Collection;
import java.util.Set;
import org.modelyard.dataset.chunk.Chunk;
import org.modelyard.dataset.model.ContentHash;
import org.modelyard.dataset.model.ReadReport;

/** Where an import's chunks go: the database and the artifact store, or a test's list. */
interface ChunkSink {

    /** Which of the contents the dataset holds. */
    Set<ContentHash> known(Collection<ContentHash> hashes);

    /**
     * @param quality one a row
     * @param skipped rows left out as duplicates since the last chunk
     */
    void add(Chunk chunk, double[] quality, ReadReport report, int skipped);

    /** Rows were left out as duplicates, and no chunk came of it. */
    void skipped(ReadReport report, int skipped);

    /** Called every now and then between rows. */
    void tick();
}
