package org.modelyard.scoring.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Page;
import org.modelyard.scoring.service.ScoringFiles;
import org.modelyard.scoring.service.ScoringView;
import org.modelyard.scoring.service.Scorings;

/** Scorings by id. */
@ApplicationScoped
@Path("/scorings")
@RolesAllowed("VIEWER")
@Tag(name = "scoring")
public class ScoringsResource {

    private static final String SCORING = "scoring";

    @Inject
    private Scorings scorings;

    @Inject
    private ScoringFiles files;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "List scorings", description = "Newest first; ?model= and ?version= choose.")
    @APIResponse(
            responseCode = "200",
            description = "A page of scorings.",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.PAGE)))
    public Page<ScoringView> list(
            @Context HttpServletRequest request,
            @QueryParam("model") @Nullable String model,
            @QueryParam("version") @Nullable String version,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return scorings.list(Callers.of(request), model, version, Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "See a scoring", description = "Its state, and how far it is.")
    @APIResponse(
            responseCode = "200",
            description = "The scoring.",
            content =
                    @Content(
                            schema = @Schema(implementation = ScoringView.class),
                            examples = @ExampleObject(name = "completed", value = Examples.SCORING)))
    public ScoringView get(@Context HttpServletRequest request, @PathParam("id") String id) {
        return scorings.get(Callers.of(request), Ids.parse(SCORING, id));
    }

    @DELETE
    @RolesAllowed("OPERATOR")
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Forget a scoring",
            description = "With its file. One that has ended is forgotten by itself after modelyard.scoring.retention.")
    @APIResponse(responseCode = "204", description = "It is gone.")
    @APIResponse(responseCode = "409", description = "It is being worked on: stop its batch execution first.")
    public void delete(@Context HttpServletRequest request, @PathParam("id") String id) {
        scorings.delete(Callers.of(request), Ids.parse(SCORING, id));
    }

    @GET
    @Path("/{id}/file")
    @Produces({"text/csv", "application/x-ndjson", MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Download the answers",
            description =
                    "CSV or JSON lines, as it was asked for. No byte is sent that was not verified; the ETag is the SHA-256.")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content = @Content(mediaType = "text/csv", examples = @ExampleObject(name = "csv", value = Examples.FILE)))
    @APIResponse(
            responseCode = "409",
            description = "It is not complete, or the stored bytes do not match their SHA-256.")
    public Response file(@Context HttpServletRequest request, @PathParam("id") String id) {
        ScoringFiles.File file = files.open(Callers.of(request), Ids.parse(SCORING, id));
        StreamingOutput sent = out -> {
            try (InputStream content = file.content()) {
                content.transferTo(out);
            }
        };
        return Response.ok(sent, file.mediaType())
                .tag(file.sha256())
                .header(HttpHeaders.CONTENT_LENGTH, file.bytes())
                .header("Content-Disposition", "attachment; filename=\"" + file.name() + "\"")
                .build();
    }
}
