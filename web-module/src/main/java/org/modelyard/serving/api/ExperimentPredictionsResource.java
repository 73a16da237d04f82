package org.modelyard.serving.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.score.Deadline;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.OwnBodyLimit;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.ServingSettings;
import org.modelyard.serving.model.AnswerWish;
import org.modelyard.serving.model.CommonFields;
import org.modelyard.serving.model.FieldReader;
import org.modelyard.serving.model.TraceParent;
import org.modelyard.serving.service.PredictionGate;
import org.modelyard.serving.service.PredictionOutcome;
import org.modelyard.serving.service.Predictor;

/** Predictions that are addressed to an experiment: each unit is answered by its variant's model. Bytes in, bytes out: see ADR 0020. */
@ApplicationScoped
@Path("/experiments/{experiment}/predict")
@RolesAllowed("REVIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "experiments")
public class ExperimentPredictionsResource {

    private static final String ONE =
            "{\"inputs\":{\"age\":41},\"unit\":\"user-42\",\"attributes\":{\"country\":\"de\"}}";
    private static final String ANSWER =
            "{\"experiment\":\"two-models\",\"predictions\":[{\"inferenceId\":\"01936d3c-1111-7abc-8def-0123456789ab\",\"model\":\"churn-linear\",\"version\":\"2.0.0\",\"variant\":\"linear\",\"label\":\"no\",\"score\":0.83,\"scores\":{\"no\":0.83,\"yes\":0.17}}]}";

    @Inject
    private Predictor predictor;

    @Inject
    private PredictionGate gate;

    @Inject
    private RefusedRequests refusals;

    @Inject
    private ServingSettings settings;

    @POST
    @OwnBodyLimit
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Predict by an experiment",
            description =
                    "The body is that of POST /models/{model}/predict, without environment, version and explain: the experiment says"
                            + " where each row goes, by its unit. Rows without a unit, or whose unit does not take part, are answered by what serves"
                            + " (over versions) or by the control's model (over models), and count for nothing. Who was answered by a variant has"
                            + " been assigned; feedback and latencies count by themselves.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "one", value = ONE)))
    @APIResponse(
            responseCode = "200",
            description = "One answer a row, in order, each with the model that gave it",
            content = @Content(examples = @ExampleObject(name = "answer", value = ANSWER)))
    @APIResponse(responseCode = "409", description = "The experiment does not run, or asks no model.")
    public Response predict(
            @Context HttpServletRequest request,
            @PathParam("experiment") String experiment,
            @Parameter(
                            description =
                                    "Time for the whole request, e.g. PT0.2S; the shorter of this and the field counts")
                    @HeaderParam(AnswerWish.DEADLINE)
                    @Nullable
                    String header,
            @Parameter(description = "W3C Trace Context; its trace id is kept in the log")
                    @HeaderParam(TraceParent.HEADER)
                    @Nullable
                    String trace,
            InputStream body)
            throws IOException {
        long start = System.nanoTime();
        Caller caller = Callers.of(request);
        boolean rowsLogged = false; // what comes after is in the log row by row
        try {
            Deadline until = new AnswerWish(0, false, FieldReader.time(header, AnswerWish.DEADLINE)).deadline(start);
            byte[] bytes = SentBody.whole(body, settings.maxBody()); // before the gate
            gate.enter(until);
            try {
                PredictionRequest read = new PredictionReader(
                                (environment, version) -> {
                                    requireUnsaid(environment, version);
                                    return predictor.experiment(caller, experiment);
                                },
                                settings.maxRows(),
                                new CommonFields().traced(trace))
                        .read(bytes);
                AnswerWish wish = read.wish();
                if (wish.explain()) {
                    throw new Refusal.Invalid(
                            "explain", "Ask the model itself to explain: here it is open who answers.");
                }
                rowsLogged = true;
                Deadline last = AnswerWish.orUsual(until.or(wish.deadline(start)), start);
                List<PredictionOutcome> outcomes = predictor.predict(caller, read.route(), read.rows(), start, last);
                if (outcomes.size() == 1 && outcomes.get(0) instanceof PredictionOutcome.Refused refused) {
                    throw new Refusal.Invalid("The inputs do not fit the model.", refused.errors());
                }
                return Response.ok(
                                PredictionWriter.write(experiment, read.route().models(), outcomes, wish.topK()))
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .build();
            } finally {
                gate.leave();
            }
        } catch (JsonProcessingException | ClientErrorException | Refusal refused) {
            if (!rowsLogged) {
                refusals.log(caller, experiment, refused, trace, start);
            }
            throw refused;
        }
    }

    private static void requireUnsaid(@Nullable String environment, @Nullable String version) {
        if (environment != null || version != null) {
            throw new Refusal.Invalid(
                    environment != null ? "environment" : "version",
                    "The experiment says where each unit goes: leave this out, or ask the model itself.");
        }
    }
}
