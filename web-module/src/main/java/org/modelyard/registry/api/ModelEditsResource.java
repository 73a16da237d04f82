package org.modelyard.registry.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
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
import org.modelyard.registry.service.ModelEdits;
import org.modelyard.registry.service.ModelView;

/** What people say of models; deleting and restoring them. */
@ApplicationScoped
@Path("/models")
@RolesAllowed("OPERATOR")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registry")
public class ModelEditsResource {

    @Inject
    private ModelEdits edits;

    @PATCH
    @Path("/{model}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Describe a model",
            description =
                    "The description is Markdown. What is missing stays; an empty text takes it away. The ETag of GET is"
                            + " what If-Match takes.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = ModelEdits.Words.class),
                            examples =
                                    @ExampleObject(
                                            name = "owner",
                                            value =
                                                    "{\"description\":\"Which desk a ticket is for.\",\"owners\":[\"support\"]}")))
    @APIResponse(
            responseCode = "200",
            description = "The model.",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelView.class),
                            examples = @ExampleObject(name = "tickets", value = Examples.MODEL)))
    public Response say(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            ModelEdits.@Nullable Words body) {
        ModelView view = edits.say(Callers.of(request), model, Parameters.body(body), ETags.expected(ifMatch));
        return Response.ok(view).tag(ETags.of(view.changes())).build();
    }

    @DELETE
    @Path("/{model}")
    @RolesAllowed("ADMIN")
    @Operation(
            summary = "Delete a model",
            description =
                    "It is seen no more, with all its versions, until it is restored; its name stays taken. 409 while a"
                            + " version of it serves.")
    @APIResponse(responseCode = "204", description = "It is deleted.")
    public void delete(@Context HttpServletRequest request, @PathParam("model") String model) {
        edits.delete(Callers.of(request), model);
    }

    @POST
    @Path("/{model}/restore")
    @RolesAllowed("ADMIN")
    @Operation(summary = "Restore a deleted model", description = "409 when it is not deleted.")
    @APIResponse(
            responseCode = "200",
            description = "The model.",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelView.class),
                            examples = @ExampleObject(name = "tickets", value = Examples.MODEL)))
    public ModelView restore(@Context HttpServletRequest request, @PathParam("model") String model) {
        return edits.restore(Callers.of(request), model);
    }
}
