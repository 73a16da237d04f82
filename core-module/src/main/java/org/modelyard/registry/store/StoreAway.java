package org.modelyard.registry.store;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The medium that artifacts lie on does not answer, or not as it should: that says nothing of the artifacts, which may be read later. */
public final class StoreAway extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    public StoreAway(IOException cause) {
        super(cause);
    }
}
