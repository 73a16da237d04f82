package org.modelyard.serving.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.ETags;
import org.modelyard.platform.api.Parameters;
import org.modelyard.registry.service.ModelLogging;
import org.modelyard.serving.model.LogPolicy;

/** What the inference log keeps of a model's inputs. */
@ApplicationScoped
@Path("/models/{model}/log-policy")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "predictions")
public class LogPolicyResource {

    private static final String POLICY = "{\"inputs\":\"HASHED\",\"maskSensitive\":true}";

    @Inject
    private ModelLogging logging;

    @GET
    @Operation(
            summary = "See what is logged of a model's inputs",
            description = "FULL with sensitive inputs masked where nobody has said anything.")
    @APIResponse(
            responseCode = "200",
            description = "The policy.",
            content =
                    @Content(
                            schema = @Schema(implementation = LogPolicy.class),
                            examples = @ExampleObject(name = "policy", value = POLICY)))
    public Response get(@Context HttpServletRequest request, @PathParam("model") String model) {
        return tagged(logging.of(Callers.of(request), model));
    }

    private static Response tagged(LogPolicy policy) {
        return Response.ok(policy).tag(ETags.of(ModelLogging.tag(policy))).build();
    }

    @PUT
    @RolesAllowed("ADMIN")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Say what is logged of a model's inputs",
            description =
                    "'inputs' is FULL, HASHED (one SHA-256 a row) or NONE; 'maskSensitive' leaves the values of sensitive"
                            + " inputs out of what is FULL. What is missing is as usual: FULL and true. Obeyed before the journal, within"
                            + " a second on each node; what is in the log already stays until its retention ends. What is withheld is"
                            + " counted in no histogram of inputs, so that its drift cannot be told. The ETag of GET is what If-Match takes.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = LogPolicy.Wanted.class),
                            examples = @ExampleObject(name = "policy", value = POLICY)))
    @APIResponse(
            responseCode = "200",
            description = "The policy.",
            content =
                    @Content(
                            schema = @Schema(implementation = LogPolicy.class),
                            examples = @ExampleObject(name = "policy", value = POLICY)))
    public Response set(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            LogPolicy.@Nullable Wanted body) {
        LogPolicy policy = Parameters.body(body).checked();
        logging.say(Callers.of(request), model, policy, ETags.expected(ifMatch));
        return tagged(policy);
    }
}
