package org.modelyard.access.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.service.UserAccounts;
import org.modelyard.access.service.UserAccounts.NewUser;
import org.modelyard.access.service.UserAccounts.UserChange;
import org.modelyard.access.service.UserView;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.ETags;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Page;

/** The users of the caller's organisation. */
@ApplicationScoped
@Path("/users")
@RolesAllowed("ADMIN")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "access")
public class UsersResource {

    @Inject
    private UserAccounts users;

    @GET
    @Operation(summary = "List users, newest first")
    public Page<UserView> list(
            @Context HttpServletRequest request,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return users.list(Callers.of(request), Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "Read a user", description = "The ETag is what PATCH takes as If-Match.")
    public Response get(@Context HttpServletRequest request, @PathParam("name") String name) {
        return tagged(Response.ok(), users.get(Callers.of(request), name));
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Create a user",
            description =
                    "Without a password the user cannot log in to the console and only has tokens. With 'models' the"
                            + " user and all tokens of the user ask these alone: others are 403; empty means all.")
    @RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "an operator",
                                            value =
                                                    """
                                                    {"name":"maria","role":"OPERATOR","password":"a long pass phrase"}""")))
    public Response create(@Context HttpServletRequest request, NewUser user) {
        UserView made = users.create(Callers.of(request), Parameters.body(user));
        return tagged(Response.created(URI.create("/api/v1/users/" + made.name())), made);
    }

    @PATCH
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a user's role, password or models, or deactivate the user",
            description = "'models' lists those that may be asked from now on; an empty list means all.")
    @RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "less rights",
                                            value =
                                                    """
                                    {"role":"REVIEWER","models":["income"]}""")))
    public Response change(
            @Context HttpServletRequest request,
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            UserChange change) {
        return tagged(
                Response.ok(),
                users.change(Callers.of(request), name, Parameters.body(change), ETags.expected(ifMatch)));
    }

    private static Response tagged(Response.ResponseBuilder answer, UserView user) {
        return answer.entity(user).tag(ETags.of(user.version())).build();
    }
}
