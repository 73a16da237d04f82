package org.modelyard.serving.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;
import org.modelyard.serving.service.InferenceTraces;

/** What was logged under a trace. */
@ApplicationScoped
@Path("/inferences")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "inferences")
public class InferenceTracesResource {

    @Inject
    private InferenceTraces traces;

    @GET
    @Operation(
            summary = "Find inferences by trace",
            description =
                    "What 'model' was asked by requests whose traceparent names the trace 'traceId' (32 hexadecimal digits, or the whole header), newest first. 'since' and"
                            + " 'until' are times; without them it is the last hour. The log has no index of traces: all that the model was asked in"
                            + " that time is looked through, so it is at most 24 hours (422). 'limit' is 1 to 500, 100 where it is not said; 'more'"
                            + " says that there is more. Two searches run at once on a node: a third waits for 5 s, and is then 503 with Retry-After."
                            + " Requests that were refused as a whole belong to no model, and are not found here.")
    @APIResponse(
            responseCode = "200",
            description = "What was found, and where it was looked for",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "found",
                                            value =
                                                    "{\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"model\":\"income\",\"since\":\"2026-01-31T11:00:00.000Z\",\"until\":\"2026-01-31T12:00:00.000Z\",\"items\":[{\"inferenceId\":\"01936d3c-1111-7abc-8def-0123456789ab\",\"model\":\"income\",\"version\":\"1.0.0\",\"at\":\"2026-01-31T11:30:00.000Z\",\"unit\":\"user-42\",\"outcome\":\"ANSWERED\",\"label\":\"no\",\"value\":null,\"spent\":null}],\"more\":false}")))
    public InferenceTraces.Found find(
            @Context HttpServletRequest request,
            @QueryParam("model") @Nullable String model,
            @QueryParam("traceId") @Nullable String traceId,
            @QueryParam("since") @Nullable String since,
            @QueryParam("until") @Nullable String until,
            @QueryParam("limit") @Nullable String limit) {
        return traces.find(
                Callers.of(request),
                Parameters.given("model", model, "Say of which model: its log alone is looked through."),
                Parameters.given("traceId", traceId, "Give the trace's id: 32 hexadecimal digits."),
                Parameters.instant("since", since),
                Parameters.instant("until", until),
                Parameters.integer("limit", limit));
    }
}
