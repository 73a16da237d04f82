package org.modelyard.experiment.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.OutcomeEvent;
import org.modelyard.experiment.service.ExperimentTraffic;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Refusal;

/** Which variant a unit gets, and what came of it. */
@ApplicationScoped
@Path("/experiments")
@RolesAllowed("REVIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "experiments")
public class ExperimentTrafficResource {

    @Inject
    private ExperimentTraffic traffic;

    /**
     * One event, or many.
     *
     * @param events up to 1,000, instead of the others
     */
    public record EventsBody(
            @Nullable String unit,
            @Nullable String event,
            @Nullable Double value,
            @Nullable Instant at,
            @Nullable String eventId,
            @Nullable List<OutcomeEvent.@Nullable Given> events) {

        List<OutcomeEvent.@Nullable Given> all() {
            boolean one = unit != null || event != null || value != null || at != null || eventId != null;
            if (one == (events != null)) {
                throw new Refusal.Invalid("events", "Give one event, as 'unit' and 'event', or many in 'events'.");
            }
            return events == null ? List.of(new OutcomeEvent.Given(unit, event, value, at, eventId)) : events;
        }
    }

    @POST
    @Path("/{experiment}/assign")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Ask which variant a unit gets",
            description =
                    "Always the same one for the same unit, by a hash that docs/statistics.md tells; that the unit asked is"
                            + " recorded once, with the attributes that the plan names and the covariate, a number that was settled before (of"
                            + " predictions the attribute that the plan names tells it). Without a variant, show what everybody sees. Where models or versions are tested, the answer says"
                            + " which to ask; predictions addressed to the experiment, or to the model whose versions it tests, need not ask"
                            + " here first. Of a bandit a unit keeps what it got first, and the answer tells the round and the propensity;"
                            + " one that divides predictions refuses: there the prediction itself assigns its unit.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = ExperimentTraffic.Asked.class),
                            examples = @ExampleObject(name = "user", value = Examples.ASK)))
    @APIResponse(
            responseCode = "200",
            description = "The variant, or why there is none.",
            content =
                    @Content(
                            schema = @Schema(implementation = ExperimentTraffic.Assigned.class),
                            examples = @ExampleObject(name = "assigned", value = Examples.ASSIGNED)))
    @APIResponse(
            responseCode = "409",
            description = "The experiment does not run, or is a bandit that divides predictions.")
    public ExperimentTraffic.Assigned assign(
            @Context HttpServletRequest request,
            @PathParam("experiment") String experiment,
            ExperimentTraffic.@Nullable Asked body) {
        return traffic.assign(Callers.of(request), experiment, Parameters.body(body));
    }

    @POST
    @Path("/{experiment}/events")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Tell what units did",
            description =
                    "One event, or up to 1,000. An event that is there already, by its eventId (or by unit, event, value and"
                            + " time where it has none), stays as it is. Those outside the window after the unit's assignment are kept"
                            + " and do not count.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = EventsBody.class),
                            examples = {
                                @ExampleObject(name = "many", value = Examples.EVENTS),
                                @ExampleObject(name = "one", value = Examples.EVENT)
                            }))
    @APIResponse(
            responseCode = "200",
            description = "How many came, and how many of them were new.",
            content =
                    @Content(
                            schema = @Schema(implementation = ExperimentTraffic.Taken.class),
                            examples = @ExampleObject(name = "taken", value = Examples.TAKEN)))
    @APIResponse(responseCode = "409", description = "The experiment was not started.")
    @APIResponse(
            responseCode = "422",
            description = "An event is wrong, or its unit was never assigned: then none is stored.")
    public ExperimentTraffic.Taken take(
            @Context HttpServletRequest request,
            @PathParam("experiment") String experiment,
            @Nullable EventsBody body) {
        return traffic.take(
                Callers.of(request), experiment, Parameters.body(body).all());
    }
}
