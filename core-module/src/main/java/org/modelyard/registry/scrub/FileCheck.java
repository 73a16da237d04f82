package org.modelyard.registry.scrub;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Sha256;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.registry.store.BlockDigest;
import org.modelyard.registry.store.BlockHashes;
import org.modelyard.registry.store.ByteRange;

/** Reads stored files at a pace, and tells what each of them is. */
public final class FileCheck {

    private static final int BUFFER = 1 << 16;

    private final ArtifactStore store;
    private final Pace pace;
    private final BooleanSupplier leftOff;
    private final Consumer<BlockHashes> blocks;

    /**
     * @param leftOff whether nobody wants to know any more
     * @param blocks is told what the blocks of each good large file hash to
     */
    public FileCheck(ArtifactStore store, Pace pace, BooleanSupplier leftOff, Consumer<BlockHashes> blocks) {
        this.store = store;
        this.pace = pace;
        this.leftOff = leftOff;
        this.blocks = blocks;
    }

    /** What a file is found to be. */
    public sealed interface Found permits Good, Damaged, Missing, Unreadable, LeftOff {}

    public record Good(long bytes) implements Found {}

    /** @param actual the SHA-256 of the bytes that are there */
    public record Damaged(long bytes, String actual) implements Found {}

    public record Missing() implements Found {}

    /**
     * It cannot be read, which says nothing of its bytes.
     *
     * @param why as the system says it
     */
    public record Unreadable(String why) implements Found {}

    /** Nothing is known of it. */
    public record LeftOff() implements Found {}

    public Found check(String sha256) {
        MessageDigest whole = Sha256.digest();
        BlockDigest parts = new BlockDigest();
        long bytes = 0;
        try (InputStream content = store.part(sha256, ByteRange.whole(store.size(sha256)))) {
            byte[] buffer = new byte[BUFFER];
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                if (leftOff.getAsBoolean()) {
                    return new LeftOff();
                }
                pace.read(n);
                whole.update(buffer, 0, n);
                parts.update(buffer, 0, n);
                bytes += n;
            }
        } catch (Refusal.NotFound e) {
            return new Missing();
        } catch (IOException | UncheckedIOException e) {
            return new Unreadable(String.valueOf(e.getMessage()));
        }
        String actual = Sha256.hexOf(whole.digest());
        if (!actual.equals(sha256)) {
            return new Damaged(bytes, actual);
        }
        if (BlockHashes.wanted(bytes)) {
            blocks.accept(parts.finish(sha256));
        }
        return new Good(bytes);
    }
}
