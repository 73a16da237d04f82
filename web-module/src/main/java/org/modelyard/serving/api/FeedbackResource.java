package org.modelyard.serving.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Json;
import org.modelyard.platform.api.OwnBodyLimit;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Page;
import org.modelyard.serving.model.FeedbackState;
import org.modelyard.serving.service.FeedbackIntake;
import org.modelyard.serving.service.FeedbackView;

/** What became of predictions. */
@ApplicationScoped
@Path("/feedback")
@RolesAllowed("REVIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "feedback")
public class FeedbackResource {

    static final String EXAMPLE =
            "{\"inferenceId\":\"01936d3c-1111-7abc-8def-0123456789ab\",\"label\":\"yes\",\"feedbackId\":\"order-77\"}";

    private static final String BY_UNIT =
            "{\"unit\":\"customer-1\",\"item\":\"sku-2\",\"window\":\"PT1H\",\"used\":true,\"feedbackId\":\"click-12\"}";
    private static final int LARGEST_BODY = 8 << 20;
    private static final ObjectReader ONE = Json.MAPPER.readerFor(FeedbackBody.class);
    private static final ObjectReader MANY = Json.MAPPER.readerForListOf(FeedbackBody.class);

    @Inject
    private FeedbackIntake feedback;

    @POST
    @OwnBodyLimit
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Give feedback",
            description =
                    "An object, or an array of them of which all or none are taken. The same feedbackId again is the"
                            + " same feedback; feedback without it, or with another, is a correction: the latest counts. 201 when"
                            + " every inference is in the log, 202 when one is still awaited. In place of inferenceId a unit"
                            + " may be named, with an item of a recommendation and a model: it is about the unit's latest answer within the"
                            + " window (PT24H unless it is said) before observedAt. 403 for a model that the caller may not ask.")
    @RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "one", value = EXAMPLE),
                                @ExampleObject(name = "by unit and item", value = BY_UNIT)
                            }))
    @APIResponse(responseCode = "201", description = "Joined with its inference")
    @APIResponse(responseCode = "202", description = "Waits for its inference")
    public Response give(@Context HttpServletRequest request, InputStream body) throws IOException {
        byte[] bytes = bytes(body);
        if (isObject(bytes)) {
            FeedbackBody one = ONE.readValue(bytes);
            List<FeedbackView> taken = feedback.give(Callers.of(request), List.of(one.command("")), "");
            return answer(taken, taken.get(0));
        }
        List<FeedbackIntake.NewFeedback> commands = commands(MANY.readValue(bytes));
        List<FeedbackView> taken = feedback.give(Callers.of(request), commands, "[%d].");
        return answer(taken, new Page<>(taken, null));
    }

    /** @param sent null, and with nulls in it, where the JSON is so */
    static List<FeedbackIntake.NewFeedback> commands(@Nullable List<@Nullable FeedbackBody> sent) {
        List<FeedbackBody> many = Fields.all("", Parameters.body(sent));
        List<FeedbackIntake.NewFeedback> commands = new ArrayList<>(many.size());
        for (int i = 0; i < many.size(); i++) {
            commands.add(many.get(i).command("[" + i + "]."));
        }
        return commands;
    }

    static Response answer(List<FeedbackView> taken, Object entity) {
        boolean waits = taken.stream().anyMatch(one -> one.state() == FeedbackState.WAITING);
        return Response.status(waits ? Response.Status.ACCEPTED : Response.Status.CREATED)
                .entity(entity)
                .build();
    }

    private static boolean isObject(byte[] bytes) throws IOException {
        try (JsonParser json = Json.MAPPER.createParser(bytes)) {
            return json.nextToken() == JsonToken.START_OBJECT;
        }
    }

    private static byte[] bytes(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw new ClientErrorException(
                    "Feedback has at most " + LARGEST_BODY + " bytes.", Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
        return bytes;
    }
}
