package org.modelyard.dataset.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.ExampleFormat;
import org.modelyard.dataset.service.Export;
import org.modelyard.dataset.service.Exports;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.model.Ids;

/** Taking examples out. */
@ApplicationScoped
@Path("/datasets/{dataset}/export")
@RolesAllowed("VIEWER")
@Tag(name = "datasets")
public class ExportResource {

    @Inject
    private Exports exports;

    @GET
    @Produces({"text/csv", "application/x-ndjson", MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Export examples",
            description = "Streamed as csv, json or jsonl: the examples that are accepted now, or those of a snapshot."
                    + " What comes out as csv or jsonl can be imported again.")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content = @Content(mediaType = "text/csv", examples = @ExampleObject(name = "csv", value = Samples.CSV)))
    public Response export(
            @Context HttpServletRequest request,
            @PathParam("dataset") String dataset,
            @QueryParam("format") @DefaultValue("csv") String format,
            @QueryParam("snapshot") @Nullable String snapshot) {
        Export export = exports.prepare(
                Callers.of(request),
                dataset,
                ExampleFormat.ofCode(format),
                snapshot == null ? null : Ids.parse("snapshot", snapshot));
        StreamingOutput file = export::writeTo;
        return Response.ok(file, export.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + export.fileName() + "\"")
                .build();
    }
}
