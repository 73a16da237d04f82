package org.modelyard.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The journal's files: {@code <number>.journal} is a segment, {@code <number>.spare} a drained one that waits for its next
 * use, {@code <number>.preparing} one that is being filled with zeros. A file gets its name as a segment only when its
 * zeros and its header are on the disk.
 */
final class JournalDirectory implements Closeable {

    static final String SEGMENT = ".journal";
    static final String SPARE = ".spare";
    private static final String PREPARING = ".preparing";
    private static final String LOCK = "journal.lock";
    private static final Pattern OURS = Pattern.compile("\\d{20}\\.(journal|spare|preparing)");
    private static final int ZEROS = 1 << 20;

    /**
     * Directories open in this process. A second try must not even open the lock file: closing it again would give up the
     * lock that the first one holds (POSIX locks belong to the process, not to the descriptor).
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final SegmentFile.Opener opener;
    private final FileChannel lock;

    /** @throws IOException when another journal holds the directory, or it contains files that are not a journal's */
    JournalDirectory(Path directory, SegmentFile.Opener opener) throws IOException {
        Files.createDirectories(directory);
        this.directory = directory.toRealPath();
        this.opener = opener;
        if (!OPEN.add(this.directory)) {
            throw held();
        }
        try {
            refuseForeignFiles();
            this.lock = lock();
        } catch (IOException | RuntimeException failed) {
            OPEN.remove(this.directory);
            throw failed;
        }
    }

    /** Segments or spares, by number. */
    List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    SegmentFile open(Path path, boolean writable) throws IOException {
        return opener.open(path, writable);
    }

    /** Takes the space from the disk for good, by writing zeros, and makes a segment of it. */
    Segment create(long number, int bytes) throws IOException {
        Path preparing = path(number, PREPARING);
        try {
            try (SegmentFile file = open(preparing, true)) {
                byte[] zeros = new byte[Math.min(ZEROS, bytes)];
                for (int at = 0; at < bytes; at += zeros.length) {
                    file.write(at, zeros, 0, Math.min(zeros.length, bytes - at));
                }
            }
            return use(preparing, number, bytes);
        } catch (IOException failed) {
            Files.deleteIfExists(preparing);
            throw failed;
        }
    }

    /** Makes a segment of a file that has its full size. What it held before stays in it, under a number that is past. */
    Segment use(Path file, long number, int bytes) throws IOException {
        try (SegmentFile writable = open(file, true)) {
            byte[] header = SegmentHeader.of(number);
            writable.write(0, header, 0, header.length);
            writable.force();
        }
        Path path = move(file, path(number, SEGMENT));
        return Segment.prepared(number, path, bytes, open(path, true));
    }

    /** Keeps a file that holds nothing of worth any more for its next use. */
    Path spare(Path file) throws IOException {
        String name = file.getFileName().toString();
        return move(file, file.resolveSibling(name.replace(SEGMENT, SPARE)));
    }

    void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        try {
            lock.close();
        } finally {
            OPEN.remove(directory);
        }
    }

    private void refuseForeignFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.equals(LOCK) && !OURS.matcher(name).matches()) {
                    throw new IOException(
                            file + " is not a file of a journal; give the journal a directory of its own");
                }
            }
        }
    }

    private FileChannel lock() throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held == null) {
                throw held();
            }
            for (Path unfinished : files(PREPARING)) {
                Files.delete(unfinished);
            }
            return channel;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private IOException held() {
        return new IOException("the journal in " + directory + " is already open, here or in another process");
    }

    private Path path(long number, String suffix) {
        return directory.resolve(String.format("%020d%s", number, suffix));
    }

    private Path move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        // A name is durable only once its directory is.
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
        return to;
    }
}
