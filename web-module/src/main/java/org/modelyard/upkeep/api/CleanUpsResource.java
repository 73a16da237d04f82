package org.modelyard.upkeep.api;

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
import org.modelyard.upkeep.model.UpkeepKind;
import org.modelyard.upkeep.service.UpkeepView;
import org.modelyard.upkeep.service.Upkeeps;

/** Clean-up of what nothing refers to. */
@ApplicationScoped
@Path("/clean-ups")
@RolesAllowed("ADMIN")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "upkeep")
public class CleanUpsResource {

    private static final String EXAMPLE =
            """
            {"id":"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a10","kind":"CLEAN_UP","dryRun":true,"snapshots":false,"state":"COMPLETED",
             "count":1,"bytes":7340032,"items":[{"kind":"FILE","what":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
             "bytes":7340032,"reason":"Put at 2025-12-01T08:00:00Z; no row names it."}],"notes":[],"problem":null,"executionId":12,"createdBy":"admin/ci",
             "createdAt":"2026-01-31T12:00:00.000Z","endedAt":"2026-01-31T12:00:01.000Z"}""";

    @Inject
    private Upkeeps upkeeps;

    /**
     * What is wanted.
     *
     * @param dryRun null for false
     * @param snapshots whether snapshots that nothing refers to go too; null for false
     */
    public record Wish(@Nullable Boolean dryRun, @Nullable Boolean snapshots) {}

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Clean up",
            description =
                    "Takes away what nothing refers to, for good: files without a row, models and versions deleted longer ago than"
                            + " modelyard.cleanup.deleted, old checkpoints; deletes old DRAFT and REJECTED versions. Never what serves, what"
                            + " an alias means or what a version that stays was made from. A dry run tells what it would be.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "dry run", value = "{\"dryRun\":true}")))
    @APIResponse(
            responseCode = "202",
            description = "Taken on; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = UpkeepView.class),
                            examples = @ExampleObject(name = "complete", value = EXAMPLE)))
    public Response start(@Context HttpServletRequest request, @Context UriInfo uri, @Nullable Wish body) {
        Wish wish = Parameters.body(body);
        UpkeepView made = upkeeps.request(
                Callers.of(request),
                new Upkeeps.NewUpkeep(
                        UpkeepKind.CLEAN_UP,
                        Boolean.TRUE.equals(wish.dryRun()),
                        Boolean.TRUE.equals(wish.snapshots())));
        return Accepted.of(uri, made.id(), made);
    }

    @GET
    @Operation(summary = "List clean-ups", description = "Newest first, without what they found.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "page",
                                            value = "{\"items\":[" + EXAMPLE + "],\"next\":null}")))
    public Page<UpkeepView> list(
            @Context HttpServletRequest request,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return upkeeps.list(Callers.of(request), UpkeepKind.CLEAN_UP, Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "See a clean-up", description = "With the first 10,000 things that it took away, or would.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = UpkeepView.class),
                            examples = @ExampleObject(name = "complete", value = EXAMPLE)))
    public UpkeepView get(@Context HttpServletRequest request, @PathParam("id") String id) {
        return upkeeps.get(Callers.of(request), UpkeepKind.CLEAN_UP, Ids.parse("clean-up", id));
    }
}
