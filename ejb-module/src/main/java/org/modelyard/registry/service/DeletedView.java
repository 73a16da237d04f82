package org.modelyard.registry.service;

import java.time.Instant;
import org.modelyard.registry.entity.DeletedRows;

/**
 * What was deleted and can be restored.
 *
 * @param name of a model, or number of a version
 */
public record DeletedView(String name, Instant deletedAt) {

    static DeletedView of(DeletedRows.Deleted row) {
        return new DeletedView(row.name(), row.deletedAt());
    }
}
