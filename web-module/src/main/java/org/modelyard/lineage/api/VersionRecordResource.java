package org.modelyard.lineage.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.modelyard.lineage.model.CanonicalJson;
import org.modelyard.lineage.service.VersionRecords;
import org.modelyard.platform.api.Callers;

/** All that is known of a version, to be kept. */
@ApplicationScoped
@Path("/models/{model}/versions/{version}/record")
@RolesAllowed("ADMIN")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "lineage")
public class VersionRecordResource {

    /** The hash that the document carries, too. */
    static final String SHA256 = "X-Record-SHA256";

    @Inject
    private VersionRecords records;

    @GET
    @Operation(
            summary = "See a version's record",
            description =
                    "One document that an auditor can keep: rows, job with its YAML, hyperparameters, seed, code and JVM, model card,"
                            + " evaluations, comparisons, policy now and at each deployment, approvals, artifacts with hashes, deployments,"
                            + " exports, and the audit's lines. Canonical JSON: sorted keys, no white space; the same state gives the same"
                            + " bytes. Its member sha256, the ETag and X-Record-SHA256 are the SHA-256 of the document without that member.")
    @APIResponse(
            responseCode = "200",
            description = "The record.",
            content = @Content(examples = @ExampleObject(name = "record", value = Examples.RECORD)))
    @APIResponse(responseCode = "409", description = "A stored document is damaged.")
    public Response get(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version) {
        CanonicalJson.Sealed sealed = records.of(Callers.of(request), model, version);
        return Response.ok(sealed.bytes())
                .tag(new EntityTag(sealed.sha256()))
                .header(SHA256, sealed.sha256())
                .build();
    }
}
