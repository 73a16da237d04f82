package org.modelyard.registry.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Immutable bytes under their SHA-256. All methods may be called by many threads at once.
 *
 * <p>An address that is not 64 lower-case hex digits names nothing: reading it is a {@code Refusal.NotFound}, and no
 * implementation builds a path from it. Trouble with the medium is an {@link java.io.UncheckedIOException}; where
 * something is read, it is {@link StoreAway}.
 */
public interface ArtifactStore {

    /**
     * Stores the stream to its end; durable when this returns. The same bytes again are the same artifact (and heal a
     * damaged copy, and renew the time at which it was put). The stream is not closed.
     *
     * @throws java.io.UncheckedIOException when reading or writing fails; nothing is stored then
     */
    StoredArtifact put(InputStream content);

    default StoredArtifact put(byte[] content) {
        return put(new ByteArrayInputStream(content));
    }

    /**
     * Stores a file and takes it away from where it lay, which should be on the disk that the server writes to: then nothing is copied where
     * that can be avoided. Durable when this returns.
     *
     * @param file durable, and written to by nobody any more
     * @param known its address and size, by whoever wrote it
     * @throws ArtifactMismatch when it had to be read, and is not what is said
     * @throws java.io.UncheckedIOException when reading or writing fails; the file stays then
     */
    default void take(Path file, HashedFile known) {
        try {
            try (InputStream content = Files.newInputStream(file)) {
                StoredArtifact stored = put(content);
                if (!stored.equals(known.content())) {
                    throw new ArtifactMismatch(known.sha256(), stored.sha256());
                }
            }
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A stream that is verified while it is read: the end of the stream is only reported when everything before it
     * matched, otherwise {@link ArtifactMismatch} is thrown there. Who stops early has verified nothing.
     *
     * @throws org.modelyard.platform.model.Refusal.NotFound when there is no such artifact
     */
    InputStream open(String sha256);

    /**
     * The whole content, verified before it is returned.
     *
     * @throws org.modelyard.platform.model.Refusal.NotFound when there is no such artifact
     * @throws ArtifactMismatch when the bytes do not match
     */
    byte[] get(String sha256);

    /**
     * Reads all of the content once.
     *
     * @throws org.modelyard.platform.model.Refusal.NotFound when there is no such artifact
     * @throws ArtifactMismatch when the bytes do not match
     */
    default void verify(String sha256) {
        try (InputStream whole = open(sha256)) {
            whole.transferTo(OutputStream.nullOutputStream()); // the stream verifies itself at its end
        } catch (IOException e) {
            throw new StoreAway(e);
        }
    }

    /**
     * Bytes of the content as they lie there: nothing of them is verified.
     *
     * @throws org.modelyard.platform.model.Refusal.NotFound when there is no such artifact
     */
    InputStream part(String sha256, ByteRange part);

    boolean exists(String sha256);

    /** @throws org.modelyard.platform.model.Refusal.NotFound when there is no such artifact */
    long size(String sha256);

    /** @return whether there was something to delete */
    boolean delete(String sha256);

    /**
     * All that it holds, in no order and not verified; of what comes or goes meanwhile, some may be missing. To be closed.
     *
     * @throws java.io.UncheckedIOException also while the stream is read
     */
    Stream<ListedArtifact> list();

    /**
     * Deletes what nobody has put since. Who puts the same bytes in the same moment keeps them.
     *
     * @return whether it was deleted
     */
    boolean deletePutBefore(String sha256, Instant time);
}
