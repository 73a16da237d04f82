package org.modelyard.registry.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.VersionLives;

/** Deprecating, archiving, deleting and restoring versions. */
@ApplicationScoped
@Path("/models")
@RolesAllowed("OPERATOR")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registry")
public class VersionStagesResource {

    @Inject
    private VersionLives lives;

    /** @param successor a number, a range or an alias */
    public record DeprecationBody(@Nullable String successor, @Nullable String reason) {}

    /** Why. */
    public record ReasonBody(@Nullable String reason) {}

    @POST
    @Path("/{model}/versions/{version}/deprecate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Deprecate a version",
            description =
                    "Another is to be used instead. Where it serves it goes on; it comes nowhere else, and ranges and"
                            + " 'latest' no longer mean it.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = DeprecationBody.class),
                            examples =
                                    @ExampleObject(
                                            name = "successor",
                                            value = "{\"successor\":\"1.2.0\",\"reason\":\"confuses refunds\"}")))
    @APIResponse(
            responseCode = "200",
            description = "The version.",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelVersionView.class),
                            examples = @ExampleObject(name = "version", value = Examples.VERSION)))
    public ModelVersionView deprecate(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @Nullable DeprecationBody sent) {
        DeprecationBody body = Parameters.body(sent);
        return lives.deprecate(Callers.of(request), model, version, body.successor(), body.reason());
    }

    @POST
    @Path("/{model}/versions/{version}/archive")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Archive a version",
            description = "It serves nowhere any more. 409 while it serves somewhere.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ReasonBody.class),
                            examples = @ExampleObject(name = "reason", value = "{\"reason\":\"superseded long ago\"}")))
    @APIResponse(
            responseCode = "200",
            description = "The version.",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelVersionView.class),
                            examples = @ExampleObject(name = "version", value = Examples.VERSION)))
    public ModelVersionView archive(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @Nullable ReasonBody body) {
        return lives.archive(Callers.of(request), model, version, body == null ? null : body.reason());
    }

    @POST
    @Path("/{model}/versions/{version}/restore")
    @Operation(
            summary = "Restore a version",
            description =
                    "Takes back the last of being deleted, archived or deprecated; 409 when it was none of these.")
    @APIResponse(
            responseCode = "200",
            description = "The version.",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelVersionView.class),
                            examples = @ExampleObject(name = "version", value = Examples.VERSION)))
    public ModelVersionView restore(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version) {
        return lives.restore(Callers.of(request), model, version);
    }

    @DELETE
    @Path("/{model}/versions/{version}")
    @Operation(
            summary = "Delete a version",
            description =
                    "It is seen no more; it can be restored until it is cleaned up. Its number is not given again. 409"
                            + " while it serves somewhere or an alias means it.")
    @APIResponse(responseCode = "204", description = "It is deleted.")
    public void delete(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @QueryParam("reason") @Nullable String reason) {
        lives.delete(Callers.of(request), model, version, reason);
    }
}
