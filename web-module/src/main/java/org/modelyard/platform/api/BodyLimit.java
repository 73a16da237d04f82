package org.modelyard.platform.api;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON bodies are read whole, up to 1 MiB; a larger one is refused before anything parses it. What streams another
 * format, or says {@link OwnBodyLimit}, has a limit of its own.
 */
@Provider
@Priority(BodyLimit.PRIORITY)
public class BodyLimit implements ContainerRequestFilter {

    /** After the roles are checked, before the body is looked at. */
    static final int PRIORITY = Priorities.ENTITY_CODER;

    static final int MAX_BYTES = 1 << 20;

    @Context
    private ResourceInfo resource;

    private final ConcurrentMap<Method, Boolean> bounded = new ConcurrentHashMap<>();

    @Override
    public void filter(ContainerRequestContext context) throws IOException {
        Method method = resource.getResourceMethod();
        if (method == null || !context.hasEntity() || !bounded.computeIfAbsent(method, BodyLimit::isBounded)) {
            return;
        }
        if (context.getLength() > MAX_BYTES) {
            throw tooLarge();
        }
        byte[] body = context.getEntityStream().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw tooLarge();
        }
        context.setEntityStream(new ByteArrayInputStream(body));
    }

    static boolean isBounded(Method method) {
        if (method.isAnnotationPresent(OwnBodyLimit.class)) {
            return false;
        }
        Consumes onMethod = method.getAnnotation(Consumes.class);
        @Nullable
        Consumes consumes =
                onMethod != null ? onMethod : method.getDeclaringClass().getAnnotation(Consumes.class);
        return consumes == null
                || Arrays.stream(consumes.value())
                        .map(MediaType::valueOf)
                        .anyMatch(MediaType.APPLICATION_JSON_TYPE::isCompatible); // jsonl is not json
    }

    private static ClientErrorException tooLarge() {
        return new ClientErrorException(
                "A JSON body here has at most " + MAX_BYTES + " bytes.", Response.Status.REQUEST_ENTITY_TOO_LARGE);
    }
}
