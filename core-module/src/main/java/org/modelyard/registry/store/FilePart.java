package org.modelyard.registry.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.http.ContentStreamProvider;

/** Bytes in a row of a file, as often as they are asked for: a request that broke is sent again. */
record FilePart(Path file, ByteRange range) implements ContentStreamProvider {

    @Override
    public InputStream newStream() {
        try {
            return range.of(Files.newInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
