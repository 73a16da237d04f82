package org.modelyard.dataset.model;

import java.util.List;

/**
 * What a reader has met so far.
 *
 * @param read rows parsed, good or not
 * @param rejected rows left out
 * @param errors the first {@value #MAX_ERRORS} of them
 */
public record ReadReport(long read, long rejected, List<RowError> errors) {

    public static final int MAX_ERRORS = 100;

    public ReadReport {
        errors = List.copyOf(errors);
    }

    public long accepted() {
        return read - rejected;
    }
}
