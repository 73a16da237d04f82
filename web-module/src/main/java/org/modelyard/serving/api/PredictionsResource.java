package org.modelyard.serving.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.OwnBodyLimit;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.ServingSettings;
import org.modelyard.serving.service.PredictionOutcome;
import org.modelyard.serving.service.Predictor;

/** Predictions. Bytes in, bytes out: see ADR 0020. */
@ApplicationScoped
@Path("/models/{model}/predict")
@RolesAllowed("REVIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "predictions")
public class PredictionsResource {

    @Inject
    private Predictor predictor;

    @Inject
    private ServingSettings settings;

    /** One row that does not fit is a 422; among several rows, each has its own fate. */
    @POST
    @OwnBodyLimit
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Predict",
            description = "Answers one row or many. 'inputs' is an object, or an array of objects; 'rows' carries unit,"
                    + " dimensions and attributes per row. The answer of each row has the inferenceId that feedback names;"
                    + " it is in the journal before it leaves. A single row that does not fit is a 422; among several"
                    + " rows, those that do not fit carry an error and the others are answered. 'operation' is kept among"
                    + " the dimensions. A version with further outputs answers them in 'outputs', by name."
                    + " GET /inferences/{id} gives 'attributes' and 'occurredAt' back.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "one",
                                            value =
                                                    "{\"inputs\":{\"age\":41,\"workclass\":\"Private\"},\"unit\":\"user-42\"}")))
    @APIResponse(
            responseCode = "200",
            description = "One answer a row, in order",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "answer",
                                            value =
                                                    "{\"model\":\"income\",\"predictions\":[{\"inferenceId\":\"01936d3c-1111-7abc-8def-0123456789ab\",\"version\":\"1.0.0\",\"variant\":\"main\",\"label\":\"no\",\"score\":0.83,\"scores\":{\"no\":0.83,\"yes\":0.17},\"outputs\":{\"priority\":{\"label\":\"high\",\"score\":0.9,\"scores\":{\"high\":0.9,\"low\":0.1}},\"hours\":{\"value\":3.2}}}]}")))
    public byte[] predict(@Context HttpServletRequest request, @PathParam("model") String model, InputStream body)
            throws IOException {
        long start = System.nanoTime();
        Caller caller = Callers.of(request);
        PredictionReader reader = new PredictionReader(
                (environment, version) -> predictor.route(caller, model, environment, version), settings.maxRows());
        PredictionRequest read = reader.read(bytes(body));
        List<PredictionOutcome> outcomes = predictor.predict(caller, read.route(), read.rows(), start);
        if (outcomes.size() == 1 && outcomes.get(0) instanceof PredictionOutcome.Refused refused) {
            throw new Refusal.Invalid("The inputs do not fit the model.", refused.errors());
        }
        return PredictionWriter.write(model, outcomes);
    }

    private byte[] bytes(InputStream body) throws IOException {
        int most = (int) Math.min(settings.maxBody(), Integer.MAX_VALUE - 8L);
        byte[] bytes = body.readNBytes(most);
        if (bytes.length == most && body.read() >= 0) {
            throw new ClientErrorException(
                    "A prediction request has at most " + most + " bytes.", Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
        return bytes;
    }
}
