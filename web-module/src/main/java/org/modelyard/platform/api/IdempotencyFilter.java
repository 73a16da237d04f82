package org.modelyard.platform.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.Idempotency;
import org.modelyard.platform.service.Idempotency.Again;
import org.modelyard.platform.service.Idempotency.Turn;

/**
 * Gives a keyed request its first answer again. Runs behind the roles and the body's limit: who may not ask, or sends
 * too much, takes no key. Every answer but a 5xx is kept.
 */
@Provider
@Idempotent
@Priority(Priorities.USER)
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {

    public static final String HEADER = "Idempotency-Key";

    private static final System.Logger LOG = System.getLogger(IdempotencyFilter.class.getName());
    private static final String TAKEN = "org.modelyard.idempotency";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final int SERVER_ERROR = 500;

    @Context
    private ResourceInfo resource;

    @Context
    private HttpServletRequest request;

    @Inject
    private Idempotency idempotency;

    @Override
    public void filter(ContainerRequestContext context) throws IOException {
        String key = context.getHeaderString(HEADER);
        if (key == null) {
            return;
        }
        if (!KEY.matcher(key).matches()) {
            throw new BadRequestException(HEADER + " is 1-200 visible ASCII characters, such as a UUID.");
        }
        Turn turn = begin(Callers.of(request), key, RequestHash.of(context, resource.getResourceMethod()));
        if (turn instanceof Idempotency.First) {
            context.setProperty(TAKEN, key);
        } else {
            context.abortWith(answer(turn));
        }
    }

    @Override
    public void filter(ContainerRequestContext context, ContainerResponseContext response) throws IOException {
        if (!(context.getProperty(TAKEN) instanceof String key)) {
            return;
        }
        Caller caller = Callers.of(request);
        try {
            if (response.getStatus() >= SERVER_ERROR) {
                idempotency.release(caller, key);
            } else {
                String location = response.getHeaderString(HttpHeaders.LOCATION);
                idempotency.answered(caller, key, response.getStatus(), location, body(response));
            }
        } catch (RuntimeException e) {
            // the request itself is done; its key stays taken until it runs out
            LOG.log(Level.WARNING, "the answer to a keyed request at {0} could not be kept: {1}", path(), e.toString());
        }
    }

    /** The loser of a race for a key finds the winner's row when it asks once more. */
    private Turn begin(Caller caller, String key, String hash) {
        try {
            return idempotency.begin(caller, key, hash);
        } catch (Refusal.Conflict lostTheRace) {
            return idempotency.begin(caller, key, hash);
        }
    }

    private Response answer(Turn turn) {
        if (turn instanceof Again again) {
            Response.ResponseBuilder answer = Response.status(again.status());
            if (again.location() != null) {
                answer.header(HttpHeaders.LOCATION, again.location());
            }
            if (again.body() != null) {
                answer.entity(again.body().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .type(again.status() < 400 ? MediaType.APPLICATION_JSON : Problem.MEDIA_TYPE);
            }
            return answer.header("Idempotency-Replayed", "true").build();
        }
        boolean running = turn instanceof Idempotency.Running;
        String detail = running
                ? "The first request with this " + HEADER + " is still being carried out."
                : "This " + HEADER + " belongs to another request: another address or another body.";
        Response.ResponseBuilder conflict = Problem.of(409, detail, path()).response();
        return running ? conflict.header("Retry-After", 1).build() : conflict.build();
    }

    private @Nullable String body(ContainerResponseContext response) throws IOException {
        Object entity = response.getEntity();
        if (entity == null) {
            return null;
        }
        JsonNode tree = entity instanceof byte[] bytes
                ? Json.MAPPER.readTree(bytes)
                : Json.MAPPER.readTree(Json.MAPPER.writeValueAsBytes(entity));
        String secret = secret(resource.getResourceMethod());
        if (!secret.isEmpty() && tree instanceof ObjectNode object) {
            object.remove(secret);
        }
        return Json.MAPPER.writeValueAsString(tree);
    }

    private static String secret(@Nullable Method method) {
        Idempotent marked = method == null ? null : method.getAnnotation(Idempotent.class);
        return marked == null ? "" : marked.secret();
    }

    private String path() {
        return request.getRequestURI();
    }
}
