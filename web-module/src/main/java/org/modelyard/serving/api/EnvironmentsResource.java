package org.modelyard.serving.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Page;
import org.modelyard.serving.service.EnvironmentFreezes;
import org.modelyard.serving.service.EnvironmentView;
import org.modelyard.serving.service.ModelDeployments;
import org.modelyard.serving.service.OwnEnvironments;

/** Where versions serve. */
@ApplicationScoped
@Path("/environments")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deployments")
public class EnvironmentsResource {

    private static final String FROZEN =
            "{\"name\":\"production\",\"createdAt\":\"2026-01-31T12:00:00.000Z\",\"frozenFrom\":\"2026-12-20T00:00:00.000Z\","
                    + "\"frozenUntil\":\"2027-01-04T00:00:00.000Z\",\"frozenNote\":\"End of year\",\"champions\":[]}";

    @Inject
    private ModelDeployments deployments;

    @Inject
    private EnvironmentFreezes freezes;

    @Inject
    private OwnEnvironments own;

    @GET
    @Operation(summary = "List environments", description = "On a model's way to production, with what serves in each.")
    @APIResponse(
            responseCode = "200",
            description = "All of them",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "environments",
                                            value =
                                                    "{\"items\":[{\"name\":\"production\",\"createdAt\":\"2026-01-31T12:00:00.000Z\",\"frozenFrom\":null,\"frozenUntil\":null,\"frozenNote\":null,\"champions\":[]}],\"next\":null}")))
    public Page<EnvironmentView> list(@Context HttpServletRequest request) {
        return new Page<>(deployments.environments(Callers.of(request)), null);
    }

    /** @param name 1-63 of a-z, 0-9 and inner hyphens */
    public record EnvironmentBody(@Nullable String name) {}

    @POST
    @RolesAllowed("ADMIN")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make an environment",
            description =
                    "Beside development, staging and production, which every organisation has: wherever an environment is"
                            + " named, this one may be. At most 20 with the three (409); a name is 1-63 of a-z, 0-9 and inner hyphens (422),"
                            + " and there is one of each (409). One that was removed comes back with its history.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "environment", value = "{\"name\":\"qa\"}")))
    @APIResponse(
            responseCode = "201",
            description = "The environment; nothing serves there yet",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "environment",
                                            value =
                                                    "{\"name\":\"qa\",\"createdAt\":\"2026-01-31T12:00:00.000Z\",\"frozenFrom\":null,\"frozenUntil\":null,\"frozenNote\":null,\"champions\":[]}")))
    public Response open(@Context HttpServletRequest request, @Nullable EnvironmentBody sent) {
        String name = Parameters.given(
                "name",
                Parameters.body(sent).name(),
                "Say the environment's name: 1-63 of a-z, 0-9 and inner hyphens.");
        return Response.status(Response.Status.CREATED)
                .entity(own.open(Callers.of(request), name))
                .build();
    }

    @DELETE
    @Path("/{name}")
    @RolesAllowed("ADMIN")
    @Operation(
            summary = "Remove an environment",
            description =
                    "One of your own, when nothing stands in it: 409 with the deployments, rollouts, experiments and policies"
                            + " that do, and for the three of every organisation. What served in it stays in the log, the audit and the usage of"
                            + " versions.")
    @APIResponse(responseCode = "204", description = "It is removed")
    public void close(@Context HttpServletRequest request, @PathParam("name") String name) {
        own.close(Callers.of(request), name);
    }

    /**
     * @param from now when it is missing
     * @param note why, for those who are refused
     */
    public record FreezeBody(@Nullable Instant from, @Nullable Instant until, @Nullable String note) {}

    @PUT
    @Path("/{name}/freeze")
    @RolesAllowed("ADMIN")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Freeze an environment",
            description =
                    "Between the two times nothing is deployed, rolled out further or promoted there (409 with the note);"
                            + " rolling back and aborting are allowed. It replaces the freeze before it.")
    @RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "freeze",
                                            value =
                                                    "{\"from\":\"2026-12-20T00:00:00Z\",\"until\":\"2027-01-04T00:00:00Z\",\"note\":\"End of year\"}")))
    @APIResponse(
            responseCode = "200",
            description = "The environment",
            content = @Content(examples = @ExampleObject(name = "frozen", value = FROZEN)))
    public EnvironmentView freeze(
            @Context HttpServletRequest request, @PathParam("name") String name, @Nullable FreezeBody sent) {
        FreezeBody body = Parameters.body(sent);
        return freezes.freeze(
                Callers.of(request),
                name,
                body.from(),
                Parameters.given("until", body.until(), "Say until when, e.g. 2027-01-04T00:00:00Z."),
                body.note());
    }

    @DELETE
    @Path("/{name}/freeze")
    @RolesAllowed("ADMIN")
    @Operation(summary = "End a freeze", description = "At once; without one, nothing changes.")
    @APIResponse(responseCode = "204", description = "It is open")
    public void thaw(@Context HttpServletRequest request, @PathParam("name") String name) {
        freezes.thaw(Callers.of(request), name);
    }
}
