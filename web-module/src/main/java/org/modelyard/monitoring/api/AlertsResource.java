package org.modelyard.monitoring.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.monitoring.model.AlertState;
import org.modelyard.monitoring.model.Severity;
import org.modelyard.monitoring.service.AlertView;
import org.modelyard.monitoring.service.Alerts;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** Alerts of the caller's organisation. */
@ApplicationScoped
@Path("/alerts")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "monitoring")
public class AlertsResource {

    @Inject
    private Alerts alerts;

    @GET
    @Operation(summary = "List alerts", description = "Newest first; ?state=OPEN and ?severity=CRITICAL select.")
    @APIResponse(
            responseCode = "200",
            description = "A page of alerts.",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.ALERTS)))
    public Page<AlertView> list(
            @Context HttpServletRequest request,
            @QueryParam("state") @Nullable String state,
            @QueryParam("severity") @Nullable String severity,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return alerts.list(
                Callers.of(request),
                one(AlertState.class, "state", state),
                one(Severity.class, "severity", severity),
                Parameters.page(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "See an alert")
    @APIResponse(
            responseCode = "200",
            description = "The alert.",
            content = @Content(examples = @ExampleObject(name = "drift", value = Examples.ALERT)))
    public AlertView get(@Context HttpServletRequest request, @PathParam("id") String id) {
        return alerts.get(Callers.of(request), Ids.parse("alert", id));
    }

    @POST
    @Path("/{id}/acknowledge")
    @RolesAllowed("OPERATOR")
    @Operation(
            summary = "Acknowledge an alert",
            description =
                    "Says who has seen to it. Twice is as good as once. The same cause raises a new alert when the"
                            + " cool-down is over, or at once when it became worse.")
    @APIResponse(
            responseCode = "200",
            description = "The alert.",
            content = @Content(examples = @ExampleObject(name = "drift", value = Examples.ALERT)))
    public AlertView acknowledge(@Context HttpServletRequest request, @PathParam("id") String id) {
        return alerts.acknowledge(Callers.of(request), Ids.parse("alert", id));
    }

    private static <E extends Enum<E>> @Nullable E one(Class<E> type, String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new Refusal.Invalid(
                        name,
                        name + " is '" + Texts.brief(text) + "'; use one of " + Arrays.toString(type.getEnumConstants())
                                + "."));
    }
}
