package org.modelyard.registry.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.modelyard.platform.model.Sha256;

/** Streams written to new files, and hashed on the way. */
final class HashedCopy {

    private static final int BUFFER = 1 << 18;

    private HashedCopy() {}

    /** Reads the stream to its end; the file is on the disk when this returns. */
    static StoredArtifact of(InputStream content, Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
                bytes += n;
            }
            channel.force(true);
        }
        return new StoredArtifact(Sha256.hexOf(digest.digest()), bytes);
    }
}
