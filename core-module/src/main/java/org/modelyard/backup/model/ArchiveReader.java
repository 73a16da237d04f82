package org.modelyard.backup.model;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.modelyard.platform.model.Sha256;

/**
 * Reads an archive. To open it checks the manifest against its hash; {@link #verify} reads all the rest once. Every way
 * of reading throws {@link BrokenArchive} for what is missing, damaged, cut off or more than the manifest tells. No
 * entry's name is ever made a path.
 */
public final class ArchiveReader implements Closeable {

    private static final int LARGEST_MANIFEST = 16 << 20;
    private static final int HASH_LENGTH = 64;

    private final ZipFile zip;
    private final BackupManifest manifest;
    private final String manifestSha256;

    private ArchiveReader(ZipFile zip) throws IOException {
        this.zip = zip;
        byte[] json = small(ArchiveEntries.MANIFEST, LARGEST_MANIFEST);
        manifestSha256 = Sha256.hex(json);
        String told = new String(small(ArchiveEntries.MANIFEST_HASH, HASH_LENGTH), StandardCharsets.US_ASCII);
        if (!told.equals(manifestSha256)) {
            throw new BrokenArchive("its manifest has the SHA-256 " + manifestSha256 + ", not " + told);
        }
        manifest = ArchiveEntries.read(json);
    }

    /** @throws IOException when the file cannot be read at all */
    @SuppressWarnings("resource") // closed with the reader
    public static ArchiveReader open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            throw new BrokenArchive("it is no whole zip file (" + e.getMessage() + ")", e);
        }
        try {
            return new ArchiveReader(zip);
        } catch (ZipException e) {
            zip.close();
            throw new BrokenArchive("its manifest is damaged", e);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    public BackupManifest manifest() {
        return manifest;
    }

    public String manifestSha256() {
        return manifestSha256;
    }

    /** Reads everything once. */
    public void verify() throws IOException {
        long entries = manifest.tables().size() + manifest.artifacts().count() + ArchiveEntries.OTHERS;
        if (zip.size() != entries) {
            throw new BrokenArchive("it has " + zip.size() + " entries, the manifest tells of " + entries);
        }
        for (BackupManifest.Table table : manifest.tables()) {
            table(table, in -> in.transferTo(OutputStream.nullOutputStream()));
        }
        artifacts((sha256, in) -> in.transferTo(OutputStream.nullOutputStream()));
    }

    /** Reads one entry to its end. */
    @FunctionalInterface
    public interface Reading {
        void read(InputStream in) throws IOException;
    }

    /** What becomes of one artifact. */
    @FunctionalInterface
    public interface ArtifactReading {
        void read(String sha256, InputStream in) throws IOException;
    }

    /** The rows of a table; verified when this returns, not before. */
    public void table(BackupManifest.Table table, Reading reading) throws IOException {
        checked(ArchiveEntries.table(table.name()), table.bytes(), table.sha256(), reading);
    }

    /** Each artifact, in the list's order; verified when this returns, not before. */
    public void artifacts(ArtifactReading reading) throws IOException {
        BackupManifest.Artifacts told = manifest.artifacts();
        long[] counts = new long[2];
        checked(ArchiveEntries.ARTIFACT_LIST, told.listBytes(), told.listSha256(), list -> {
            BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!ArchiveEntries.LISTED.matcher(line).matches()) {
                    throw new BrokenArchive("its list of artifacts is damaged");
                }
                String sha256 = line.substring(0, HASH_LENGTH);
                long bytes = Long.parseLong(line.substring(HASH_LENGTH + 1));
                checked(ArchiveEntries.artifact(sha256), bytes, sha256, in -> reading.read(sha256, in));
                counts[0]++;
                counts[1] += bytes;
            }
        });
        if (counts[0] != told.count() || counts[1] != told.bytes()) {
            throw new BrokenArchive("it lists " + counts[0] + " artifacts, the manifest tells of " + told.count());
        }
    }

    private void checked(String name, long bytes, String sha256, Reading reading) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new BrokenArchive(name + " is missing");
        }
        try (InputStream content = zip.getInputStream(entry)) {
            Hashing hashing = new Hashing(content);
            reading.read(hashing);
            hashing.transferTo(OutputStream.nullOutputStream());
            String actual = Sha256.hexOf(hashing.digest.digest());
            if (hashing.bytes != bytes || !actual.equals(sha256)) {
                throw new BrokenArchive(name + " has " + hashing.bytes + " bytes with the SHA-256 " + actual + ", not "
                        + bytes + " with " + sha256);
            }
        } catch (ZipException | java.io.EOFException e) {
            throw new BrokenArchive(name + " is damaged", e);
        }
    }

    private byte[] small(String name, int most) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new BrokenArchive(name + " is missing");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes(most + 1);
            if (content.length > most) {
                throw new BrokenArchive(name + " is longer than " + most + " bytes");
            }
            return content;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static final class Hashing extends java.io.FilterInputStream {
        private final MessageDigest digest = Sha256.digest();
        private long bytes;

        Hashing(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int n = read(one, 0, 1);
            return n < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            if (n > 0) {
                digest.update(buffer, offset, n);
                bytes += n;
            }
            return n;
        }

        /** By reading: what is skipped must be hashed too. */
        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(count, 1 << 13)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        /** The entry's end is checked behind it. */
        @Override
        public void close() {}
    }
}
