package org.modelyard.serving.api;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** Reads what a client has sent to its end, before anything is done with it: who sends slowly keeps no place of others. */
final class SentBody {

    /** The longest array that every Java machine makes. */
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private SentBody() {}

    /**
     * @param bytes at most
     * @throws ClientErrorException 413 when there are more
     */
    static byte[] whole(InputStream body, long bytes) throws IOException {
        int most = (int) Math.min(bytes, LONGEST);
        byte[] read = body.readNBytes(most);
        if (read.length == most && body.read() >= 0) {
            throw new ClientErrorException(
                    "A request has at most " + most + " bytes here.", Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
        return read;
    }
}
