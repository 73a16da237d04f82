package org.modelyard.serving.api;

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
import org.modelyard.registry.model.EnvironmentPolicy;
import org.modelyard.serving.service.EnvironmentPolicies;

/** What versions of all models must fulfil before they serve an environment. */
@ApplicationScoped
@Path("/environments/{name}/policy")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deployments")
public class EnvironmentPolicyResource {

    private static final String POLICY = "{\"gates\":{\"accuracy\":{\"min\":0.8},\"r2\":{\"min\":0.5}},"
            + "\"fairness\":{\"sex\":{\"demographicParityDifference\":{\"max\":0.2}}},\"approvals\":1}";

    @Inject
    private EnvironmentPolicies policies;

    @GET
    @Operation(summary = "See an environment's policy", description = "404 when it has none.")
    @APIResponse(
            responseCode = "200",
            description = "The policy.",
            content =
                    @Content(
                            schema = @Schema(implementation = EnvironmentPolicy.class),
                            examples = @ExampleObject(name = "policy", value = POLICY)))
    public Response get(@Context HttpServletRequest request, @PathParam("name") String name) {
        return policies.of(Callers.of(request), name)
                .map(EnvironmentPolicyResource::tagged)
                .orElseThrow(() -> new Refusal.NotFound("policy of environment", name));
    }

    private static Response tagged(EnvironmentPolicy policy) {
        return Response.ok(policy)
                .tag(ETags.of(EnvironmentPolicies.tag(policy)))
                .build();
    }

    @PUT
    @RolesAllowed("ADMIN")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Set an environment's policy",
            description =
                    "Holds for the versions of every model, in addition to the model's own policy, at every door: promotion,"
                            + " deployment, rollout, the variants and the winner of an experiment, and deployment by a training job. A gate on"
                            + " a metric of another task than the version's does not concern it, nor fairness one with numbers."
                            + " 'environments', 'snapshot' and 'golden' are for a model's policy (422). What serves already goes on, and the way back to what served before is free of"
                            + " it. The ETag of GET is what If-Match takes.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = EnvironmentPolicy.Wanted.class),
                            examples = @ExampleObject(name = "policy", value = POLICY)))
    @APIResponse(
            responseCode = "200",
            description = "The policy.",
            content =
                    @Content(
                            schema = @Schema(implementation = EnvironmentPolicy.class),
                            examples = @ExampleObject(name = "policy", value = POLICY)))
    public Response set(
            @Context HttpServletRequest request,
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            EnvironmentPolicy.@Nullable Wanted body) {
        EnvironmentPolicy policy = Parameters.body(body).checked();
        policies.govern(Callers.of(request), name, policy, ETags.expected(ifMatch));
        return tagged(policy);
    }

    @DELETE
    @RolesAllowed("ADMIN")
    @Operation(
            summary = "Delete an environment's policy",
            description = "Only stages and the models' own policies decide from then on.")
    @APIResponse(responseCode = "204", description = "There is none any more.")
    public void delete(
            @Context HttpServletRequest request,
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        policies.govern(Callers.of(request), name, null, ETags.expected(ifMatch));
    }
}
