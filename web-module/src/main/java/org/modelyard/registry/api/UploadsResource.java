package org.modelyard.registry.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.OwnBodyLimit;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Page;
import org.modelyard.registry.service.UploadView;
import org.modelyard.registry.service.Uploads;
import org.modelyard.registry.upload.OffsetMismatch;

/** Files that clients bring in parts. */
@ApplicationScoped
@Path("/uploads")
@RolesAllowed("OPERATOR")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "uploads", description = "Files of any size, sent in parts that may break off.")
public class UploadsResource {

    private static final String UPLOAD = "upload";
    private static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";
    private static final String EXAMPLE =
            """
            {"id":"01936d3c-1111-7abc-8def-0123456789ab","state":"OPEN","bytes":5368709120,"offset":8388608,"sha256":null,
             "createdBy":"admin/ci","createdAt":"2026-01-31T12:00:00.000Z","expiresAt":"2026-02-01T12:00:00.000Z"}""";

    @Inject
    private Uploads uploads;

    /** @param sha256 of the whole file, when it is known before */
    public record NewUpload(@Nullable Long bytes, @Nullable String sha256) {}

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Begin an upload",
            description =
                    "bytes says how large the file will be, sha256 (optional) what it must hash to. It has no name: what"
                            + " is made of it, says what it is.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = NewUpload.class),
                            examples = @ExampleObject(name = "upload", value = "{\"bytes\":5368709120}")))
    @APIResponse(
            responseCode = "201",
            description = "The upload, OPEN; Location takes its bytes.",
            content =
                    @Content(
                            schema = @Schema(implementation = UploadView.class),
                            examples = @ExampleObject(name = "upload", value = EXAMPLE)))
    @APIResponse(responseCode = "409", description = "Too many uploads are open.")
    public Response begin(@Context HttpServletRequest request, @Context UriInfo uri, @Nullable NewUpload body) {
        NewUpload wanted = Parameters.body(body);
        long bytes = Parameters.given("bytes", wanted.bytes(), "Say how many bytes the file has.");
        UploadView begun = uploads.begin(Callers.of(request), bytes, wanted.sha256());
        return Response.created(
                        uri.getAbsolutePathBuilder().path(begun.id().toString()).build())
                .entity(begun)
                .header(OFFSET, begun.offset())
                .build();
    }

    @GET
    @Operation(summary = "List uploads", description = "Newest first; those that were forgotten are not among them.")
    @APIResponse(
            responseCode = "200",
            description = "A page of uploads.",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "page",
                                            value = "{\"items\":[" + EXAMPLE + "],\"next\":null}")))
    public Page<UploadView> list(
            @Context HttpServletRequest request,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return uploads.list(Callers.of(request), Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @Operation(
            summary = "See how far an upload is",
            description = "offset is where to go on; HEAD tells the same in the header Upload-Offset.")
    @APIResponse(
            responseCode = "200",
            description = "The upload.",
            content =
                    @Content(
                            schema = @Schema(implementation = UploadView.class),
                            examples = @ExampleObject(name = "upload", value = EXAMPLE)))
    @APIResponse(responseCode = "409", description = "Its bytes are at another node of the cluster.")
    public Response get(@Context HttpServletRequest request, @PathParam("id") String id) {
        return answer(uploads.get(Callers.of(request), Ids.parse(UPLOAD, id)));
    }

    @PATCH
    @Path("/{id}")
    @OwnBodyLimit
    @Consumes({MediaType.APPLICATION_OCTET_STREAM, "application/offset+octet-stream"})
    @Operation(
            summary = "Send bytes of an upload",
            description =
                    "The body goes behind the bytes that have arrived; the header Upload-Offset says how many the sender"
                            + " knows of. Where the connection breaks, what arrived is kept. With the last byte the hash is compared and"
                            + " the upload is COMPLETE.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "bytes", value = "any bytes")))
    @APIResponse(
            responseCode = "200",
            description = "The upload.",
            content =
                    @Content(
                            schema = @Schema(implementation = UploadView.class),
                            examples = @ExampleObject(name = "upload", value = EXAMPLE)))
    @APIResponse(
            responseCode = "409",
            description =
                    "Other bytes have arrived than Upload-Offset says; the answer's Upload-Offset tells how many.")
    @APIResponse(
            responseCode = "422",
            description =
                    "Too many bytes (those of this request are dropped), or not what sha256 said (the upload ends).")
    public Response append(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @HeaderParam(OFFSET) @Nullable String offset,
            InputStream body) {
        try {
            return answer(uploads.append(Callers.of(request), Ids.parse(UPLOAD, id), offset(offset), body));
        } catch (OffsetMismatch e) {
            throw new ClientErrorException(
                    e.getMessage(),
                    Response.status(Response.Status.CONFLICT)
                            .header(OFFSET, e.offset())
                            .build(),
                    e);
        }
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Drop an upload", description = "What was made of it stays.")
    @APIResponse(responseCode = "204", description = "It is forgotten.")
    public void delete(@Context HttpServletRequest request, @PathParam("id") String id) {
        uploads.delete(Callers.of(request), Ids.parse(UPLOAD, id));
    }

    private static long offset(@Nullable String header) {
        if (header == null || !header.strip().matches("\\d{1,18}")) {
            throw new BadRequestException(OFFSET + " must say how many bytes have arrived, as a whole number.");
        }
        return Long.parseLong(header.strip());
    }

    private static Response answer(UploadView upload) {
        return Response.ok(upload)
                .header(OFFSET, upload.offset())
                .header(LENGTH, upload.bytes())
                .header("Cache-Control", "no-store")
                .build();
    }
}
