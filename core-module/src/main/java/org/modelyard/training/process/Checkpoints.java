package org.modelyard.training.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a running job has so far, as files that are whole or not there: {@code <job>/fit.checkpoint}. */
public class Checkpoints {

    /** The state of the fit. */
    public static final String FIT = "fit";

    private static final String ENDING = ".checkpoint";
    private static final Pattern JOB = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path root;

    /** @param root made on the first write */
    public Checkpoints(Path root) {
        this.root = root;
    }

    /**
     * Durable when this returns; replaces the job's earlier one of that name.
     *
     * @param name of our own making: letters, digits and hyphens
     */
    public void write(UUID job, String name, byte[] state) {
        Path folder = root.resolve(job.toString());
        Path next = folder.resolve(name + ENDING + ".next");
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
            Files.move(
                    next,
                    folder.resolve(name + ENDING),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true); // the name itself
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoint of job " + job + " cannot be written", e);
        }
    }

    public Optional<byte[]> read(UUID job, String name) {
        try {
            return Optional.of(Files.readAllBytes(root.resolve(job.toString()).resolve(name + ENDING)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoint of job " + job + " cannot be read", e);
        }
    }

    /**
     * The name of the state of a fit.
     *
     * @param fold of a cross-validation, from 1; 0: the version's own fit
     * @param output beside the target, from 1; 0: the target's
     */
    public static String ofFit(int fold, int output) {
        return (fold == 0 ? FIT : FIT + "-" + fold) + (output == 0 ? "" : "-output-" + output);
    }

    /** Where the job's files are, made if it is not there. */
    public Path folder(UUID job) {
        try {
            return Files.createDirectories(root.resolve(job.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of job " + job + " cannot be made", e);
        }
    }

    /**
     * What a job has.
     *
     * @param bytes of all its files
     */
    public record Kept(UUID job, long bytes) {}

    /** Of every job that has any, here on this node. */
    public List<Kept> all() {
        List<Kept> kept = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path folder : folders) {
                String name = folder.getFileName().toString();
                if (JOB.matcher(name).matches()) {
                    kept.add(new Kept(UUID.fromString(name), bytes(folder)));
                }
            }
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoints cannot be listed", e);
        }
        return kept;
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                bytes += Files.size(file);
            }
        } catch (NoSuchFileException goneMeanwhile) {
            return bytes;
        }
        return bytes;
    }

    /** All of the job's. Of no effect when there is none. */
    public void delete(UUID job) {
        Path folder = root.resolve(job.toString());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (NoSuchFileException | NotDirectoryException none) {
            // nothing was ever written
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoints of job " + job + " cannot be deleted", e);
        }
    }
}
