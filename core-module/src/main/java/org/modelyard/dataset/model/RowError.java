package org.modelyard.dataset.model;

import org.jspecify.annotations.Nullable;

/**
 * Why a row was left out.
 *
 * @param line where the row starts in the file, from 1, the header included
 * @param field the column at fault; null when it is the row as a whole
 */
public record RowError(long line, @Nullable String field, String reason) {}
