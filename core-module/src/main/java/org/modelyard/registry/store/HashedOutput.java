package org.modelyard.registry.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.modelyard.platform.model.Sha256;

/** A file that is hashed while it is written, so that a store can {@link ArtifactStore#take take} it without its being read again. For one thread. */
public final class HashedOutput extends OutputStream {

    private final FileChannel channel;
    private final MessageDigest whole = Sha256.digest();
    private final BlockDigest blocks = new BlockDigest();
    private final byte[] buffer = new byte[1 << 16];
    private int buffered;
    private long written;

    /** @param file is emptied */
    public HashedOutput(Path file) throws IOException {
        this.channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    @Override
    public void write(int one) throws IOException {
        if (buffered == buffer.length) {
            spill();
        }
        buffer[buffered++] = (byte) one;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > buffer.length - buffered) {
            spill();
        }
        if (length > buffer.length) {
            put(bytes, offset, length);
        } else {
            System.arraycopy(bytes, offset, buffer, buffered, length);
            buffered += length;
        }
    }

    private void spill() throws IOException {
        put(buffer, 0, buffered);
        buffered = 0;
    }

    private void put(byte[] bytes, int offset, int length) throws IOException {
        whole.update(bytes, offset, length);
        blocks.update(bytes, offset, length);
        ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        written += length;
    }

    /**
     * To be called once, behind the last byte.
     *
     * @return what was written, which is on the disk by now
     */
    public HashedFile finish() throws IOException {
        spill();
        channel.force(true);
        String sha256 = Sha256.hexOf(whole.digest());
        return new HashedFile(
                new StoredArtifact(sha256, written), BlockHashes.wanted(written) ? blocks.finish(sha256) : null);
    }

    /** What was not finished is no file to be taken. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
