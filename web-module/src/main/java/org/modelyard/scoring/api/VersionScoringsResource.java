package org.modelyard.scoring.api;

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
import org.modelyard.scoring.service.ScoringView;
import org.modelyard.scoring.service.Scorings;

/** Asking a version about a whole dataset. */
@ApplicationScoped
@Path("/models/{model}/versions/{version}/scorings")
@RolesAllowed("OPERATOR")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "scoring", description = "A version's answers to whole datasets, as files.")
public class VersionScoringsResource {

    @Inject
    private Scorings scorings;

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Score a dataset or a file",
            description =
                    "A batch job writes the version's answers to all rows of a dataset as it is now, of a snapshot, of a golden set or of an"
                            + " uploaded file (CSV with names above, or flat JSON objects line by line; columns that are no input are left out, one called"
                            + " 'id' names the row, else the number of its line does) into a file, in the order of the rows. A row that the version cannot answer has an error in the place of"
                            + " an answer. 'scores' adds the scores of all labels. A killed job goes on behind the parts that are there."
                            + " These answers are no inferences: they are not in the inference log and count for no drift.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Scorings.NewScoring.class),
                            examples = {
                                @ExampleObject(name = "dataset", value = Examples.WISH),
                                @ExampleObject(name = "file", value = Examples.FILE_WISH)
                            }))
    @APIResponse(
            responseCode = "202",
            description = "The scoring; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = ScoringView.class),
                            examples = @ExampleObject(name = "scoring", value = Examples.SCORING)))
    public Response create(
            @Context HttpServletRequest request,
            @Context UriInfo uri,
            @PathParam("model") String model,
            @PathParam("version") String version,
            Scorings.@Nullable NewScoring wanted) {
        ScoringView made = scorings.request(Callers.of(request), model, version, Parameters.body(wanted));
        return Response.accepted(made)
                .location(uri.getBaseUriBuilder()
                        .path("scorings")
                        .path(made.id().toString())
                        .build())
                .build();
    }
}
