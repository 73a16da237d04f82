package org.modelyard.registry.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.ETags;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.PromotionPolicy;
import org.modelyard.registry.service.PromotionPolicies;

/** What a model's versions must fulfil before they serve. */
@ApplicationScoped
@Path("/models/{model}/policy")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registry")
public class ModelPolicyResource {

    private static final String POLICY =
            "{\"environments\":[\"production\"],\"golden\":\"hard-cases\",\"gates\":{\"accuracy\":{\"min\":0.85}},"
                    + "\"fairness\":{\"sex\":{\"demographicParityDifference\":{\"max\":0.1}}},\"approvals\":1}";

    @Inject
    private PromotionPolicies policies;

    @GET
    @Operation(summary = "See a model's policy", description = "404 when it has none.")
    @APIResponse(
            responseCode = "200",
            description = "The policy.",
            content =
                    @Content(
                            schema = @Schema(implementation = PromotionPolicy.class),
                            examples = @ExampleObject(name = "policy", value = POLICY)))
    public Response get(@Context HttpServletRequest request, @PathParam("model") String model) {
        return policies.of(Callers.of(request), model)
                .map(ModelPolicyResource::tagged)
                .orElseThrow(() -> new Refusal.NotFound("policy of model", model));
    }

    private static Response tagged(PromotionPolicy policy) {
        return Response.ok(policy).tag(ETags.of(PromotionPolicies.tag(policy))).build();
    }

    @PUT
    @RolesAllowed("ADMIN")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Set a model's policy",
            description =
                    "Holds at every door, beside the environment's: promotion, deployment, and deployment by a training job. The way back to what"
                            + " served before is free of it. 'environments' are staging and production when missing. The ETag of GET is what If-Match takes.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = PromotionPolicy.Wanted.class),
                            examples = @ExampleObject(name = "policy", value = POLICY)))
    @APIResponse(
            responseCode = "200",
            description = "The policy.",
            content =
                    @Content(
                            schema = @Schema(implementation = PromotionPolicy.class),
                            examples = @ExampleObject(name = "policy", value = POLICY)))
    public Response set(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            PromotionPolicy.@Nullable Wanted body) {
        PromotionPolicy policy = Parameters.body(body).checked();
        policies.govern(Callers.of(request), model, policy, ETags.expected(ifMatch));
        return tagged(policy);
    }

    @DELETE
    @RolesAllowed("ADMIN")
    @Operation(summary = "Delete a model's policy", description = "Only gates and stages decide from then on.")
    @APIResponse(responseCode = "204", description = "There is none any more.")
    public void delete(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        policies.govern(Callers.of(request), model, null, ETags.expected(ifMatch));
    }
}
