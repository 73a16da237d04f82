package org.modelyard.training.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.model.Ids;
import org.modelyard.training.service.TrainingJobs;

/** A training job as it goes. */
@ApplicationScoped
@Path("/training-jobs/{id}/events")
@RolesAllowed("VIEWER")
@Tag(name = "training")
public class TrainingEventsResource {

    @Inject
    private TrainingJobs jobs;

    @Inject
    private TrainingStreams streams;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Follow a training job",
            description =
                    "Server-sent events: 'state' and 'progress' whenever they change, 'metrics' once there are any."
                            + " Who joins late first gets what is true now. The stream ends after the final 'state'. A WebSocket at"
                            + " `…/socket` (same token) says the same as texts {\"event\",\"data\"}.")
    @APIResponse(
            responseCode = "200",
            description = "The stream.",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            examples = @ExampleObject(name = "events", value = Examples.EVENTS)))
    public void events(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @Context SseEventSink sink,
            @Context Sse sse) {
        Caller caller = Callers.of(request);
        UUID job = Ids.parse(TrainingJobsResource.JOB, id);
        jobs.get(caller, job);
        streams.open(caller, job, new SseListener(sink, sse));
    }
}
