package org.modelyard.serving.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.advice.CandidateRanking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Json;
import org.modelyard.platform.api.OwnBodyLimit;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.ServingSettings;
import org.modelyard.serving.model.AnswerWish;
import org.modelyard.serving.model.DimensionReader;
import org.modelyard.serving.model.FieldReader;
import org.modelyard.serving.model.TraceParent;
import org.modelyard.serving.service.PredictionGate;
import org.modelyard.serving.service.PredictionOutcome;
import org.modelyard.serving.service.Predictor;
import org.modelyard.serving.service.Recommendations;
import org.modelyard.serving.service.Route;

/** Candidates in the order of what serves says of them. */
@ApplicationScoped
@Path("/models/{model}/recommend")
@RolesAllowed("REVIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "predictions")
public class RecommendationsResource {

    private static final int TOP = 10;
    private static final int MOST_TOP = 100;
    private static final int LONGEST_ITEM = 100;
    private static final Duration USUAL = Duration.ofSeconds(3);
    private static final String WISH =
            "{\"unit\":\"customer-1\",\"inputs\":{\"age\":41},\"candidates\":[{\"item\":\"sku-1\",\"inputs\":{\"price\":9.5}},"
                    + "{\"item\":\"sku-2\",\"inputs\":{\"price\":12}}],\"top\":1}";
    private static final String ANSWER =
            "{\"model\":\"offers\",\"label\":\"yes\",\"asked\":2,\"scale\":\"LOG_ODDS\",\"recommendations\":[{\"position\":1,\"item\":\"sku-2\",\"score\":0.83,"
                    + "\"inferenceId\":\"01936d3c-1111-7abc-8def-0123456789ab\",\"version\":\"1.0.0\",\"variant\":\"main\","
                    + "\"reasons\":[{\"feature\":\"price\",\"value\":\"12\",\"contribution\":0.4}]}]}";

    @Inject
    private Recommendations recommendations;

    @Inject
    private Predictor predictor;

    @Inject
    private PredictionGate gate;

    @Inject
    private RefusedRequests refusals;

    @Inject
    private ServingSettings settings;

    /**
     * What to rank.
     *
     * @param unit for whom; decides the variant
     * @param inputs that all candidates share; null: none
     * @param label whose probability is ranked by; null for a number and for the second of two
     * @param top how many are wanted; null: 10
     * @param environment null: production
     * @param version a version, a range or an alias; null: what is deployed
     * @param deadline for the whole request; null: PT3S
     */
    public record Body(
            @Nullable String unit,
            @Nullable Map<String, Object> inputs,
            @Nullable List<@Nullable Item> candidates,
            @Nullable String label,
            @Nullable Integer top,
            @Nullable Map<String, Object> attributes,
            @Nullable String environment,
            @Nullable String version,
            @Nullable String deadline) {}

    /**
     * One of those to choose from.
     *
     * @param item its name, kept among the dimensions of its prediction
     */
    public record Item(@Nullable String item, @Nullable Map<String, Object> inputs) {}

    @POST
    @OwnBodyLimit
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Recommend candidates to a unit",
            description =
                    "Each candidate's inputs are joined with the shared ones and asked about; the best first, of equal ones the first given,"
                            + " with what speaks for and against them where the model can be taken apart exactly. At most 10000 candidates and 100"
                            + " of them answered. Those are predictions: each has an inferenceId for feedback, and is logged with 'item' among its"
                            + " dimensions; the others are not logged. 503 when the deadline (3 s unless it is said) is over before all were asked about, or the model has"
                            + " no answer for one of them.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Body.class),
                            examples = @ExampleObject(name = "offers", value = WISH)))
    @APIResponse(
            responseCode = "200",
            description = "The best, by their position among those given.",
            content = @Content(examples = @ExampleObject(name = "offers", value = ANSWER)))
    public Response recommend(
            @Context HttpServletRequest request,
            @PathParam("model") String model,
            @Parameter(description = "W3C Trace Context; its trace id is kept in the log")
                    @HeaderParam(TraceParent.HEADER)
                    @Nullable
                    String trace,
            InputStream sent)
            throws IOException {
        long start = System.nanoTime();
        Caller caller = Callers.of(request);
        AtomicBoolean told = new AtomicBoolean();
        try {
            byte[] bytes = SentBody.whole(sent, settings.maxBody());
            return ranked(caller, model, bytes, TraceParent.traceId(trace), start, () -> told.set(true));
        } catch (JsonProcessingException | ClientErrorException | Refusal refused) {
            if (!told.get()) { // else it is in the log as a failed row
                refusals.log(caller, model, refused, trace, start);
            }
            throw refused;
        }
    }

    private Response ranked(
            Caller caller, String model, byte[] sent, @Nullable String traceId, long start, Runnable told)
            throws IOException {
        Body body = Parameters.body(Json.MAPPER.readValue(sent, Body.class));
        Duration time = FieldReader.time(body.deadline(), "deadline");
        Deadline deadline = new AnswerWish(0, false, time == null ? USUAL : time).deadline(start);
        List<@Nullable Item> items = Parameters.given(
                "candidates", body.candidates(), "Give 1 to " + CandidateRanking.MOST_CANDIDATES + " candidates.");
        Recommendations.Wish wish = wish(body, items, traceId);
        gate.enter(deadline);
        try {
            Route route = predictor.route(
                    caller,
                    model,
                    FieldReader.text(body.environment(), "environment"),
                    FieldReader.text(body.version(), "version"));
            Recommendations.Recommended best = recommendations.rank(caller, route, wish, start, deadline, told);
            return Response.ok(answer(model, items, best).toString(), MediaType.APPLICATION_JSON)
                    .build();
        } finally {
            gate.leave();
        }
    }

    private static Recommendations.Wish wish(Body body, List<@Nullable Item> items, @Nullable String traceId)
            throws IOException {
        String unit = FieldReader.text(body.unit(), "unit");
        if (unit == null) {
            throw new Refusal.Invalid("unit", "Say for whom: the same unit gets the same variant.");
        }
        Integer top = body.top();
        if (top != null && (top < 1 || top > MOST_TOP)) {
            throw new Refusal.Invalid("top", "Ask for 1 to " + MOST_TOP + ".");
        }
        List<Recommendations.Candidate> candidates = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (item == null || item.inputs() == null) {
                throw new Refusal.Invalid("candidates[" + i + "].inputs", "Each candidate has inputs, if only {}.");
            }
            candidates.add(new Recommendations.Candidate(item.inputs(), dimensions(item.item(), i)));
        }
        return new Recommendations.Wish(
                unit,
                body.inputs() == null ? Map.of() : body.inputs(),
                candidates,
                attributes(body.attributes()),
                body.label(),
                top == null ? TOP : top,
                traceId);
    }

    private static @Nullable String dimensions(@Nullable String item, int place) {
        if (item != null && (item.isEmpty() || item.length() > LONGEST_ITEM)) {
            throw new Refusal.Invalid(
                    "candidates[" + place + "].item", "This has 1 to " + LONGEST_ITEM + " characters.");
        }
        return item == null
                ? null
                : Json.MAPPER.createObjectNode().put("item", item).toString();
    }

    private static @Nullable String attributes(@Nullable Map<String, Object> said) throws IOException {
        if (said == null) {
            return null;
        }
        try (JsonParser json = Json.MAPPER.valueToTree(said).traverse(Json.MAPPER)) {
            json.nextToken();
            return new DimensionReader().read(json, "attributes");
        }
    }

    private static ObjectNode answer(String model, List<@Nullable Item> items, Recommendations.Recommended best) {
        ObjectNode answer = Json.MAPPER.createObjectNode().put("model", model);
        answer.put("label", best.ranking().label());
        answer.put("asked", best.ranking().asked());
        answer.put(
                "scale",
                best.ranking().scale() == null ? null : best.ranking().scale().name());
        ArrayNode list = answer.putArray("recommendations");
        for (int i = 0; i < best.outcomes().size(); i++) {
            CandidateRanking.Candidate candidate = best.ranking().candidates().get(i);
            Item item = items.get(candidate.position());
            ObjectNode one = list.addObject().put("position", candidate.position());
            one.put("item", item == null ? null : item.item());
            one.put("score", candidate.score());
            if (best.outcomes().get(i) instanceof PredictionOutcome.Answered answered) {
                one.put("inferenceId", answered.inferenceId().toString());
                one.put("version", answered.version());
                one.put("variant", answered.variant());
            }
            ArrayNode reasons = one.putArray("reasons");
            candidate.reasons().forEach(reason -> reasons.addObject()
                    .put("feature", reason.feature())
                    .put("value", reason.value())
                    .put("contribution", reason.contribution()));
        }
        return answer;
    }
}
