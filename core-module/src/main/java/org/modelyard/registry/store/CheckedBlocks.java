package org.modelyard.registry.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.modelyard.platform.model.Sha256;

/**
 * Bytes of a file, each block of which is compared with its hash before any byte of it is given. Holds one block in memory. Closes what it
 * reads from.
 */
public final class CheckedBlocks extends InputStream {

    private static final int PIECE = 1 << 17;

    private final InputStream blocksBytes;
    private final BlockHashes blocks;
    private final Consumer<ArtifactMismatch> damaged;
    private final byte[] buffer;
    private int next;
    private long left;
    private int position;
    private int filled;

    private CheckedBlocks(
            InputStream blocksBytes, BlockHashes blocks, ByteRange part, Consumer<ArtifactMismatch> damaged) {
        this.blocksBytes = blocksBytes;
        this.blocks = blocks;
        this.damaged = damaged;
        this.buffer =
                new byte[(int) Math.min(BlockHashes.BLOCK, blocks.around(part).length())];
        this.next = (int) (part.from() / BlockHashes.BLOCK);
        this.left = part.length();
    }

    /**
     * Reads and compares the first block, so that damage to it is known before anything is given.
     *
     * @param file gives bytes of the file as they lie there
     * @param part not empty, and within the file
     * @param damaged is told of damage, now or later, before it is thrown
     * @throws ArtifactMismatch when the first block is damaged, or another one while it is read
     */
    public static InputStream open(
            Function<ByteRange, InputStream> file,
            BlockHashes blocks,
            ByteRange part,
            Consumer<ArtifactMismatch> damaged)
            throws IOException {
        CheckedBlocks checked = new CheckedBlocks(file.apply(blocks.around(part)), blocks, part, damaged);
        try {
            checked.fill();
            checked.position = (int) (part.from() % BlockHashes.BLOCK);
            return checked;
        } catch (IOException | RuntimeException e) {
            checked.close();
            throw e;
        }
    }

    private void fill() throws IOException {
        int length = (int) blocks.range(next).length();
        filled = blocksBytes.readNBytes(buffer, 0, length);
        position = 0;
        String actual = Sha256.hex(buffer, 0, filled);
        if (!actual.equals(blocks.of(next))) {
            ArtifactMismatch mismatch = ArtifactMismatch.ofBlock(blocks.sha256(), next, blocks.of(next), actual);
            left = 0;
            damaged.accept(mismatch);
            throw mismatch;
        }
        next++;
    }

    /** @return bytes that may be given at once; 0 at the end */
    private int ready() throws IOException {
        if (left > 0 && position == filled) {
            fill();
        }
        return (int) Math.min(filled - position, left);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        int given = Math.min(ready(), length);
        if (given == 0) {
            return -1;
        }
        System.arraycopy(buffer, position, into, offset, given);
        passed(given);
        return given;
    }

    /** Without copying. */
    @Override
    public long transferTo(OutputStream out) throws IOException {
        long sent = 0;
        for (int n = Math.min(ready(), PIECE); n > 0; n = Math.min(ready(), PIECE)) {
            out.write(buffer, position, n);
            passed(n);
            sent += n;
        }
        return sent;
    }

    private void passed(int bytes) {
        position += bytes;
        left -= bytes;
    }

    @Override
    public void close() throws IOException {
        blocksBytes.close();
    }
}
