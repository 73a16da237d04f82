package org.modelyard.serving.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
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
import org.modelyard.registry.service.ModelAccounting;
import org.modelyard.serving.model.Accounting;

/** What a model's answers cost, and by what they are added up. */
@ApplicationScoped
@Path("/models/{model}/accounting")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "predictions")
public class AccountingResource {

    private static final String ACCOUNTING =
            "{\"currency\":\"EUR\",\"price\":{\"request\":0.0005,\"inputTokens\":0.15,\"outputTokens\":0.6},"
                    + "\"versions\":{\"1.2.0\":{\"request\":0.001,\"inputTokens\":0,\"outputTokens\":0}},"
                    + "\"dimensions\":{\"operation\":[\"classify\",\"extract\"],\"platform\":[\"ios\",\"web\"]},"
                    + "\"callers\":[\"anna\",\"shop/checkout\"]}";

    @Inject
    private ModelAccounting accounting;

    @GET
    @Operation(
            summary = "See what a model's answers cost",
            description = "And by what they are added up. Nothing of both where nobody has said anything.")
    @APIResponse(
            responseCode = "200",
            description = "Prices and dimensions.",
            content =
                    @Content(
                            schema = @Schema(implementation = Accounting.Said.class),
                            examples = @ExampleObject(name = "accounting", value = ACCOUNTING)))
    public Response get(@Context HttpServletRequest request, @PathParam("model") String model) {
        return tagged(accounting.of(Callers.of(request), model));
    }

    private static Response tagged(Accounting said) {
        return Response.ok(said.said()).tag(ETags.of(ModelAccounting.tag(said))).build();
    }

    @PUT
    @RolesAllowed("ADMIN")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Say what a model's answers cost",
            description =
                    "'price' holds for versions without an own one in 'versions': 'request' is for each answer, 'inputTokens' and 'outputTokens' for a"
                            + " thousand, in 'currency', each from 0 to 1000 with at most 6 decimals. All prices of an organisation are in one"
                            + " currency (409). 'dimensions' names, of at most 10 dimensions, up to 50 values that are told apart in"
                            + " /metrics/models/{model}?by=; 'operation' is the request's; '(other)' and '(none)' cannot be declared."
                            + " 'callers' names up to 50 users, or tokens as user/token, that by=caller tells apart. What is missing is nothing. It holds for"
                            + " answers from then on, within a second on each node. The ETag of GET is what If-Match takes.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Accounting.Said.class),
                            examples = @ExampleObject(name = "accounting", value = ACCOUNTING)))
    @APIResponse(
            responseCode = "200",
            description = "Prices and dimensions.",
            content =
                    @Content(
                            schema = @Schema(implementation = Accounting.Said.class),
                            examples = @ExampleObject(name = "accounting", value = ACCOUNTING)))
    public Response set(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            Accounting.@Nullable Said body) {
        Accounting said = Parameters.body(body).checked();
        accounting.say(Callers.of(request), model, said, ETags.expected(ifMatch));
        return tagged(said);
    }
}
