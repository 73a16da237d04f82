package org.modelyard.registry.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

/** The folder on this machine where files are written before they are moved or sent into a store. */
public final class Incoming {

    private Incoming() {}

    /**
     * Removes what a crash left half written.
     *
     * @param before only files last written before this time: younger ones may still be written by another process
     * @return how many were removed
     */
    public static int sweep(Path incoming, Instant before) {
        int removed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(incoming, "*.tmp")) {
            for (Path file : files) {
                if (written(file).isBefore(before) && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
        } catch (DirectoryIteratorException e) {
            throw new UncheckedIOException(e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return removed;
    }

    private static Instant written(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException storedMeanwhile) {
            return Instant.MAX;
        }
    }
}
