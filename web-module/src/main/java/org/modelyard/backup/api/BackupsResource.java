package org.modelyard.backup.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.backup.service.BackupFiles;
import org.modelyard.backup.service.BackupView;
import org.modelyard.backup.service.Backups;
import org.modelyard.backup.service.VerificationJob;
import org.modelyard.batch.service.ExecutionView;
import org.modelyard.platform.api.Accepted;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Page;

/** Backups of the whole server. */
@ApplicationScoped
@Path("/backups")
@RolesAllowed("ADMIN")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "backup")
public class BackupsResource {

    private static final String BACKUP =
            """
            {"id":"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a10","state":"COMPLETED","inferences":false,
             "node":"4f6f0c1e-7a59-4f0c-9d0b-0d9a3a3a1f11","file":"modelyard-20260131-1200-0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a10.zip",
             "bytes":7340032,"sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","rows":41200,
             "artifacts":57,"artifactBytes":6291456,"verifiedAt":"2026-01-31T12:00:04.000Z","damage":null,"problem":null,"executionId":12,
             "createdBy":"admin/ci","createdAt":"2026-01-31T12:00:00.000Z","endedAt":"2026-01-31T12:00:04.000Z"}""";

    private static final String EXECUTION =
            """
            {"executionId":13,"instanceId":10,"job":"backup-verification","state":"STARTING","exitStatus":null,
             "submittedBy":"admin/ci","recovered":false,"createdAt":"2026-01-31T12:10:00.000Z","startedAt":null,"endedAt":null,
             "parameters":{"backup":"0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a10"},"steps":[]}""";

    @Inject
    private Backups backups;

    @Inject
    private BackupFiles files;

    @Inject
    private VerificationJob verification;

    @POST
    @Idempotent
    @Operation(
            summary = "Make a backup",
            description =
                    "Database and artifacts of the whole server, as of one moment, in one archive whose every byte is"
                            + " hashed. The server goes on meanwhile. The batch job 'backup' writes it. Needs an ADMIN of the"
                            + " server's first organisation: an archive holds all of them.")
    @APIResponse(
            responseCode = "202",
            description = "Taken on; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = BackupView.class),
                            examples = @ExampleObject(name = "complete", value = BACKUP)))
    @APIResponse(responseCode = "422", description = "inferences is neither true nor false.")
    public Response make(
            @Context HttpServletRequest request,
            @Context UriInfo uri,
            @Parameter(description = "Whether the inference log goes with it; default false.", example = "true")
                    @QueryParam("inferences")
                    @Nullable
                    String inferences) {
        BackupView made = backups.request(Callers.of(request), Parameters.flag("inferences", inferences));
        return Accepted.of(uri, made.id(), made);
    }

    @GET
    @Operation(summary = "List backups", description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "page",
                                            value = "{\"items\":[" + BACKUP + "],\"next\":null}")))
    public Page<BackupView> list(
            @Context HttpServletRequest request,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return backups.list(Callers.of(request), Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "See a backup", description = "A FAILED one says why; it has no archive.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = BackupView.class),
                            examples = @ExampleObject(name = "complete", value = BACKUP)))
    public BackupView get(@Context HttpServletRequest request, @PathParam("id") String id) {
        return backups.get(Callers.of(request), Ids.parse("backup", id));
    }

    @GET
    @Path("/{id}/archive")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Download a backup's archive",
            description =
                    "All bytes are verified before the first is sent; the ETag is their SHA-256. Keep it as safe as"
                            + " the database itself.")
    @APIResponse(
            responseCode = "200",
            description = "A zip file.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            examples = @ExampleObject(name = "bytes", value = "PK")))
    @APIResponse(
            responseCode = "409",
            description = "It has no archive (yet), or on another node, or a damaged one: then nothing is sent.")
    public Response archive(@Context HttpServletRequest request, @PathParam("id") String id) {
        BackupView backup = backups.download(Callers.of(request), Ids.parse("backup", id));
        InputStream content = files.open(backup);
        StreamingOutput sent = out -> {
            try (content) {
                content.transferTo(out);
            }
        };
        return Response.ok(sent, MediaType.APPLICATION_OCTET_STREAM)
                .tag(backup.sha256())
                .header(HttpHeaders.CONTENT_LENGTH, backup.bytes())
                .header("Content-Disposition", "attachment; filename=\"" + backup.file() + "\"")
                .build();
    }

    @POST
    @Path("/{id}/verify")
    @Operation(
            summary = "Verify a backup's archive",
            description =
                    "The batch job 'backup-verification' reads every byte again and restores nothing; what it finds"
                            + " stands in the backup's verifiedAt and damage.")
    @APIResponse(
            responseCode = "202",
            description = "Taken on; Location leads to the execution.",
            content =
                    @Content(
                            schema = @Schema(implementation = ExecutionView.class),
                            examples = @ExampleObject(name = "started", value = EXECUTION)))
    @APIResponse(responseCode = "409", description = "It has no archive (yet), or on another node.")
    public Response verify(@Context HttpServletRequest request, @Context UriInfo uri, @PathParam("id") String id) {
        ExecutionView started = verification.submit(Callers.of(request), Ids.parse("backup", id));
        return Response.accepted(started)
                .location(uri.getBaseUriBuilder()
                        .path("batch/executions/" + started.executionId())
                        .build())
                .build();
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Delete a backup",
            description =
                    "Its row and its archive. Where the node that made it is gone and its archive is not on this one's disk, its row"
                            + " alone: the audit says where the file may be left.")
    @APIResponse(responseCode = "204", description = "Gone.")
    @APIResponse(
            responseCode = "409",
            description = "It is still made, or its archive lies on another node that is at work.")
    public void delete(@Context HttpServletRequest request, @PathParam("id") String id) {
        backups.delete(Callers.of(request), Ids.parse("backup", id));
    }
}
