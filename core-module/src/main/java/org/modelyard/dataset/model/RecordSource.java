package org.modelyard.dataset.model;

import java.io.Closeable;
import java.util.List;

/** A file as a sequence of records. */
interface RecordSource extends Closeable {

    /** The names of the columns where the file states them ahead; otherwise empty, and records name them. */
    List<String> header();

    /**
     * Hands the next record to the sink.
     *
     * @return false at the end of the file, the sink is not called then
     */
    boolean next(FieldSink sink);
}
