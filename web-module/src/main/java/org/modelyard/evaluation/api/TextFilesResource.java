package org.modelyard.evaluation.api;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.modelyard.access.model.Caller;
import org.modelyard.evaluation.service.TextMeasurementView;
import org.modelyard.evaluation.service.TextMeasurements;
import org.modelyard.platform.api.Accepted;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.model.Ids;

/** Measures files of generated texts that are too long for a request. */
@ApplicationScoped
@Path("/evaluations/text/files")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "evaluation")
public class TextFilesResource {

    @Inject
    private TextMeasurements measurements;

    @POST
    @RolesAllowed("OPERATOR")
    @Idempotent
    @Consumes({"application/x-ndjson", "application/ndjson", "application/jsonl"})
    @Operation(
            summary = "Measure a file of generated texts",
            description = "JSON lines, each a text as POST /evaluations/text takes it; as long as an import may be. The"
                    + " batch job 'text-metrics' reads it line by line; the file is kept under its SHA-256.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/x-ndjson",
                            examples = @ExampleObject(name = "one answer", value = Examples.TEXT_LINES)))
    @APIResponse(
            responseCode = "202",
            description = "The measurement; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = TextMeasurementView.class),
                            examples = @ExampleObject(name = "queued", value = Examples.TEXT_MEASUREMENT)))
    @APIResponse(responseCode = "422", description = "The file is longer than modelyard.import.bytes.")
    public Response measure(@Context HttpServletRequest request, @Context UriInfo uri, InputStream body) {
        Caller caller = Callers.of(request);
        TextMeasurementView made = measurements.request(caller, measurements.keep(caller, body));
        return Accepted.of(uri, made.id(), made);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "See the measurement of a file", description = "Its result is null before it is COMPLETED.")
    @APIResponse(
            responseCode = "200",
            description = "The measurement.",
            content =
                    @Content(
                            schema = @Schema(implementation = TextMeasurementView.class),
                            examples = @ExampleObject(name = "queued", value = Examples.TEXT_MEASUREMENT)))
    public TextMeasurementView get(@Context HttpServletRequest request, @PathParam("id") String id) {
        return measurements.get(Callers.of(request), Ids.parse("text measurement", id));
    }
}
