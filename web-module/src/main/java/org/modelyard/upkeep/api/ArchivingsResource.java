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

/** Archiving of versions that nobody uses. */
@ApplicationScoped
@Path("/archivings")
@RolesAllowed("OPERATOR")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "upkeep")
public class ArchivingsResource {

    private static final String EXAMPLE =
            """
            {"id":"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a10","kind":"ARCHIVING","dryRun":true,"snapshots":false,"state":"COMPLETED",
             "count":1,"bytes":0,"items":[{"kind":"ARCHIVED","what":"churn/1.0.0","bytes":0,
             "reason":"Not used since the hour that began at 2025-06-01T08:00:00Z."}],"notes":[],"problem":null,"executionId":12,"createdBy":"admin/ci",
             "createdAt":"2026-01-31T12:00:00.000Z","endedAt":"2026-01-31T12:00:01.000Z"}""";

    @Inject
    private Upkeeps upkeeps;

    /**
     * What is wanted.
     *
     * @param dryRun null for false
     */
    public record Wish(@Nullable Boolean dryRun) {}

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Archive what nobody uses",
            description =
                    "READY and DEPRECATED versions that were not used or changed for modelyard.archiving.unused become ARCHIVED, but"
                            + " for the newest of each model and those that serve or that an alias means. Each can be restored. A dry run"
                            + " tells which.")
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
                new Upkeeps.NewUpkeep(UpkeepKind.ARCHIVING, Boolean.TRUE.equals(wish.dryRun()), false));
        return Accepted.of(uri, made.id(), made);
    }

    @GET
    @Operation(summary = "List archivings", description = "Newest first, without what they found.")
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
        return upkeeps.list(Callers.of(request), UpkeepKind.ARCHIVING, Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "See an archiving", description = "With the first 10,000 things that it took away, or would.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = UpkeepView.class),
                            examples = @ExampleObject(name = "complete", value = EXAMPLE)))
    public UpkeepView get(@Context HttpServletRequest request, @PathParam("id") String id) {
        return upkeeps.get(Callers.of(request), UpkeepKind.ARCHIVING, Ids.parse("archiving", id));
    }
}
