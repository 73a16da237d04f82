package org.modelyard.registry.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.modelyard.platform.model.Page;
import org.modelyard.registry.service.AliasView;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.VersionAliases;

/** Names that people give to versions. */
@ApplicationScoped
@Path("/models/{model}/aliases")
@RolesAllowed("OPERATOR")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registry")
public class ModelAliasesResource {

    private static final String ALIAS =
            "{\"name\":\"baseline\",\"environment\":null,\"version\":\"1.0.0\",\"by\":\"bea\",\"since\":\"2026-01-31T12:00:00.000Z\"}";

    @Inject
    private Registry registry;

    @Inject
    private VersionAliases aliases;

    /** @param version a number, a range or an alias */
    public record AliasBody(@Nullable String version) {}

    @GET
    @RolesAllowed("VIEWER")
    @Operation(
            summary = "List a model's aliases",
            description =
                    "By environment and name; those with an environment are the champions, which the server keeps.")
    @APIResponse(
            responseCode = "200",
            description = "All of them.",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(name = "one", value = "{\"items\":[" + ALIAS + "],\"next\":null}")))
    public Page<AliasView> list(@Context HttpServletRequest request, @PathParam("model") String model) {
        return new Page<>(registry.aliases(Callers.of(request), model), null);
    }

    @GET
    @Path("/{alias}")
    @RolesAllowed("VIEWER")
    @Operation(summary = "See an alias", description = "404 when nobody has given such a name.")
    @APIResponse(
            responseCode = "200",
            description = "What it means, and since when.",
            content =
                    @Content(
                            schema = @Schema(implementation = AliasView.class),
                            examples = @ExampleObject(name = "baseline", value = ALIAS)))
    public Response get(
            @Context HttpServletRequest request, @PathParam("model") String model, @PathParam("alias") String alias) {
        AliasView view = aliases.get(Callers.of(request), model, alias);
        return Response.ok(view).tag(ETags.of(view.tag())).build();
    }

    @PUT
    @Path("/{alias}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Give a version a name",
            description =
                    "The name may stand wherever a version is asked for. 'champion' and 'latest' are kept by the server. The ETag"
                            + " of GET is what If-Match takes.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = AliasBody.class),
                            examples = @ExampleObject(name = "baseline", value = "{\"version\":\"1.0.0\"}")))
    @APIResponse(
            responseCode = "200",
            description = "The version that the name means now.",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelVersionView.class),
                            examples = @ExampleObject(name = "version", value = Examples.VERSION)))
    public Response alias(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("alias") String alias,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Nullable AliasBody body) {
        String version = Parameters.given("version", Parameters.body(body).version(), "Say which version.");
        ModelVersionView named = aliases.name(Callers.of(request), model, alias, version, ETags.expected(ifMatch));
        return Response.ok(named).tag(ETags.ofContent(alias, named.version())).build();
    }

    @DELETE
    @Path("/{alias}")
    @Operation(summary = "Take a name away")
    @APIResponse(responseCode = "204", description = "It means nothing any more.")
    public void forget(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("alias") String alias,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        aliases.forget(Callers.of(request), model, alias, ETags.expected(ifMatch));
    }
}
