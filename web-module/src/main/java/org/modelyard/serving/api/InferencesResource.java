package org.modelyard.serving.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.service.FeedbackIntake;
import org.modelyard.serving.service.FeedbackView;
import org.modelyard.serving.service.InferenceLog;
import org.modelyard.serving.service.InferenceView;

/** The inference log. */
@ApplicationScoped
@Path("/inferences/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "inferences")
public class InferencesResource {

    @Inject
    private InferenceLog log;

    @Inject
    private FeedbackIntake feedback;

    @GET
    @RolesAllowed("VIEWER")
    @Operation(
            summary = "Get an inference",
            description =
                    "What was asked and answered, which version and why, what it took by declared prices, and its feedback. An answer is in the journal"
                            + " before it leaves and in the log a moment later: for a fresh id this waits up to 300 ms.")
    @APIResponse(
            responseCode = "200",
            description = "The inference",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "inference",
                                            value =
                                                    "{\"inferenceId\":\"01936d3c-1111-7abc-8def-0123456789ab\",\"model\":\"income\",\"version\":\"1.0.0\",\"variant\":\"main\",\"reason\":\"DEPLOYMENT\",\"environment\":\"production\",\"deployment\":\"01936d3c-0000-7abc-8def-0123456789ab\",\"at\":\"2026-01-31T12:00:00.000Z\",\"unit\":\"user-42\",\"outcome\":\"ANSWERED\",\"inputs\":{\"age\":41},\"label\":\"no\",\"value\":null,\"score\":0.83,\"scores\":{\"no\":0.83,\"yes\":0.17},\"outputs\":{\"priority\":{\"label\":\"high\",\"score\":0.9,\"scores\":{\"high\":0.9,\"low\":0.1}}},\"latencyMillis\":0.21,\"spent\":{\"inputTokens\":52,\"outputTokens\":7,\"cost\":\"0.0125\",\"currency\":\"EUR\"},\"dimensions\":null,\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"attributes\":{\"vip\":true},\"occurredAt\":null,\"feedback\":[]}")))
    public InferenceView get(@Context HttpServletRequest request, @PathParam("id") String id) {
        return log.get(Callers.of(request), Ids.parse("inference", id));
    }

    @POST
    @Path("/feedback")
    @RolesAllowed("REVIEWER")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Give feedback on an inference", description = "The short form of POST /feedback.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "label", value = "{\"label\":\"yes\"}")))
    @APIResponse(responseCode = "201", description = "Joined with its inference")
    @APIResponse(responseCode = "202", description = "Waits for its inference")
    public Response give(@Context HttpServletRequest request, @PathParam("id") String id, @Nullable FeedbackBody sent) {
        FeedbackBody body = Parameters.body(sent);
        UUID inference = Ids.parse("inference", id);
        UUID named = body.inferenceId();
        if (named != null && !named.equals(inference)) {
            throw new Refusal.Invalid("inferenceId", "The address names another inference.");
        }
        List<FeedbackView> taken = feedback.give(Callers.of(request), List.of(body.about(inference, "")), "");
        return FeedbackResource.answer(taken, taken.get(0));
    }
}
