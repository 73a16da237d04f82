package org.modelyard.revision.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.revision.service.Compressions;
import org.modelyard.revision.service.RevisionView;

/** Versions with smaller weights. */
@ApplicationScoped
@Path("/models/{model}/versions/{version}/quantise")
@RolesAllowed("OPERATOR")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registry")
public class VersionQuantiseResource {

    @Inject
    private Compressions compressions;

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make a version's weights smaller",
            description =
                    "Makes a version whose file holds the weights as float16, or as int8 with a scale for each output, factor or unit: linear models,"
                            + " factorisation machines and neural networks. Its parent is this one; it is a DRAFT, evaluated at once where rows are known that"
                            + " neither has learnt from. The report says what it gains in size and speed and costs in answers, with intervals; it"
                            + " is also the artifact 'compression'. Asking again finds the same version. Where a request would take too"
                            + " long, the batch job 'compression' does the same.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Compressions.NewCompression.class),
                            examples = @ExampleObject(name = "bytes", value = "{\"weights\":\"int8\"}")))
    @APIResponse(
            responseCode = "201",
            description = "The new version and the report; Location leads to the version.",
            content =
                    @Content(
                            schema = @Schema(implementation = RevisionView.class),
                            examples = @ExampleObject(name = "draft", value = Examples.COMPRESSED)))
    @APIResponse(responseCode = "200", description = "It was made before: the same.")
    @APIResponse(
            responseCode = "422",
            description = "There is no such form, the model has no weights, or they are compressed already.")
    public Response quantise(
            @Context HttpServletRequest request,
            @Context UriInfo uri,
            @PathParam("model") String model,
            @PathParam("version") String version,
            Compressions.@Nullable NewCompression body) {
        Compressions.Compressed made =
                compressions.quantise(Callers.of(request), model, version, Parameters.body(body));
        return made.created()
                ? Response.created(place(uri, made.version()))
                        .entity(made.version())
                        .build()
                : Response.ok(made.version()).build();
    }

    /** Where the version is. */
    static URI place(UriInfo uri, RevisionView made) {
        return uri.getBaseUriBuilder()
                .path("models")
                .path(made.version().model())
                .path("versions")
                .path(made.version().version())
                .build();
    }
}
