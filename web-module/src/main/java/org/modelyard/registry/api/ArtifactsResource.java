package org.modelyard.registry.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.ETags;
import org.modelyard.platform.api.OwnBodyLimit;
import org.modelyard.platform.model.Ids;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.service.ArtifactDownloads;
import org.modelyard.registry.service.BroughtArtifacts;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.store.ByteRange;

/** Files of versions. */
@ApplicationScoped
@Path("/models/{model}/versions/{version}/artifacts/{kind}")
@RolesAllowed("VIEWER")
@Tag(name = "registry")
public class ArtifactsResource {

    private static final String TOKENIZER =
            """
            {"kind":"tokenizer","sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","bytes":48213}""";

    @Inject
    private ArtifactDownloads downloads;

    @Inject
    private BroughtArtifacts brought;

    @GET
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Download an artifact",
            description =
                    "Of a version by its number, a range or an alias; the file's name has the number. Kinds: model, profile, evaluation, slices, importance, fairness-1 and on, cross-validation, calibration, export- with"
                            + " a format, and what people brought. No byte is sent that was not verified: a file above 8 MiB block by block, others whole before the"
                            + " first byte. The ETag is the SHA-256. Range takes"
                            + " one range of bytes, and If-Range the ETag, so that a broken download goes on where it broke.")
    @APIResponse(
            responseCode = "200",
            description = "The bytes; an evaluation is JSON.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "evaluation",
                                            value = "{\"task\":\"CLASSIFICATION\",\"rows\":200,\"metrics\":{}}")))
    @APIResponse(responseCode = "206", description = "The bytes of the range; Content-Range says which of how many.")
    @APIResponse(responseCode = "304", description = "If-None-Match has the ETag.")
    @APIResponse(
            responseCode = "409",
            description =
                    "The stored bytes do not match their SHA-256: both are told, and nothing is sent. Where a later"
                            + " block of a large file is damaged, the connection is broken instead.")
    @APIResponse(responseCode = "416", description = "The range lies behind the end.")
    public Response artifact(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @PathParam("kind") String kind,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String ifRange,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        Caller caller = Callers.of(request);
        ArtifactDownloads.Found resolved = downloads.resolve(caller, model, version, kind);
        ModelVersionView.ArtifactView found = resolved.artifact();
        String tag = "\"" + found.sha256() + "\"";
        if (ifNoneMatch != null && ifNoneMatch.contains(tag)) {
            return Response.notModified(found.sha256()).build();
        }
        boolean same = ifRange == null || ifRange.strip().equals(tag);
        ByteRange part = range(same ? range : null, found.bytes());
        boolean whole = part.length() == found.bytes();
        InputStream content = downloads.open(caller, model, resolved.version(), found, part);
        if (request.getMethod().equals(HttpMethod.HEAD)) {
            close(content);
        }
        StreamingOutput sent = out -> {
            try (content) {
                content.transferTo(out);
            }
        };
        Response.ResponseBuilder answer = Response.status(whole ? Response.Status.OK : Response.Status.PARTIAL_CONTENT)
                .entity(sent)
                .type(ArtifactKind.isJson(kind) ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_OCTET_STREAM)
                .tag(found.sha256())
                .header(HttpHeaders.CONTENT_LENGTH, part.length())
                .header("Accept-Ranges", "bytes")
                .header(LargeDownloads.CONNECTION, LargeDownloads.connection(request.getProtocol(), found.bytes()))
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + ArtifactKind.fileName(model, resolved.version(), kind) + "\"");
        return whole
                ? answer.build()
                : answer.header(
                                "Content-Range",
                                "bytes " + part.from() + "-" + (part.from() + part.length() - 1) + "/" + found.bytes())
                        .build();
    }

    @PUT
    @RolesAllowed("OPERATOR")
    @OwnBodyLimit
    @Consumes({MediaType.APPLICATION_OCTET_STREAM, MediaType.WILDCARD})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Lay a file beside a version",
            description =
                    "Beside a version that is named by its number. Kinds: metadata, tokenizer, config, card, checkpoint; a hyphen and a word of your own may follow"
                            + " (checkpoint-7). The body's bytes, streamed; or, with ?upload=, those of a complete upload. What"
                            + " somebody brought under that kind before gives way; what the server made stays.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "bytes", value = "any bytes")))
    @APIResponse(
            responseCode = "200",
            description = "The artifact; its ETag is its SHA-256.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ModelVersionView.ArtifactView.class),
                            examples = @ExampleObject(name = "tokenizer", value = TOKENIZER)))
    @APIResponse(responseCode = "409", description = "The server made it, or bytes of the upload are missing.")
    @APIResponse(responseCode = "413", description = "The body is larger than modelyard.upload.bytes.")
    public Response put(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @PathParam("kind") String kind,
            @QueryParam("upload") @Nullable String upload,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            InputStream body) {
        if (request.getContentLengthLong() > brought.mostBytes()) {
            throw new ClientErrorException(
                    "An artifact has at most " + brought.mostBytes() + " bytes.",
                    Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
        Caller caller = Callers.of(request);
        String seen = ETags.expectedHash(ifMatch);
        ModelVersionView.ArtifactView kept = upload == null
                ? brought.put(caller, model, version, kind, body, seen)
                : brought.put(caller, model, version, kind, Ids.parse("upload", upload), seen);
        return Response.ok(kept).tag(kept.sha256()).build();
    }

    /** Nobody will read it. */
    private static void close(InputStream content) {
        try {
            content.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteRange range(@Nullable String header, long size) {
        try {
            return ByteRange.of(header, size);
        } catch (ByteRange.Unsatisfiable e) {
            throw new ClientErrorException(
                    e.getMessage(),
                    Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                            .header("Content-Range", "bytes */" + size)
                            .build(),
                    e);
        }
    }
}
