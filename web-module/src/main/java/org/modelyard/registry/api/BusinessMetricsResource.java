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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Date;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.evaluation.BusinessMetrics;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.ETags;
import org.modelyard.platform.api.Parameters;
import org.modelyard.registry.service.DeclaredBusiness;

/** What a model's answers are worth to the business. */
@ApplicationScoped
@Path("/models/{model}/business-metrics")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registry")
public class BusinessMetricsResource {

    @Inject
    private DeclaredBusiness business;

    @GET
    @Operation(
            summary = "See what a model's answers are worth",
            description = "As it was declared; the ETag is for changing it. 404 where nothing is.")
    @APIResponse(
            responseCode = "200",
            description = "The declaration.",
            content = @Content(examples = @ExampleObject(name = "costs", value = Examples.BUSINESS)))
    public Response get(@Context HttpServletRequest request, @PathParam("model") String model) {
        return answer(business.get(Callers.of(request), model));
    }

    @PUT
    @RolesAllowed("OPERATOR")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Declare what a model's answers are worth",
            description =
                    "One of costs (matrix[true label][answered label]), values (by true label, then by answer; what is not named is worth 0), or"
                            + " for numbers perUnitOver with perUnitUnder. Evaluations and comparisons that begin from then on measure"
                            + " businessCost or businessValue, the mean of a row in the unit with its interval, and keep the declaration;"
                            + " gates and comparisons take these names. A decision threshold by COST without costs takes these."
                            + " adoption, true or with a window, has /metrics/models/{model} count how many answers were used by"
                            + " their feedback. The labels are those of the highest version that has any.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "costs", value = Examples.BUSINESS),
                                @ExampleObject(name = "values", value = Examples.BUSINESS_VALUES),
                                @ExampleObject(name = "numbers", value = Examples.BUSINESS_NUMBERS)
                            }))
    @APIResponse(
            responseCode = "200",
            description = "What holds from now on.",
            content = @Content(examples = @ExampleObject(name = "costs", value = Examples.BUSINESS)))
    @APIResponse(responseCode = "412", description = "It has changed since, or is not there any more.")
    @APIResponse(responseCode = "422", description = "It is not complete, or does not fit the model's labels.")
    public Response declare(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable Map<String, Object> body) {
        return answer(business.declare(
                Callers.of(request), model, BusinessMetrics.of(Parameters.body(body)), ETags.expected(ifMatch)));
    }

    @DELETE
    @RolesAllowed("OPERATOR")
    @Operation(
            summary = "Declare nothing any more",
            description = "What was measured stays, with the declaration it was measured by.")
    @APIResponse(responseCode = "204", description = "Nothing is declared.")
    @APIResponse(responseCode = "412", description = "It has changed since.")
    public void remove(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        business.remove(Callers.of(request), model, ETags.expected(ifMatch));
    }

    private static Response answer(DeclaredBusiness.Declared declared) {
        return Response.ok(declared.metrics().toJson(), MediaType.APPLICATION_JSON)
                .tag(ETags.of(declared.changes()))
                .lastModified(Date.from(declared.changedAt()))
                .build();
    }
}
