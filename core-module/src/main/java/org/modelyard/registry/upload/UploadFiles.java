package org.modelyard.registry.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.modelyard.registry.store.HashedFile;

/**
 * The bytes of unfinished uploads, each in a file by the upload's id. The file's length is the offset: what has arrived outlives the process.
 * All methods may be called by many threads at once. Trouble with the disk is an {@link UncheckedIOException}.
 */
public final class UploadFiles {

    private static final String SUFFIX = ".part";

    private final Path root;
    private final ConcurrentMap<UUID, ArrivingFile> arriving = new ConcurrentHashMap<>();

    /** @param root created when missing */
    public UploadFiles(Path root) {
        this.root = root.toAbsolutePath().normalize();
        try {
            Files.createDirectories(this.root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Room that is left for further bytes when all that is promised has arrived.
     *
     * @param promised bytes of whole files, by upload; those that have no file here need no room here
     */
    public long room(Map<UUID, Long> promised) {
        long reserved = 0;
        for (Map.Entry<UUID, Long> upload : promised.entrySet()) {
            OptionalLong arrived = length(upload.getKey());
            if (arrived.isPresent()) {
                reserved += Math.max(0, upload.getValue() - arrived.getAsLong());
            }
        }
        try {
            return Files.getFileStore(root).getUsableSpace() - reserved;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of no bytes yet. */
    public void create(UUID id) {
        try (FileChannel created =
                FileChannel.open(file(id), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            created.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes that have arrived; empty where there is no such file here. */
    public OptionalLong length(UUID id) {
        try {
            return OptionalLong.of(Files.size(file(id)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds the stream to what has arrived. Where it breaks, what arrived stays.
     *
     * @param offset where the sender believes to be
     * @param size bytes of the whole file
     * @return bytes that have arrived now, durably
     * @throws OffsetMismatch when the sender is wrong, or another request is at it
     * @throws org.modelyard.platform.model.Refusal.Invalid when the stream breaks, or goes on behind the file's end
     *     (nothing of this request is kept then)
     */
    public long append(UUID id, long offset, long size, InputStream content) {
        return alone(id, file -> file.append(offset, size, content));
    }

    /**
     * Address and size of what has arrived, and what is to be done with it while nothing more can arrive.
     *
     * @throws OffsetMismatch when another request is at it
     */
    public void finish(UUID id, Consumer<Finished> work) {
        alone(id, file -> {
            work.accept(new Finished(file.path(), file.content()));
            return 0L;
        });
        arriving.remove(id);
    }

    /** A file that is there to be taken away. */
    public record Finished(Path file, HashedFile content) {}

    private long alone(UUID id, ToLongFunction<ArrivingFile> work) {
        ArrivingFile file = arriving.computeIfAbsent(id, any -> new ArrivingFile(file(id)));
        if (!file.tryLock()) {
            throw new OffsetMismatch(
                    "Another request is sending to this upload.", length(id).orElse(0));
        }
        try {
            return work.applyAsLong(file);
        } finally {
            file.unlock();
        }
    }

    /** @return whether there was something to delete */
    public boolean delete(UUID id) {
        arriving.remove(id);
        try {
            return Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Uploads that have a file here, last written before this time. */
    public List<UUID> idle(Instant before) {
        List<UUID> ids = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root, "*" + SUFFIX)) {
            for (Path file : files) {
                if (written(file).isBefore(before)) {
                    String name = file.getFileName().toString();
                    ids.add(UUID.fromString(name.substring(0, name.length() - SUFFIX.length())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ids;
    }

    private static Instant written(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException finishedMeanwhile) {
            return Instant.MAX;
        }
    }

    private Path file(UUID id) {
        return root.resolve(id + SUFFIX);
    }
}
