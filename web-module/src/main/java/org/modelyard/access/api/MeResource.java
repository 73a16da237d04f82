package org.modelyard.access.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.api.Callers;

/** Who the server takes the caller for. */
@ApplicationScoped
@Path("/me")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "access")
public class MeResource {

    /**
     * @param roles the role and all that it contains, least first
     * @param models names of those that may be asked; null for all
     */
    public record Me(String actor, Role role, List<Role> roles, @Nullable List<String> models) {}

    @GET
    @Operation(summary = "Who am I?")
    public Me me(@Context HttpServletRequest request) {
        Caller caller = Callers.of(request);
        return new Me(
                caller.actor(),
                caller.role(),
                List.copyOf(caller.role().contained()),
                caller.models().listed() == null ? null : caller.models().names());
    }
}
