package org.modelyard.run.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
import org.modelyard.registry.api.LargeDownloads;
import org.modelyard.run.model.ArtifactPath;
import org.modelyard.run.service.RunArtifacts;
import org.modelyard.run.service.RunView;

/** Files of a run by their paths within it. */
@ApplicationScoped
@Path("/runs/{id}/artifacts/{path: .+}")
@RolesAllowed("VIEWER")
@Tag(name = "runs")
public class RunArtifactsResource {

    @Inject
    private RunArtifacts artifacts;

    @PUT
    @RolesAllowed("OPERATOR")
    @OwnBodyLimit
    @Consumes({MediaType.APPLICATION_OCTET_STREAM, MediaType.WILDCARD})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Store an artifact of a run",
            description =
                    "The body's bytes, streamed, whatever they are. The path is a name within the run; what had it"
                            + " before gives way.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .STRING),
                            examples = @ExampleObject(name = "bytes", value = "any bytes")))
    @APIResponse(
            responseCode = "200",
            description = "The artifact; its ETag is its SHA-256.",
            content =
                    @Content(
                            schema = @Schema(implementation = RunView.Artifact.class),
                            examples = @ExampleObject(name = "artifact", value = Examples.ARTIFACT)))
    @APIResponse(responseCode = "409", description = "The run has ended.")
    @APIResponse(responseCode = "413", description = "The body is larger than modelyard.run.artifact.")
    public Response put(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @PathParam("path") String path,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            InputStream body) {
        ArtifactPath named = new ArtifactPath(path);
        if (request.getContentLengthLong() > artifacts.mostBytes()) {
            throw new ClientErrorException(
                    "An artifact has at most " + artifacts.mostBytes() + " bytes.",
                    Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
        RunView.Artifact stored = artifacts.put(
                Callers.of(request), Ids.parse(RunsResource.RUN, id), named, body, ETags.expectedHash(ifMatch));
        return Response.ok(stored).tag(stored.sha256()).build();
    }

    @GET
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            summary = "Download an artifact of a run",
            description = "The bytes are verified before they are sent; the ETag is their SHA-256.")
    @APIResponse(
            responseCode = "200",
            description = "The bytes.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            examples = @ExampleObject(name = "bytes", value = "any bytes")))
    @APIResponse(responseCode = "409", description = "The stored bytes do not match their SHA-256.")
    public Response get(
            @Context HttpServletRequest request, @PathParam("id") String id, @PathParam("path") String path) {
        ArtifactPath named = new ArtifactPath(path);
        Caller caller = Callers.of(request);
        UUID run = Ids.parse(RunsResource.RUN, id);
        RunView.Artifact artifact = artifacts.get(caller, run, named);
        InputStream content = artifacts.open(caller, run, artifact);
        StreamingOutput sent = out -> {
            try (content) {
                content.transferTo(out);
            }
        };
        return Response.ok(sent, MediaType.APPLICATION_OCTET_STREAM)
                .tag(artifact.sha256())
                .header(HttpHeaders.CONTENT_LENGTH, artifact.bytes())
                .header(LargeDownloads.CONNECTION, LargeDownloads.connection(request.getProtocol(), artifact.bytes()))
                .header("Content-Disposition", "attachment; filename=\"" + named.fileName() + "\"")
                .build();
    }
}
