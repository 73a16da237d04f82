package org.modelyard.registry.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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
import org.modelyard.platform.api.Accepted;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Page;
import org.modelyard.registry.service.QueuedImports;
import org.modelyard.registry.service.VersionDeclarations;
import org.modelyard.registry.service.VersionImportView;

/** Imports that a job carries out. */
@ApplicationScoped
@Path("/models/{model}/imports")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registry")
public class ModelImportsResource {

    private static final String WISH =
            "{\"import\":{\"format\":\"onnx\",\"upload\":\"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a10\"},\"tags\":[\"scikit-learn\"]}";

    private static final String IMPORT =
            """
            {"id":"01985f0e-6c41-7d02-8a4e-6f1d2c3b4a59","model":"tickets","state":"COMPLETED","format":"onnx","bytes":81234567,"version":"1.0.0",
             "problem":null,"executionId":17,"createdBy":"anna/cli","createdAt":"2026-01-31T12:00:00.000Z","endedAt":"2026-01-31T12:00:41.120Z"}""";

    @Inject
    private QueuedImports imports;

    @POST
    @RolesAllowed("OPERATOR")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Import a version by a job",
            description =
                    "As POST /models/{model}/versions with 'import', for a file that takes longer than a request: a batch job reads and tries it, and registers the version."
                            + " What can be told without the file is refused at once; why the file itself is refused stands in 'problem', in the same words. A killed job begins"
                            + " again and makes one version.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = VersionDeclarations.NewDeclaration.class),
                            examples = @ExampleObject(name = "import", value = WISH)))
    @APIResponse(
            responseCode = "202",
            description = "The import; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = VersionImportView.class),
                            examples = @ExampleObject(name = "import", value = IMPORT)))
    @APIResponse(
            responseCode = "409",
            description = "The upload is not finished, or the model answers another kind of question.")
    public Response create(
            @Context HttpServletRequest request,
            @Context UriInfo uri,
            @PathParam("model") String model,
            VersionDeclarations.@Nullable NewDeclaration body) {
        VersionImportView made = imports.request(Callers.of(request), model, Parameters.body(body));
        return Accepted.of(uri, made.id(), made);
    }

    @GET
    @Operation(summary = "List a model's imports", description = "Those that a job carries out, newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of imports.",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "page",
                                            value = "{\"items\":[" + IMPORT + "],\"next\":null}")))
    public Page<VersionImportView> list(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return imports.list(Callers.of(request), model, Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "See an import", description = "Its state, and the number of the version it has made.")
    @APIResponse(
            responseCode = "200",
            description = "The import.",
            content =
                    @Content(
                            schema = @Schema(implementation = VersionImportView.class),
                            examples = @ExampleObject(name = "import", value = IMPORT)))
    public VersionImportView get(
            @Context HttpServletRequest request, @PathParam("model") String model, @PathParam("id") String id) {
        return imports.get(Callers.of(request), model, Ids.parse("import", id));
    }
}
