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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.model.CsvTexts;
import org.modelyard.evaluation.service.ExplainedAnswers;
import org.modelyard.ml.score.Deadline;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.OwnBodyLimit;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.ServingSettings;
import org.modelyard.serving.model.AnswerWish;
import org.modelyard.serving.model.CommonFields;
import org.modelyard.serving.model.CsvInputs;
import org.modelyard.serving.model.FieldReader;
import org.modelyard.serving.model.JsonLines;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.TraceParent;
import org.modelyard.serving.service.AnswerForm;
import org.modelyard.serving.service.CsvAnswers;
import org.modelyard.serving.service.PredictionGate;
import org.modelyard.serving.service.PredictionOutcome;
import org.modelyard.serving.service.Predictor;
import org.modelyard.serving.service.Route;

/** Predictions. Bytes in, bytes out: see ADR 0020. */
@ApplicationScoped
@Path("/models/{model}/predict")
@RolesAllowed("REVIEWER")
@Produces({MediaType.APPLICATION_JSON, PredictionsResource.JSON_LINES, PredictionsResource.CSV})
@Tag(name = "predictions")
public class PredictionsResource {

    static final String JSON_LINES = "application/x-ndjson";
    static final String CSV = "text/csv";

    private static final String ONE = "{\"inputs\":{\"age\":41,\"workclass\":\"Private\"},\"unit\":\"user-42\"}";
    private static final String LINES =
            "{\"inputs\":{\"age\":41,\"workclass\":\"Private\"},\"unit\":\"user-42\"}\n{\"inputs\":{\"age\":28,\"workclass\":\"Private\"}}\n";
    private static final String TABLE = "age,workclass,unit\n41,Private,user-42\n28,Private,user-43\n";
    private static final String ANSWER =
            "{\"model\":\"income\",\"predictions\":[{\"inferenceId\":\"01936d3c-1111-7abc-8def-0123456789ab\",\"version\":\"1.0.0\",\"variant\":\"main\",\"label\":\"no\",\"score\":0.83,\"scores\":{\"no\":0.83,\"yes\":0.17},\"outputs\":{\"priority\":{\"label\":\"high\",\"score\":0.9,\"scores\":{\"high\":0.9,\"low\":0.1}},\"hours\":{\"value\":3.2}}}]}";
    private static final String ANSWERED_LINES =
            "{\"inferenceId\":\"01936d3c-1111-7abc-8def-0123456789ab\",\"version\":\"1.0.0\",\"variant\":\"main\",\"label\":\"no\",\"score\":0.83,\"scores\":{\"no\":0.83,\"yes\":0.17}}\n";
    private static final String ANSWERED_TABLE =
            "inferenceId,version,variant,label,score,error\r\n01936d3c-1111-7abc-8def-0123456789ab,1.0.0,main,no,0.83,\r\n";

    @Inject
    private Predictor predictor;

    @Inject
    private PredictionGate gate;

    @Inject
    private ExplainedAnswers explained;

    @Inject
    private RefusedRequests refusals;

    @Inject
    private ServingSettings settings;

    /** One row of JSON that does not fit is a 422; among several rows, each has its own fate. */
    @POST
    @OwnBodyLimit
    @Consumes({MediaType.APPLICATION_JSON, JSON_LINES, CSV})
    @Operation(
            summary = "Predict",
            description = "Answers one row or many. 'inputs' is an object, or an array of objects; 'rows' carries unit,"
                    + " dimensions and attributes per row. The answer of each row has the inferenceId that feedback names;"
                    + " it is in the journal before it leaves. A single row that does not fit is a 422; among several"
                    + " rows, those that do not fit carry an error and the others are answered. 'operation' is kept among"
                    + " the dimensions. A version with further outputs answers them in 'outputs', by name."
                    + " 'topK' leaves the scores of so many classes, the highest first; 'explain' takes each answer apart by"
                    + " inputs (100 rows at most; its time does not count for the deadline); rows without an answer by the"
                    + " 'deadline' (30 s unless it is said) carry an error. JSON lines (an object of 'rows' each) and CSV (the header names inputs, and"
                    + " unit) are answered in the same form, row by row; what is said of all their rows stands in the query."
                    + " When too many ask, some get 503 with Retry-After."
                    + " GET /inferences/{id} gives 'attributes' and 'occurredAt' back.")
    @RequestBody(
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, examples = @ExampleObject(name = "one", value = ONE)),
                @Content(mediaType = JSON_LINES, examples = @ExampleObject(name = "two lines", value = LINES)),
                @Content(mediaType = CSV, examples = @ExampleObject(name = "two rows", value = TABLE))
            })
    @APIResponse(
            responseCode = "200",
            description = "One answer a row, in order",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        examples = @ExampleObject(name = "answer", value = ANSWER)),
                @Content(mediaType = JSON_LINES, examples = @ExampleObject(name = "one", value = ANSWERED_LINES)),
                @Content(mediaType = CSV, examples = @ExampleObject(name = "one", value = ANSWERED_TABLE))
            })
    public Response predict(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @Parameter(
                            description =
                                    "Time for the whole request, e.g. PT0.2S; the shorter of this and the field counts")
                    @HeaderParam(AnswerWish.DEADLINE)
                    @Nullable
                    String header,
            @Parameter(description = "Where it is deployed; production unless it is said")
                    @QueryParam("environment")
                    @Nullable
                    String environment,
            @Parameter(description = "A version, a range such as ^1.2, or an alias such as champion")
                    @QueryParam("version")
                    @Nullable
                    String version,
            @Parameter(description = "Of rows that name none") @QueryParam("unit") @Nullable String unit,
            @Parameter(description = "Kept among the dimensions") @QueryParam("operation") @Nullable String operation,
            @Parameter(
                            description = "Classes whose scores are told, the highest first",
                            schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("topK")
                    @Nullable
                    String topK,
            @Parameter(description = "Whether each answer is taken apart", schema = @Schema(type = SchemaType.BOOLEAN))
                    @QueryParam("explain")
                    @Nullable
                    String explain,
            @Parameter(description = "Time for the whole request, e.g. PT0.2S") @QueryParam("deadline") @Nullable
                    String deadline,
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
            Integer most = Parameters.integer("topK", topK);
            CommonFields common = CommonFields.ofQuery(environment, version, unit, operation, most, deadline)
                    .traced(trace)
                    .explained(Parameters.flag("explain", explain));
            Deadline until = new AnswerWish(0, false, FieldReader.time(header, AnswerWish.DEADLINE)).deadline(start);
            byte[] bytes = SentBody.whole(body, settings.maxBody()); // before the gate
            PredictionRequest read;
            List<PredictionOutcome> outcomes;
            gate.enter(until);
            try {
                PredictionReader.Routes routes = (place, wish) -> predictor.route(caller, model, place, wish);
                boolean csv = is(request, CSV);
                if (csv || is(request, JSON_LINES)) {
                    return streamed(caller, model, routes, common, bytes, csv, start, until);
                }
                read = new PredictionReader(routes, settings.maxRows(), common).read(bytes);
                rowsLogged = true;
                Deadline last = AnswerWish.orUsual(until.or(read.wish().deadline(start)), start);
                outcomes = predictor.predict(caller, read.route(), read.rows(), start, last);
            } finally {
                gate.leave();
            }
            return answered(caller, model, read, outcomes); // explaining has a gate of its own
        } catch (JsonProcessingException | ClientErrorException | Refusal refused) {
            if (!rowsLogged) {
                refusals.log(caller, model, refused, trace, start);
            }
            throw refused;
        }
    }

    private Response streamed(
            Caller caller,
            String model,
            PredictionReader.Routes routes,
            CommonFields common,
            byte[] bytes,
            boolean csv,
            long start,
            Deadline until)
            throws IOException {
        Route route = routes.of(common.environment(), common.version());
        AnswerWish wish = common.wish();
        Iterator<PredictionRow> rows = csv ? table(bytes, route, common) : lines(bytes, route, common);
        AnswerForm form =
                csv ? new CsvAnswers(route.signature(), wish.topK(), wish.explain()) : new LineAnswers(wish.topK());
        AnsweredRows.Reasons why = wish.explain()
                ? (some, outcomes) -> explained.json(caller, model, some, outcomes)
                : (some, outcomes) -> List.of();
        Deadline last = AnswerWish.orUsual(until.or(wish.deadline(start)), start);
        return Response.ok(new AnsweredRows(predictor, gate, caller, route, rows, form, why, last))
                .type(csv ? CSV + ";charset=utf-8" : JSON_LINES)
                .build();
    }

    private Response answered(Caller caller, String model, PredictionRequest read, List<PredictionOutcome> outcomes)
            throws IOException {
        AnswerWish wish = read.wish();
        if (outcomes.size() == 1 && outcomes.get(0) instanceof PredictionOutcome.Refused refused) {
            throw new Refusal.Invalid("The inputs do not fit the model.", refused.errors());
        }
        List<@Nullable String> reasons =
                wish.explain() ? explained.json(caller, model, read.rows(), outcomes) : List.of();
        return Response.ok(PredictionWriter.write(model, outcomes, wish.topK(), reasons))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    private Iterator<PredictionRow> table(byte[] bytes, Route route, CommonFields common) throws IOException {
        CsvTexts texts = CsvTexts.read(new ByteArrayInputStream(bytes), settings.maxRows());
        if (texts.lines().isEmpty()) {
            throw new Refusal.Invalid("rows", "There is no row beneath the header; send at least one.");
        }
        requireExplainable(common, texts.lines().size());
        CsvInputs inputs = new CsvInputs(route.signature(), texts.header());
        return texts.lines().stream().map(inputs::row).map(common::with).iterator();
    }

    private Iterator<PredictionRow> lines(byte[] bytes, Route route, CommonFields common) {
        JsonLines lines = new JsonLines(bytes, route.signature(), common, settings.maxRows());
        requireExplainable(common, lines.rows());
        return lines;
    }

    /** While there is a status to say so. */
    private static void requireExplainable(CommonFields common, int rows) {
        if (common.wish().explain()) {
            ExplainedAnswers.require(rows);
        }
    }

    private static boolean is(HttpServletRequest request, String type) {
        return String.valueOf(request.getContentType()).regionMatches(true, 0, type, 0, type.length());
    }
}
