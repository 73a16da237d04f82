package org.modelyard.experiment.api;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.PolicyWish;
import org.modelyard.experiment.service.BanditRounds;
import org.modelyard.experiment.service.OffPolicyEstimates;
import org.modelyard.experiment.service.OffPolicyView;
import org.modelyard.experiment.service.RoundView;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Page;

/** How an experiment has divided its units, and what other ways would have earned. */
@ApplicationScoped
@Path("/experiments")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "experiments")
public class ExperimentPoliciesResource {

    @Inject
    private BanditRounds rounds;

    @Inject
    private OffPolicyEstimates estimates;

    @GET
    @Path("/{experiment}/rounds")
    @Operation(
            summary = "See the rounds of a bandit",
            description =
                    "Newest first: from when on new units were divided by which propensities, and what that rested on. None where"
                            + " shares are fixed, and before the start. Where 'assign' divides, a unit keeps the variant of the round in"
                            + " which it asked first; predictions are divided by the present round, and count by the answer that assigned"
                            + " their unit. A plan asks for it by its 'allocation': strategy THOMPSON, for a PROPORTION, of FEEDBACK"
                            + " where predictions are divided; 'every', how"
                            + " long a round lasts at least, PT1S to P365D, else PT1H, and in any case a thousandth of the time that the"
                            + " experiment has run; 'floor', below which no propensity falls, 0.001 to an equal"
                            + " share, else a tenth of that. The variants' shares are those of the first round. A bandit tests nothing: its"
                            + " rule is BAYESIAN, its verdict INFORMATION, or NO_DATA before a unit is judged, or UNTRUSTED where units are lost, and"
                            + " guardrails and segments are refused.")
    @APIResponse(
            responseCode = "200",
            description = "A page of rounds.",
            content = @Content(examples = @ExampleObject(name = "rounds", value = Examples.ROUNDS)))
    public Page<RoundView> rounds(
            @Context HttpServletRequest request,
            @PathParam("experiment") String experiment,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return rounds.list(Callers.of(request), experiment, Parameters.page(limit, cursor));
    }

    @POST
    @Path("/{experiment}/off-policy")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Estimate what another policy would have earned",
            description =
                    "Of a PROPORTION or a MEAN, from the units that are judged and the propensities by which they were assigned:"
                            + " 'always' is a variant that everybody would get, 'shares' a share a variant. IPS, SNIPS and DR with"
                            + " intervals of one look; 'warning' says when a few units decide. Nothing is stored. Estimates are null"
                            + " where no unit of a variant that the policy gives is judged, and where the variants' units are not what their"
                            + " shares say.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = PolicyWish.class),
                            examples = {
                                @ExampleObject(name = "always", value = "{\"always\":\"new\"}"),
                                @ExampleObject(name = "shares", value = "{\"shares\":{\"old\":0.2,\"new\":0.8}}")
                            }))
    @APIResponse(
            responseCode = "200",
            description = "The estimates as of now.",
            content =
                    @Content(
                            schema = @Schema(implementation = OffPolicyView.class),
                            examples = @ExampleObject(name = "estimates", value = Examples.OFF_POLICY)))
    @APIResponse(
            responseCode = "409",
            description = "No unit is judged yet, or the metric is neither a share nor a mean.")
    @APIResponse(responseCode = "422", description = "It is no policy over the experiment's variants.")
    public OffPolicyView offPolicy(
            @Context HttpServletRequest request,
            @PathParam("experiment") String experiment,
            @Nullable PolicyWish body) {
        return estimates.of(Callers.of(request), experiment, Parameters.body(body));
    }
}
