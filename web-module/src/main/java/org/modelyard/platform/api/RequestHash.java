package org.modelyard.platform.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Sha256;

/**
 * What makes two keyed requests the same: method, path, query and body. A body that is streamed (an import) is not
 * held back for its hash: there its stated length and digest stand for it.
 */
final class RequestHash {

    private static final String[] STANDING_FOR_BODY = {
        "Content-Length", "Content-Type", "Content-Encoding", "Content-Digest", "Repr-Digest", "Digest"
    };

    private RequestHash() {}

    /** @return 64 hex digits; the body of the request can still be read */
    static String of(ContainerRequestContext request, @Nullable Method method) throws IOException {
        MessageDigest hash = Sha256.digest();
        add(hash, request.getMethod());
        add(hash, request.getUriInfo().getRequestUri().getRawPath());
        add(hash, request.getUriInfo().getRequestUri().getRawQuery());
        if (method != null && BodyLimit.isBounded(method)) {
            byte[] body = request.hasEntity() ? request.getEntityStream().readAllBytes() : new byte[0];
            request.setEntityStream(new ByteArrayInputStream(body));
            hash.update(body);
        } else {
            for (String header : STANDING_FOR_BODY) {
                add(hash, request.getHeaderString(header));
            }
        }
        return Sha256.hexOf(hash.digest());
    }

    /** Parts are kept apart by a byte that none of them holds. */
    private static void add(MessageDigest hash, @Nullable String part) {
        hash.update((part == null ? "" : part).getBytes(StandardCharsets.UTF_8));
        hash.update((byte) 0);
    }
}
