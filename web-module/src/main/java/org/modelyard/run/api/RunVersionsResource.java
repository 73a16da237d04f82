package org.modelyard.run.api;

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
import org.modelyard.platform.model.Ids;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.run.service.RunVersions;

/** Versions made of runs. */
@ApplicationScoped
@Path("/runs/{id}/versions")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "runs")
public class RunVersionsResource {

    @Inject
    private RunVersions versions;

    @POST
    @RolesAllowed("OPERATOR")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make a version of a run",
            description =
                    "With 'artifact', the path of a model bundle among the run's artifacts, it is a DRAFT, and may be"
                            + " served once it was evaluated here; 'import' says what else the artifact is: an ONNX file or a"
                            + " model of Tribuo's, as in POST /models/{model}/versions. Without, it is EXTERNAL: a record of a model that lives elsewhere. Its metrics are those of"
                            + " the run, unverified until it is evaluated here.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = RunVersions.NewRunVersion.class),
                            examples = @ExampleObject(name = "record", value = Examples.REGISTER)))
    @APIResponse(
            responseCode = "201",
            description = "The version; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelVersionView.class),
                            examples = @ExampleObject(name = "record", value = Examples.VERSION)))
    @APIResponse(responseCode = "409", description = "The model is for another task, or the artifact is damaged.")
    @APIResponse(responseCode = "422", description = "The artifact is no file that can be imported.")
    public Response create(
            @Context HttpServletRequest request,
            @Context UriInfo uri,
            @PathParam("id") String id,
            RunVersions.@Nullable NewRunVersion body) {
        ModelVersionView made =
                versions.register(Callers.of(request), Ids.parse(RunsResource.RUN, id), Parameters.body(body));
        return Response.created(uri.getBaseUriBuilder()
                        .path("models")
                        .path(made.model())
                        .path("versions")
                        .path(made.version())
                        .build())
                .entity(made)
                .build();
    }
}
