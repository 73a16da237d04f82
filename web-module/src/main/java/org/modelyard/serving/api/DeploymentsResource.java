package org.modelyard.serving.api;

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
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Page;
import org.modelyard.rollout.api.StrategyBody;
import org.modelyard.rollout.model.RolloutWish;
import org.modelyard.rollout.service.RolloutDesk;
import org.modelyard.serving.model.Canary;
import org.modelyard.serving.service.DeploymentEnds;
import org.modelyard.serving.service.DeploymentView;
import org.modelyard.serving.service.ModelDeployments;

/** Which version serves where. */
@ApplicationScoped
@Path("/deployments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deployments")
public class DeploymentsResource {

    private static final String EXAMPLE =
            "{\"id\":\"01936d3c-1111-7abc-8def-0123456789ab\",\"model\":\"income\",\"version\":\"1.0.0\","
                    + "\"environment\":\"production\",\"state\":\"PENDING\",\"strategy\":\"IMMEDIATE\",\"percent\":null,\"autoRollback\":true,"
                    + "\"healthCheckTimeout\":\"PT30S\",\"concurrency\":4,\"memoryBudget\":268435456,"
                    + "\"canary\":[{\"inputs\":{\"age\":41},\"label\":\"yes\"}],\"tags\":[],"
                    + "\"createdBy\":\"admin/ci\",\"createdAt\":\"2026-01-31T12:00:00.000Z\",\"activatedAt\":null,"
                    + "\"endedAt\":null,\"problem\":null}";

    @Inject
    private ModelDeployments deployments;

    @Inject
    private RolloutDesk rollouts;

    @Inject
    private DeploymentEnds ends;

    /**
     * @param environment production when it is missing
     * @param healthCheckTimeout how long loading and trying the model may take, and an answer at a health check; 30 seconds when it is missing
     * @param autoRollback whether the version before comes back when this one is lost while it serves; true when missing
     * @param concurrency requests that it answers at the same time on a node; as many as the node does when missing
     * @param memoryBudget bytes that its model may take in memory; any number when missing
     * @param canary at most 20 rows that it must answer as expected, before it serves and at every health check
     */
    public record NewDeploymentBody(
            String model,
            String version,
            @Nullable String environment,
            @Nullable StrategyBody strategy,
            @Nullable Duration healthCheckTimeout,
            @Nullable Boolean autoRollback,
            @Nullable List<String> tags,
            @Nullable Integer concurrency,
            @Nullable Long memoryBudget,
            @Nullable List<@Nullable Canary> canary) {}

    @POST
    @Idempotent
    @RolesAllowed("OPERATOR")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Deploy a version",
            description =
                    "The version is loaded, its hash verified, and tried; then it takes over. Until then, and if that"
                            + " fails, what served before goes on. GRADUAL, CANARY, SHADOW and BLUE_GREEN make a rollout beside it, which"
                            + " GET /rollouts?deployment= finds; 409 while another runs there or the environment is frozen. With autoRollback (the default) the last good version comes"
                            + " back when the model of the one that serves can no longer be loaded, on any node; errors"
                            + " in single predictions do not cause it, another answer to a 'canary' input does: a difference fails the"
                            + " deployment, before it serves and at every health check, with the difference in 'problem'. More than"
                            + " 'concurrency' requests at the same time on a node get 503 with Retry-After. A model that takes more than"
                            + " 'memoryBudget' bytes fails.")
    @RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(
                                        name = "immediate",
                                        value =
                                                "{\"model\":\"income\",\"version\":\"1.0.0\",\"environment\":\"production\"}"),
                                @ExampleObject(
                                        name = "with bounds and canary inputs",
                                        value =
                                                "{\"model\":\"income\",\"version\":\"1.0.0\",\"healthCheckTimeout\":\"PT10S\",\"concurrency\":4,"
                                                        + "\"memoryBudget\":268435456,\"canary\":[{\"inputs\":{\"age\":41},\"label\":\"yes\"}]}"),
                                @ExampleObject(
                                        name = "canary",
                                        value =
                                                "{\"model\":\"income\",\"version\":\"1.1.0\",\"strategy\":{\"type\":\"CANARY\",\"steps\":"
                                                        + "[{\"percent\":5,\"duration\":\"PT10M\",\"requests\":500}],\"judgement\":{\"metrics\":"
                                                        + "[\"ERRORS\",\"LATENCY\",\"ACCURACY\"],\"alpha\":0.05},\"deprecateReplaced\":true}}")
                            }))
    @APIResponse(
            responseCode = "202",
            description = "Asked for; GET it for its state",
            content = @Content(examples = @ExampleObject(name = "pending", value = EXAMPLE)))
    public Response deploy(@Context HttpServletRequest request, @Nullable NewDeploymentBody sent) {
        NewDeploymentBody body = Parameters.body(sent);
        StrategyBody strategy = body.strategy();
        List<String> tags = body.tags();
        ModelDeployments.NewDeployment wanted = new ModelDeployments.NewDeployment(
                body.model(),
                body.version(),
                body.environment(),
                null,
                body.healthCheckTimeout(),
                body.autoRollback(),
                tags == null ? List.of() : tags,
                body.concurrency(),
                body.memoryBudget(),
                body.canary());
        Optional<RolloutWish> stepwise = strategy == null ? Optional.empty() : strategy.wish();
        return accepted(
                stepwise.isPresent()
                        ? rollouts.deploy(Callers.of(request), wanted, stepwise.get())
                        : deployments.deploy(Callers.of(request), wanted));
    }

    @GET
    @RolesAllowed("VIEWER")
    @Operation(summary = "List deployments", description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "page",
                                            value = "{\"items\":[" + EXAMPLE + "],\"next\":null}")))
    public Page<DeploymentView> list(
            @Context HttpServletRequest request,
            @QueryParam("model") @Nullable String model,
            @QueryParam("environment") @Nullable String environment,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return deployments.list(Callers.of(request), model, environment, Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed("VIEWER")
    @Operation(summary = "Get a deployment")
    @APIResponse(
            responseCode = "200",
            description = "The deployment",
            content = @Content(examples = @ExampleObject(name = "deployment", value = EXAMPLE)))
    public DeploymentView get(@Context HttpServletRequest request, @PathParam("id") String id) {
        return deployments.get(Callers.of(request), Ids.parse("deployment", id));
    }

    @POST
    @Path("/{id}/rollback")
    @RolesAllowed("OPERATOR")
    @Operation(
            summary = "Roll back",
            description =
                    "Makes a new deployment of the version that served before, and was not rolled back itself. 409 when"
                            + " this deployment does not serve or nothing served before it. It waits for no other deployment, and"
                            + " for no file where the version is in memory.")
    @APIResponse(
            responseCode = "202",
            description = "The deployment that brings the earlier version back",
            content = @Content(examples = @ExampleObject(name = "pending", value = EXAMPLE)))
    public Response rollBack(@Context HttpServletRequest request, @PathParam("id") String id) {
        return accepted(deployments.rollBack(Callers.of(request), Ids.parse("deployment", id)));
    }

    /** @param reason for those who wonder */
    public record WithdrawalBody(@Nullable String reason) {}

    @POST
    @Path("/{id}/withdraw")
    @RolesAllowed("OPERATOR")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            summary = "Withdraw a deployment",
            description =
                    "It ends with nothing in its place: who asks the model in that environment is refused, on every node within a"
                            + " second. One that is PENDING is not waited for any more. 409 when it has ended, belongs to a rollout (abort that), or"
                            + " the environment is frozen, something is rolled out there or an experiment asks the version. The way back is another deployment.")
    @RequestBody(
            content =
                    @Content(examples = @ExampleObject(name = "reason", value = "{\"reason\":\"The trial is over\"}")))
    @APIResponse(
            responseCode = "200",
            description = "The deployment, WITHDRAWN",
            content = @Content(examples = @ExampleObject(name = "withdrawn", value = EXAMPLE)))
    public DeploymentView withdraw(
            @Context HttpServletRequest request, @PathParam("id") String id, @Nullable WithdrawalBody body) {
        return ends.withdraw(Callers.of(request), Ids.parse("deployment", id), body == null ? null : body.reason());
    }

    private static Response accepted(DeploymentView deployment) {
        return Response.accepted(deployment)
                .location(URI.create("/api/v1/deployments/" + deployment.id()))
                .build();
    }
}
