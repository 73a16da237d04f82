package org.modelyard.backup.model;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.modelyard.platform.model.Sha256;

/**
 * Writes an archive as a stream: a zip (zip64 where it must be) of tables, then artifacts, then the manifest. It has
 * another name until {@link #finish}; closed before, nothing is left. Not for several threads.
 */
public final class ArchiveWriter implements Closeable {

    /** Ending of what is being written. */
    public static final String UNFINISHED = ".part";

    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private final DigestOutputStream hashed;
    private final ZipOutputStream zip;
    private boolean finished;

    /** @param target replaced when it is there; its directory exists */
    public ArchiveWriter(Path target) throws IOException {
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + UNFINISHED);
        this.channel = FileChannel.open(
                part,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE),
                ownersOnly(part));
        this.hashed = new DigestOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER), Sha256.digest());
        this.zip = new ZipOutputStream(hashed);
    }

    /** All organisations' data and the hashes of passwords are in it. */
    private static FileAttribute<?>[] ownersOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Writes one entry's bytes; the stream it gets is not to be closed. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** @param bytes not compressed */
    public record Entry(long bytes, String sha256) {}

    public Entry table(String name, Content rows) throws IOException {
        if (!ArchiveEntries.TABLE.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of a table: " + name);
        }
        return entry(ArchiveEntries.table(name), Deflater.BEST_SPEED, rows);
    }

    /**
     * @param content verified while it is read; what it throws at its end leaves the archive to be closed
     * @return how many bytes it has
     */
    public long artifact(String sha256, InputStream content) throws IOException {
        Entry written = entry(ArchiveEntries.artifact(sha256), Deflater.NO_COMPRESSION, content::transferTo);
        if (!written.sha256().equals(sha256)) {
            throw new IllegalStateException("artifact " + sha256 + " was read as " + written.sha256());
        }
        return written.bytes();
    }

    public Entry artifactList(Content lines) throws IOException {
        return entry(ArchiveEntries.ARTIFACT_LIST, Deflater.BEST_SPEED, lines);
    }

    /** On the disk and under its own name when this returns. */
    public WrittenArchive finish(BackupManifest manifest) throws IOException {
        Entry written =
                entry(ArchiveEntries.MANIFEST, Deflater.BEST_SPEED, out -> out.write(ArchiveEntries.write(manifest)));
        entry(
                ArchiveEntries.MANIFEST_HASH,
                Deflater.NO_COMPRESSION,
                out -> out.write(written.sha256().getBytes(StandardCharsets.US_ASCII)));
        zip.finish();
        zip.flush();
        channel.force(true);
        long bytes = channel.size();
        channel.close();
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceDirectory();
        finished = true;
        return new WrittenArchive(Sha256.hexOf(hashed.getMessageDigest().digest()), written.sha256(), bytes);
    }

    private void forceDirectory() throws IOException {
        Path directory = target.toAbsolutePath().getParent();
        if (directory != null
                && directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
                entries.force(true);
            }
        }
    }

    private Entry entry(String name, int level, Content content) throws IOException {
        zip.setLevel(level);
        zip.putNextEntry(new ZipEntry(name));
        Counting out = new Counting(zip);
        content.writeTo(out);
        out.flush();
        zip.closeEntry();
        return new Entry(out.bytes, Sha256.hexOf(out.digest.digest()));
    }

    /** Leaves nothing unless it was finished. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            channel.close();
            Files.deleteIfExists(part);
        }
    }

    private static final class Counting extends FilterOutputStream {
        private final MessageDigest digest = Sha256.digest();
        private long bytes;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            digest.update((byte) one);
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            digest.update(buffer, offset, length);
            bytes += length;
        }

        /** The zip goes on. */
        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
