package org.modelyard.revision.api;

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
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.revision.service.RevisionView;
import org.modelyard.revision.service.Weights;
import org.modelyard.revision.service.WeightsView;

/** The weights of linear versions. */
@ApplicationScoped
@Path("/models/{model}/versions/{version}/weights")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registry")
public class VersionWeightsResource {

    @Inject
    private Weights weights;

    @GET
    @Operation(
            summary = "List the weights of a linear version",
            description =
                    "One for each encoded feature and label, the largest first, whatever their sign. 'feature' is what an export as JSON calls it. 'perUnit' is"
                            + " what one unit of the input itself adds, where the input is only shifted and scaled; bins of the same input add to it."
                            + " With 'with', the weights are beside those of another version of the same encoding, the largest difference"
                            + " first. 'output' asks about an output beside the target. 'q' is looked for in the feature.")
    @APIResponse(
            responseCode = "200",
            description = "A page of weights.",
            content =
                    @Content(
                            schema = @Schema(implementation = WeightsView.class),
                            examples = @ExampleObject(name = "loans", value = Examples.WEIGHTS)))
    @APIResponse(responseCode = "422", description = "The model is not linear, or the two cannot be compared.")
    public WeightsView list(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @QueryParam("output") @Nullable String output,
            @QueryParam("with") @Nullable String with,
            @QueryParam("q") @Nullable String text,
            @QueryParam("label") @Nullable String label,
            @QueryParam("constrained") @Nullable String constrained,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return weights.list(
                Callers.of(request),
                model,
                version,
                new Weights.Wanted(
                        output,
                        with,
                        text,
                        label,
                        "true".equals(constrained),
                        Parameters.integer("limit", limit),
                        cursor));
    }

    @POST
    @RolesAllowed("OPERATOR")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Set, freeze or bound weights by hand",
            description =
                    "Makes a version with these weights, whose parent is this one: a DRAFT, evaluated at once where rows are known that neither has learnt from."
                            + " Without 'label' a change holds for all labels. What is frozen or bounded stays so in whatever training goes on from the"
                            + " new version; 'frozen': false takes back what is laid down. The reason stays with the version, as its"
                            + " change log. Calibration and threshold are the parent's.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Weights.NewWeights.class),
                            examples = @ExampleObject(name = "debt", value = Examples.CHANGES)))
    @APIResponse(
            responseCode = "201",
            description = "The new version; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = RevisionView.class),
                            examples = @ExampleObject(name = "draft", value = Examples.CHANGED)))
    @APIResponse(
            responseCode = "422",
            description = "A change is wrong, nothing would change, or the model is not linear.")
    public Response change(
            @Context HttpServletRequest request,
            @Context UriInfo uri,
            @PathParam("model") String model,
            @PathParam("version") String version,
            Weights.@Nullable NewWeights body) {
        RevisionView made = weights.change(Callers.of(request), model, version, Parameters.body(body));
        return Response.created(VersionQuantiseResource.place(uri, made))
                .entity(made)
                .build();
    }
}
