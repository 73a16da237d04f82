package org.modelyard.training.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/** The state of each running fit, as a file that is whole or not there: {@code <job>/fit.checkpoint}. */
public class Checkpoints {

    private static final String FILE = "fit.checkpoint";

    private final Path root;

    /** @param root made on the first write */
    public Checkpoints(Path root) {
        this.root = root;
    }

    /** Durable when this returns; replaces the job's earlier one. */
    public void write(UUID job, byte[] state) {
        Path folder = root.resolve(job.toString());
        Path next = folder.resolve(FILE + ".next");
        try {
            Files.createDirectories(folder);
            try (FileChannel file = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(state);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            Files.move(next, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true); // the name itself
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoint of job " + job + " cannot be written", e);
        }
    }

    public Optional<byte[]> read(UUID job) {
        try {
            return Optional.of(Files.readAllBytes(root.resolve(job.toString()).resolve(FILE)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoint of job " + job + " cannot be read", e);
        }
    }

    /** Of no effect when there is none. */
    public void delete(UUID job) {
        Path folder = root.resolve(job.toString());
        try {
            Files.deleteIfExists(folder.resolve(FILE + ".next"));
            Files.deleteIfExists(folder.resolve(FILE));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoint of job " + job + " cannot be deleted", e);
        }
    }
}
