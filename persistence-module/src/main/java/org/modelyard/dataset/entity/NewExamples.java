package org.modelyard.dataset.entity;

import java.time.Instant;
import org.modelyard.dataset.chunk.Chunk;
import org.modelyard.dataset.model.ExampleStatus;

/**
 * The rows of a new chunk, as the database is to keep them.
 *
 * @param quality one a row, 0 to 1
 */
public record NewExamples(Chunk chunk, ExampleStatus status, String source, double[] quality, Instant at) {

    public NewExamples {
        if (quality.length != chunk.rows()) {
            throw new IllegalArgumentException(quality.length + " qualities for " + chunk.rows() + " rows");
        }
    }
}
