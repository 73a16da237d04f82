package org.modelyard.dataset.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.DuplicateMode;
import org.modelyard.dataset.model.ExampleFormat;
import org.modelyard.dataset.service.ImportView;
import org.modelyard.dataset.service.Imports;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.settings.DatasetSettings;

/** Files into a dataset. The body is read while it arrives, so the answer comes at the end. */
@ApplicationScoped
@Path("/datasets/{dataset}/imports")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "datasets")
public class ImportsResource {

    private static final Set<String> ENCODINGS = Set.of("", "identity", "gzip", "x-gzip");

    @Inject
    private Imports imports;

    @Inject
    private DatasetSettings settings;

    @POST
    @RolesAllowed("OPERATOR")
    @Idempotent
    @Consumes({"text/csv", "application/x-ndjson", "application/ndjson", "application/jsonl"})
    @Operation(
            summary = "Import a file",
            description = "CSV (UTF-8, with a header line) or JSON lines, raw or gzip, streamed. Rows that are not good"
                    + " are rejected with line, field and reason, the others stay. A file that cannot be read on is a"
                    + " 422; the rows before that point stay. 'duplicates' says what becomes of rows whose content the"
                    + " dataset holds already. duplicates=skip makes a repeated import"
                    + " harmless. Meanwhile GET shows the import as RUNNING.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = "text/csv", examples = @ExampleObject(name = "csv", value = Samples.CSV)),
                @Content(
                        mediaType = "application/x-ndjson",
                        examples = @ExampleObject(name = "json lines", value = Samples.JSON_LINES))
            })
    @APIResponse(
            responseCode = "201",
            description = "The import, COMPLETED; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = ImportView.class),
                            examples = @ExampleObject(name = "one row rejected", value = Samples.IMPORT)))
    @APIResponse(responseCode = "409", description = "Another import into this dataset is running.")
    @APIResponse(responseCode = "413", description = "The body is larger than modelyard.import.bytes.")
    @APIResponse(responseCode = "422", description = "The file cannot be read (on), or its columns do not fit.")
    @APIResponse(responseCode = "503", description = "As many imports are running as may; see Retry-After.")
    public Response run(
            @Context HttpServletRequest request,
            @PathParam("dataset") String dataset,
            @QueryParam("duplicates") @DefaultValue("keep") String duplicates,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @DefaultValue("") String encoding,
            InputStream body) {
        if (!ENCODINGS.contains(encoding.strip().toLowerCase(java.util.Locale.ROOT))) {
            throw new ClientErrorException(Response.Status.UNSUPPORTED_MEDIA_TYPE);
        }
        if (request.getContentLengthLong() > settings.importBytes()) {
            throw new ClientErrorException(
                    "An import has at most " + settings.importBytes() + " bytes.",
                    Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
        Imports.NewImport command = new Imports.NewImport(ExampleFormat.readable(type), DuplicateMode.of(duplicates));
        ImportView ended = imports.run(Callers.of(request), dataset, command, body);
        return Response.created(URI.create("/api/v1/datasets/" + dataset + "/imports/" + ended.id()))
                .entity(ended)
                .build();
    }

    @GET
    @Operation(summary = "List imports, newest first")
    public Page<ImportView> list(
            @Context HttpServletRequest request,
            @PathParam("dataset") String dataset,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return imports.list(Callers.of(request), dataset, Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read an import", description = "While it is RUNNING the counts are those of the last chunk.")
    @APIResponse(
            responseCode = "200",
            description = "The import.",
            content =
                    @Content(
                            schema = @Schema(implementation = ImportView.class),
                            examples = @ExampleObject(name = "one row rejected", value = Samples.IMPORT)))
    public ImportView get(
            @Context HttpServletRequest request, @PathParam("dataset") String dataset, @PathParam("id") String id) {
        return imports.get(Callers.of(request), dataset, Ids.parse("import", id));
    }
}
