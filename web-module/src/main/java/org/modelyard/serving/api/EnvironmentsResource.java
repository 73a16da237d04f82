package org.modelyard.serving.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
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
