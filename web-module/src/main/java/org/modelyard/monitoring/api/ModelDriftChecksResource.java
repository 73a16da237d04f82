package org.modelyard.monitoring.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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
import org.modelyard.monitoring.model.CheckTrigger;
import org.modelyard.monitoring.service.DriftCheckView;
import org.modelyard.monitoring.service.DriftChecks;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;

/** Asks for drift checks of a model. */
@ApplicationScoped
@Path("/models/{model}/drift-checks")
@RolesAllowed("OPERATOR")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "monitoring", description = "Drift, alerts and health.")
public class ModelDriftChecksResource {

    @Inject
    private DriftChecks checks;

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Check a model for drift",
            description = "Compares whole hours of what its deployment was asked and answered with the version's"
                    + " training data. The hour that still runs counts what was drained so far. With lastInferences,"
                    + " whole hours are added from the newest back until they hold so many rows.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = DriftCheckRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "the last thousand",
                                            value = "{\"environment\":\"production\",\"lastInferences\":1000}")))
    @APIResponse(
            responseCode = "202",
            description = "The check; Location leads to it.",
            content =
                    @Content(
                            schema = @Schema(implementation = DriftCheckView.class),
                            examples = @ExampleObject(name = "queued", value = Examples.QUEUED)))
    @APIResponse(responseCode = "409", description = "No deployment serves there.")
    public Response check(
            @Context HttpServletRequest request,
            @Context UriInfo uri,
            @PathParam("model") String model,
            @Nullable DriftCheckRequest wanted) {
        DriftChecks.NewCheck command = wanted == null
                ? new DriftChecks.NewCheck(model, null, null, null)
                : new DriftChecks.NewCheck(model, wanted.environment(), wanted.since(), wanted.lastInferences());
        DriftCheckView check = checks.request(Callers.of(request), command, CheckTrigger.REST);
        return Response.accepted(check)
                .location(uri.getBaseUriBuilder()
                        .path("drift-checks/" + check.id())
                        .build())
                .build();
    }
}
