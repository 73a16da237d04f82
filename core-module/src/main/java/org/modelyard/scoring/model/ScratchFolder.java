package org.modelyard.scoring.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are of use to this process alone: whatever lies there when it starts, a killed one has left. */
public final class ScratchFolder {

    private final Path folder;

    public ScratchFolder(Path folder) {
        this.folder = folder;
    }

    /** A new, empty file; whoever asks for it deletes it. @param suffix e.g. {@code .csv} */
    public Path file(String suffix) throws IOException {
        return Files.createTempFile(Files.createDirectories(folder), "part-", suffix);
    }

    /** Removes what is there; to be called before the first file is asked for. @return how many files */
    public int clear() {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int removed = 0;
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "part-*")) {
            for (Path file : left) {
                removed += Files.deleteIfExists(file) ? 1 : 0;
            }
            return removed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
