package org.modelyard.registry.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Page;
import org.modelyard.registry.service.ScrubLedger;
import org.modelyard.registry.service.ScrubView;

/** What looking at every stored file has found; the batch job {@code scrub} does it. */
@ApplicationScoped
@Path("/scrubs")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registry")
public class ScrubsResource {

    private static final String SCRUB =
            """
            {"id":"01936d3c-1111-7abc-8def-0123456789ab","checked":1204,"bytes":5368709120,"damaged":1,"missing":0,"unreadable":0,
             "findings":[{"sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","problem":"DAMAGED",
             "actual":"60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752","refers":"model tickets 1.0.0, model"}],
             "createdBy":"server","createdAt":"2026-01-31T12:00:00.000Z","endedAt":"2026-01-31T12:02:00.000Z"}""";

    @Inject
    private ScrubLedger scrubs;

    @GET
    @Operation(
            summary = "List scrubs",
            description =
                    "Newest first, without findings. A scrub is begun by POST /batch/jobs/scrub/executions, and by timer"
                            + " (modelyard.scrub.every).")
    @APIResponse(
            responseCode = "200",
            description = "A page of scrubs.",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(name = "page", value = "{\"items\":[" + SCRUB + "],\"next\":null}")))
    public Page<ScrubView> list(
            @Context HttpServletRequest request,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return scrubs.list(Callers.of(request), Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @Operation(
            summary = "See a scrub",
            description =
                    "How many files were looked at, and up to 1,000 of those that are damaged, missing or unreadable.")
    @APIResponse(
            responseCode = "200",
            description = "The scrub; endedAt is null while files are left.",
            content =
                    @Content(
                            schema = @Schema(implementation = ScrubView.class),
                            examples = @ExampleObject(name = "scrub", value = SCRUB)))
    public ScrubView get(@Context HttpServletRequest request, @PathParam("id") String id) {
        return scrubs.get(Callers.of(request), Ids.parse("scrub", id));
    }
}
