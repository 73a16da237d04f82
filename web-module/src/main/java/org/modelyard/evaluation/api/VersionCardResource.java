package org.modelyard.evaluation.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.modelyard.evaluation.service.ModelCards;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.model.ModelCard;

/** All that is known of a version, on one page. */
@ApplicationScoped
@Path("/models/{model}/versions/{version}/card")
@RolesAllowed("VIEWER")
@Tag(name = "evaluation")
public class VersionCardResource {

    @Inject
    private ModelCards cards;

    @GET
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    @Operation(
            summary = "See a version's model card",
            description = "Data, trainer, metrics with intervals, gates, slices, fairness, importance, and what was not"
                    + " measured. format is json or html; the page loads nothing from anywhere.")
    @APIResponse(
            responseCode = "200",
            description = "The card.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "card", value = Examples.CARD)))
    public Response card(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @PathParam("version") String version,
            @QueryParam("format") @DefaultValue("json") String format) {
        if (!format.equals("json") && !format.equals("html")) {
            throw new Refusal.Invalid("format", "'" + Texts.brief(format) + "' is no format; use json or html.");
        }
        ModelCard card = cards.of(Callers.of(request), model, version);
        return format.equals("html")
                ? Response.ok(card.toHtml(), MediaType.TEXT_HTML + ";charset=UTF-8")
                        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                        .build()
                : Response.ok(card.toJson(), MediaType.APPLICATION_JSON).build();
    }
}
