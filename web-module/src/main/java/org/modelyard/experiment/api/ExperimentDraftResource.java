package org.modelyard.experiment.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.service.ExperimentView;
import org.modelyard.experiment.service.Experiments;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.ETags;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Refusal;

/** An experiment as it is planned, and another plan for it while it is a draft. */
@ApplicationScoped
@Path("/experiments")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "experiments")
public class ExperimentDraftResource {

    @Inject
    private Experiments experiments;

    @GET
    @Path("/{experiment}")
    @Operation(
            summary = "See an experiment",
            description = "Its plan and how far it is. The ETag is what If-Match of PUT takes.")
    @APIResponse(
            responseCode = "200",
            description = "The experiment.",
            content =
                    @Content(
                            schema = @Schema(implementation = ExperimentView.class),
                            examples = @ExampleObject(name = "experiment", value = Examples.EXPERIMENT)))
    public Response get(@Context HttpServletRequest request, @PathParam("experiment") String experiment) {
        return tagged(experiments.get(Callers.of(request), experiment));
    }

    private static Response tagged(ExperimentView view) {
        return Response.ok(view).tag(ETags.of(view.changes())).build();
    }

    @PUT
    @Path("/{experiment}")
    @RolesAllowed("OPERATOR")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change the draft of an experiment",
            description =
                    "The whole plan anew, with the checks of POST /experiments: what is left out has its default, not what it was"
                            + " before. The name stays, and so do the id and the salt. Once it has started its plan is fixed. The same plan"
                            + " again changes nothing. The ETag of GET is what If-Match takes.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = ExperimentRequest.class),
                            examples = {
                                @ExampleObject(name = "headline", value = Examples.NEW),
                                @ExampleObject(name = "versions", value = Examples.NEW_VERSIONS)
                            }))
    @APIResponse(
            responseCode = "200",
            description = "The experiment, DRAFT.",
            content =
                    @Content(
                            schema = @Schema(implementation = ExperimentView.class),
                            examples = @ExampleObject(name = "experiment", value = Examples.EXPERIMENT)))
    @APIResponse(
            responseCode = "409",
            description = "It has been started, or its versions cannot answer the same requests.")
    @APIResponse(responseCode = "412", description = "It has changed since the ETag in If-Match was given.")
    @APIResponse(
            responseCode = "422",
            description = "The plan contradicts itself; every field is named. Or the body gives another name.")
    public Response change(
            @Context HttpServletRequest request,
            @PathParam("experiment") String experiment,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Nullable ExperimentRequest body) {
        ExperimentRequest wanted = Parameters.body(body);
        if (wanted.name() != null && !wanted.name().equals(experiment)) {
            throw new Refusal.Invalid("name", "An experiment keeps its name: leave it out, or create another one.");
        }
        return tagged(experiments.change(Callers.of(request), experiment, wanted.wish(), ETags.expected(ifMatch)));
    }
}
