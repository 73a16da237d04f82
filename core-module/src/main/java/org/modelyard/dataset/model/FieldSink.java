package org.modelyard.dataset.model;

import org.jspecify.annotations.Nullable;

/** Takes the values of one record. The characters are only valid during the call. */
interface FieldSink {

    /** No column has this name. */
    int UNKNOWN = -1;

    void begin(long line);

    /** The column of a JSON key, or {@link #UNKNOWN}. */
    int column(String name);

    void value(int column, char[] chars, int offset, int length);

    /** The next value is a JSON string, whatever it looks like. */
    default void textual(int column) {}

    /** The record cannot be used; the first reason stays. */
    void reject(@Nullable String field, String reason);

    /** The record as a whole is not what it should be: this reason replaces those of its fields. */
    void rejectRow(String reason);
}
