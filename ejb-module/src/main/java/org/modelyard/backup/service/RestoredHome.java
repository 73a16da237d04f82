package org.modelyard.backup.service;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.modelyard.platform.settings.ServerSettings;

/** The home that an archive's files are restored into. */
final class RestoredHome {

    private static final String UNFINISHED = "restoring";
    private static final String DONE = "restored";

    private final ServerSettings server;

    RestoredHome(ServerSettings server) {
        this.server = server;
    }

    /** Whether this archive was restored here to its end. */
    boolean holds(String manifestSha) throws IOException {
        Path done = server.home().resolve(DONE);
        return Files.exists(done)
                && Files.readString(done, StandardCharsets.US_ASCII).strip().equals(manifestSha);
    }

    /**
     * Whether nothing was stored, journaled or learnt here yet.
     *
     * @param again whether the database waits for a restore to be begun again: then whether it was begun from this home, and
     *     not from another node's
     */
    boolean isEmpty(boolean again) throws IOException {
        if (again) {
            return Files.exists(server.home().resolve(UNFINISHED));
        }
        for (Path directory : List.of(server.artifacts(), server.checkpoints(), server.journal())) {
            if (holdsFiles(directory)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holdsFiles(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.anyMatch(Files::isRegularFile);
        }
    }

    void begin(String manifestSha) throws IOException {
        write(UNFINISHED, manifestSha);
    }

    void end(String manifestSha) throws IOException {
        write(DONE, manifestSha);
        Files.deleteIfExists(server.home().resolve(UNFINISHED));
    }

    private void write(String name, String manifestSha) throws IOException {
        Path part = server.home().resolve(name + ".part");
        Files.writeString(part, manifestSha + "\n", StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(
                part, server.home().resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public String toString() {
        return server.home().toString();
    }
}
