package org.modelyard.registry.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
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
import org.modelyard.platform.api.ETags;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.VersionDeclarations;
import org.modelyard.registry.service.VersionEdits;
import org.modelyard.registry.service.VersionImports;

/** What people say of versions: declaring and describing them. */
@ApplicationScoped
@Path("/models")
@RolesAllowed("OPERATOR")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registry")
public class VersionEditsResource {

    private static final String DECLARATION =
            "{\"task\":\"CLASSIFICATION\",\"metrics\":{\"accuracy\":0.91},\"parameters\":{\"layers\":12},"
                    + "\"elsewhere\":{\"location\":\"https://models.example.org/tickets/7\",\"architecture\":\"transformer\","
                    + "\"parameters\":110000000,\"bytes\":438000000},\"tags\":[\"vendor\"]}";

    private static final String IMPORT =
            "{\"import\":{\"format\":\"onnx\",\"upload\":\"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a10\","
                    + "\"features\":[\"width\",\"height\"],\"missing\":{\"width\":0}},\"tags\":[\"scikit-learn\"]}";

    private static final String RULES =
            "{\"scorer\":{\"type\":\"rules\",\"signature\":{\"task\":\"CLASSIFICATION\",\"labels\":[\"no\",\"yes\"],\"inputs\":["
                    + "{\"name\":\"income\",\"type\":\"NUMERIC\"},{\"name\":\"debt\",\"type\":\"NUMERIC\",\"default\":0}]},"
                    + "\"rules\":[{\"when\":\"income > 75 and debt < 5\",\"answer\":\"yes\",\"score\":0.95}],"
                    + "\"otherwise\":{\"answer\":\"no\",\"score\":0.5}}}";

    private static final String CHAIN =
            "{\"scorer\":{\"type\":\"chain\",\"attributes\":[{\"name\":\"tier\",\"type\":\"CATEGORICAL\"}],\"steps\":["
                    + "{\"model\":\"loan-rules\",\"version\":\"1.0.0\",\"when\":\"not (tier = 'gold')\",\"minScore\":0.9},"
                    + "{\"model\":\"loans\",\"version\":\"1.2.0\",\"deadline\":\"PT0.05S\"}]}}";

    private static final String REMOTE =
            "{\"scorer\":{\"type\":\"remote\",\"protocol\":\"OPEN_INFERENCE\",\"url\":\"https://models.example.org/v2/models/loans/infer\","
                    + "\"signature\":{\"task\":\"CLASSIFICATION\",\"labels\":[\"no\",\"yes\"],\"inputs\":[{\"name\":\"income\",\"type\":\"NUMERIC\"}]},"
                    + "\"timeout\":\"PT0.5S\",\"retries\":1,\"breaker\":{\"failures\":5,\"pause\":\"PT30S\"},"
                    + "\"secret\":\"modelyard.remote.secret.loans\",\"health\":\"https://models.example.org/v2/health/ready\"}}";

    @Inject
    private VersionEdits edits;

    @Inject
    private VersionImports imports;

    @POST
    @Path("/{model}/versions")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Register a model from elsewhere",
            description =
                    "By what is said of it alone it is EXTERNAL: found, compared and governed here, never served. With"
                            + " 'import' it is a DRAFT made of an uploaded file, which serves after its first evaluation here:"
                            + " an ONNX file (standard operators, all numbers inside; read within limits of size, and tried in"
                            + " a process of its own), a model that Tribuo has written, or a bundle that another Modelyard has"
                            + " exported. With 'scorer' it is a DRAFT that a document declares: a table of rules, a chain of"
                            + " versions, or an endpoint on a host that the administrator allows. A declared 'signature' of an ONNX file wins, and must fit its graph. Metrics are marked"
                            + " as unverified. 'bump' is the least that its signature allows when missing.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = VersionDeclarations.NewDeclaration.class),
                            examples = {
                                @ExampleObject(name = "transformer", value = DECLARATION),
                                @ExampleObject(name = "import", value = IMPORT),
                                @ExampleObject(name = "rules", value = RULES),
                                @ExampleObject(name = "chain", value = CHAIN),
                                @ExampleObject(name = "remote", value = REMOTE)
                            }))
    @APIResponse(
            responseCode = "201",
            description = "The version; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelVersionView.class),
                            examples = @ExampleObject(name = "version", value = Examples.VERSION)))
    public Response declare(
            @Context HttpServletRequest request,
            @Context UriInfo uri,
            @PathParam("model") String model,
            VersionDeclarations.@Nullable NewDeclaration body) {
        ModelVersionView made = imports.register(Callers.of(request), model, Parameters.body(body));
        return Response.created(uri.getBaseUriBuilder()
                        .path("models")
                        .path(made.model())
                        .path("versions")
                        .path(made.version())
                        .build())
                .entity(made)
                .build();
    }

    @PATCH
    @Path("/{model}/versions/{version}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Describe a version",
            description =
                    "Description and change log are Markdown. What is missing stays; an empty text takes it away. The"
                            + " ETag of GET is what If-Match takes.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = VersionEdits.Words.class),
                            examples =
                                    @ExampleObject(
                                            name = "change log",
                                            value =
                                                    "{\"changeLog\":\"Learnt from the spring's tickets.\",\"tags\":[\"spring\"]}")))
    @APIResponse(
            responseCode = "200",
            description = "The version.",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelVersionView.class),
                            examples = @ExampleObject(name = "version", value = Examples.VERSION)))
    public Response say(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            VersionEdits.@Nullable Words body) {
        ModelVersionView view =
                edits.say(Callers.of(request), model, version, Parameters.body(body), ETags.expected(ifMatch));
        return Response.ok(view).tag(ETags.of(view.said().changes())).build();
    }
}
