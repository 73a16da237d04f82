package org.modelyard.registry.api;

import org.jspecify.annotations.Nullable;
import org.modelyard.registry.store.BlockHashes;

/** What downloads have in common of files that are too large to be verified before their first byte leaves. */
public final class LargeDownloads {

    /** The name of the header that {@link #connection} gives. */
    public static final String CONNECTION = "Connection";

    private LargeDownloads() {}

    /**
     * What a response says of its connection. A large file is sent while it is verified; where a later part is found
     * damaged, a connection that stays open for more requests would let the client wait for the rest for half a minute.
     *
     * @param protocol of the request, e.g. {@code HTTP/1.1}; HTTP/2 has no such header
     * @param bytes size of the whole file
     * @return null when it says nothing
     */
    public static @Nullable String connection(String protocol, long bytes) {
        return protocol.startsWith("HTTP/1") && BlockHashes.wanted(bytes) ? "close" : null;
    }
}
