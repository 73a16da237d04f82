package org.modelyard.platform.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.CharConversionException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.platform.service.Outage;

/** Every exception that leaves a resource becomes a problem here, once. A 500 carries an incident's id and no more. */
@Provider
public class Problems implements ExceptionMapper<Throwable> {

    private static final System.Logger LOG = System.getLogger(Problems.class.getName());
    private static final int LONGEST_DETAIL = 500;
    private static final String OVERLAP =
            "Somebody else changed the same thing in the same moment, and nothing was changed here: read it, and try again.";

    @Context
    private HttpServletRequest request;

    @Inject
    private RefusalAudit audit;

    @Override
    public Response toResponse(Throwable thrown) {
        Throwable cause = Outage.rootOf(thrown);
        if (cause instanceof Refusal refusal) {
            return refused(refusal);
        }
        if (cause instanceof JsonProcessingException json && !(json instanceof InvalidDefinitionException)) {
            return malformed(json);
        }
        if (cause instanceof CharConversionException) { // of JSON with NULs, which is taken for UTF-32
            return malformed(new JsonParseException(null, "it is not UTF-8"));
        }
        if (cause instanceof WebApplicationException web) {
            return web(web);
        }
        if (Outage.isDatabase(thrown)) {
            return unavailable("The database does not answer.", Outage.RETRY_AFTER);
        }
        if (Outage.isOverlap(thrown)) {
            LOG.log(Level.WARNING, "two changes at once at " + request.getMethod() + " " + path(), thrown);
            return Problem.of(409, OVERLAP, path()).response().build();
        }
        String incident = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, "incident " + incident + " at " + request.getMethod() + " " + path(), thrown);
        return Problem.of(500, "Something went wrong here; the log tells more under " + incident + ".", path())
                .response()
                .build();
    }

    private Response refused(Refusal refusal) {
        audit.refused(request, refusal);
        String detail = String.valueOf(refusal.getMessage());
        if (refusal instanceof Refusal.Unavailable away) {
            return unavailable(detail, away.retryAfter());
        }
        List<FieldError> errors = refusal instanceof Refusal.Invalid invalid ? invalid.errors() : List.of();
        return Problem.of(status(refusal), detail, path(), errors).response().build();
    }

    private static int status(Refusal refusal) {
        if (refusal instanceof Refusal.NotFound) {
            return 404;
        }
        if (refusal instanceof Refusal.Conflict) {
            return 409;
        }
        if (refusal instanceof Refusal.Stale) {
            return 412;
        }
        return refusal instanceof Refusal.Forbidden ? 403 : 422;
    }

    private Response unavailable(String detail, Duration retryAfter) {
        return Problem.of(503, detail, path())
                .response()
                .header("Retry-After", Math.max(1, retryAfter.toSeconds()))
                .build();
    }

    private Response malformed(JsonProcessingException json) {
        String field = JsonFault.field(json);
        String message = JsonFault.message(json);
        JsonLocation at = json.getLocation();
        String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        List<FieldError> errors = field.isEmpty() ? List.of() : List.of(new FieldError(field, message));
        return Problem.of(400, "The JSON is not what this endpoint reads" + where + ": " + message, path(), errors)
                .response()
                .build();
    }

    private Response web(WebApplicationException web) {
        Response given = web.getResponse();
        int status = given.getStatus();
        if (status < 400 || given.hasEntity()) {
            return given;
        }
        List<FieldError> errors = web instanceof MalformedParameter malformed ? List.of(malformed.error()) : List.of();
        Response.ResponseBuilder answer =
                Problem.of(status, detail(status, web), path(), errors).response();
        given.getStringHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Type")) {
                values.forEach(value -> answer.header(name, value));
            }
        });
        return answer.build();
    }

    private static String detail(int status, WebApplicationException web) {
        return switch (status) {
            case 404 -> "There is nothing at this address, or a parameter of it is malformed.";
            case 405 -> "This address does not take this method.";
            case 406 -> "This address does not give the media type that you accept.";
            case 415 -> "This address does not read this Content-Type.";
            default -> Texts.cut(String.valueOf(web.getMessage()), LONGEST_DETAIL);
        };
    }

    private @Nullable String path() {
        return request.getRequestURI();
    }
}
