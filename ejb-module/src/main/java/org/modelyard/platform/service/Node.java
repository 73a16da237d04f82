package org.modelyard.platform.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.modelyard.platform.settings.ServerSettings;

/**
 * This node: an id that stays with home over restarts (file {@code node}), and one for this life of the process. The
 * file is locked: two processes with one identity would each take the other's work for its own.
 */
@ApplicationScoped
public class Node {

    static final String FILE = "node";
    private static final int UUID_LENGTH = 36;

    @Inject
    private ServerSettings settings;

    private final UUID boot = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init")
    private Identity identity;

    @PostConstruct
    void open() {
        identity = Identity.of(settings.home());
    }

    @PreDestroy
    void close() {
        identity.close();
    }

    /** The same over restarts. */
    public UUID id() {
        return identity.id();
    }

    /** New with every start. */
    public UUID boot() {
        return boot;
    }

    /**
     * The file, open and locked.
     *
     * @param id made when the file was
     */
    record Identity(UUID id, FileChannel file) implements AutoCloseable {

        /** @throws IllegalStateException when another process holds the home, or the file is not ours */
        static Identity of(Path home) {
            Path path = home.resolve(FILE);
            try {
                Files.createDirectories(home);
                FileChannel file = FileChannel.open(
                        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                try {
                    if (!lock(file)) {
                        throw new IllegalStateException("another process works in " + home);
                    }
                    return new Identity(file.size() == 0 ? create(file) : read(file, path), file);
                } catch (IOException | RuntimeException e) {
                    file.close();
                    throw e;
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot use " + path, e);
            }
        }

        /** Held until the channel closes. */
        @SuppressWarnings("resource")
        private static boolean lock(FileChannel file) throws IOException {
            try {
                FileLock lock = file.tryLock();
                return lock != null;
            } catch (OverlappingFileLockException heldByThisProcess) {
                return false;
            }
        }

        private static UUID create(FileChannel file) throws IOException {
            UUID id = UUID.randomUUID();
            file.write(ByteBuffer.wrap(id.toString().getBytes(StandardCharsets.US_ASCII)));
            file.force(true);
            return id;
        }

        private static UUID read(FileChannel file, Path path) throws IOException {
            ByteBuffer text = ByteBuffer.allocate(UUID_LENGTH);
            while (text.hasRemaining() && file.read(text) >= 0) {
                // reads until the id is complete or the file ends
            }
            try {
                return UUID.fromString(new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII));
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(path + " holds no node id; delete it to get a new one", e);
            }
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
