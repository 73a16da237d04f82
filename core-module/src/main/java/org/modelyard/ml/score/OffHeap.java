package org.modelyard.ml.score;

/** A scorer that holds memory outside of the heap. */
public interface OffHeap {

    /** About how much, in bytes. */
    long offHeapBytes();
}
