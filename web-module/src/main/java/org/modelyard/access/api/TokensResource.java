package org.modelyard.access.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.service.TokenView;
import org.modelyard.access.service.Tokens;
import org.modelyard.access.service.Tokens.NewToken;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Idempotent;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Page;

/** API tokens of the caller's organisation. */
@ApplicationScoped
@Path("/tokens")
@RolesAllowed("ADMIN")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "access")
public class TokensResource {

    @Inject
    private Tokens tokens;

    @GET
    @Operation(summary = "List tokens, newest first, without their secrets")
    public Page<TokenView> list(
            @Context HttpServletRequest request,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return tokens.list(Callers.of(request), Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read a token, without its secret")
    public TokenView get(@Context HttpServletRequest request, @PathParam("id") String id) {
        return tokens.get(Callers.of(request), Ids.parse("token", id));
    }

    @POST
    @Idempotent(secret = "token")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make a token",
            description = "The answer carries the secret, this once: repeated with the same Idempotency-Key it comes"
                    + " without. With 'models' it asks these alone: predictions, recommendations, explanations, feedback and"
                    + " scorings of others are 403, and in the audit; without, all that its user may.")
    @RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "for a build server",
                                            value =
                                                    """
                                                    {"user":"maria","name":"ci","role":"REVIEWER","lifetime":"P90D","models":["income"]}""")))
    public Response create(@Context HttpServletRequest request, NewToken token) {
        TokenView made = tokens.create(Callers.of(request), Parameters.body(token));
        return Response.created(URI.create("/api/v1/tokens/" + made.id()))
                .entity(made)
                .header("Cache-Control", "no-store")
                .build();
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Revoke a token",
            description = "Obeyed on every node within one poll. Twice is as good as once.")
    public TokenView revoke(@Context HttpServletRequest request, @PathParam("id") String id) {
        return tokens.revoke(Callers.of(request), Ids.parse("token", id));
    }
}
