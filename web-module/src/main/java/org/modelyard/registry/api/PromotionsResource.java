package org.modelyard.registry.api;

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
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Page;
import org.modelyard.registry.service.ApprovalRequirement;
import org.modelyard.registry.service.ApprovalView;
import org.modelyard.serving.service.DeploymentView;
import org.modelyard.serving.service.Promotions;

/** Making a version champion of an environment, and who approves of that. */
@ApplicationScoped
@Path("/models")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registry")
public class PromotionsResource {

    private static final String APPROVALS =
            "{\"items\":[{\"environment\":\"production\",\"person\":\"bea\",\"decision\":\"APPROVED\",\"comment\":null,"
                    + "\"createdAt\":\"2026-01-31T12:00:00.000Z\"}],\"next\":null}";

    @Inject
    private Promotions promotions;

    @Inject
    private ApprovalRequirement approvals;

    /** @param environment production when missing */
    public record PromotionBody(@Nullable String environment) {}

    @POST
    @Path("/{model}/versions/{version}/promote")
    @Idempotent
    @RolesAllowed("OPERATOR")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Promote a version",
            description =
                    "It is loaded, verified and tried; then stage, the alias 'champion' of the environment and routing"
                            + " change in one transaction. 409, and what served goes on, when a policy, the model's or the environment's, or its stage does not"
                            + " allow it.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = PromotionBody.class),
                            examples = @ExampleObject(name = "staging", value = "{\"environment\":\"staging\"}")))
    @APIResponse(
            responseCode = "200",
            description = "The deployment that serves now.",
            content =
                    @Content(
                            schema = @Schema(implementation = DeploymentView.class),
                            examples = @ExampleObject(name = "active", value = Examples.PROMOTED)))
    public DeploymentView promote(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @Nullable PromotionBody body) {
        return promotions.promote(Callers.of(request), model, version, body == null ? null : body.environment());
    }

    @POST
    @Path("/{model}/versions/{version}/approvals")
    @RolesAllowed("OPERATOR")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Approve of a version, or reject it",
            description =
                    "Of a version that is named by its number, for an environment (production when missing). A person has one word, and the last counts; who made"
                            + " the version cannot approve of it (403).")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = ApprovalRequirement.NewApproval.class),
                            examples =
                                    @ExampleObject(
                                            name = "approve",
                                            value = "{\"environment\":\"production\",\"decision\":\"APPROVED\"}")))
    @APIResponse(
            responseCode = "200",
            description = "All words on the version, oldest first.",
            content = @Content(examples = @ExampleObject(name = "one", value = APPROVALS)))
    public Page<ApprovalView> approve(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            ApprovalRequirement.@Nullable NewApproval body) {
        return approvals.decide(Callers.of(request), model, version, Parameters.body(body));
    }

    @GET
    @Path("/{model}/versions/{version}/approvals")
    @Operation(
            summary = "List approvals",
            description = "Oldest first, of a version by its number, a range or an alias.")
    @APIResponse(
            responseCode = "200",
            description = "All words on the version.",
            content = @Content(examples = @ExampleObject(name = "one", value = APPROVALS)))
    public Page<ApprovalView> approvals(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version) {
        return approvals.list(Callers.of(request), model, version);
    }
}
