package org.modelyard.registry.upload;

/** Bytes were sent that do not follow those that have arrived. */
public final class OffsetMismatch extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final long offset;

    /** @param offset bytes that have arrived, which is where to go on */
    public OffsetMismatch(String message, long offset) {
        super(message);
        this.offset = offset;
    }

    public long offset() {
        return offset;
    }
}
