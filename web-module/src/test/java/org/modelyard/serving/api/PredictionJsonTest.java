package org.modelyard.serving.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.AnswerWish;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.RoutingReason;
import org.modelyard.serving.model.TrafficSplit;
import org.modelyard.serving.service.PredictionOutcome;
import org.modelyard.serving.service.Route;

class PredictionJsonTest {

    private static final String ODD = "a\"b\\c\n\u0001\u00e9\ud83d\ude00</script>";
    private static final Route PRODUCTION = route(1, "age");
    private static final Route STAGING = route(2, "size");

    @Test
    void one_object_of_inputs_is_one_row() throws IOException {
        PredictionRequest request = read("{\"unit\":\"user-1\",\"inputs\":{\"age\":4.5}}");
        assertThat(request.route()).isSameAs(PRODUCTION);
        PredictionRow row = request.rows().get(0);
        assertThat(request.rows()).hasSize(1);
        assertThat(row.inputs().numbers()).containsExactly(4.5);
        assertThat(row.unit()).isEqualTo("user-1");
        assertThat(row.fits()).isTrue();
    }

    @Test
    void an_array_of_inputs_is_as_many_rows_and_errors_say_which() throws IOException {
        PredictionRequest request = read("{\"inputs\":[{\"age\":1},{\"age\":\"x\"},{\"age\":3,\"b\":1},{}]}");
        assertThat(request.rows()).extracting(PredictionRow::fits).containsExactly(true, false, false, false);
        assertThat(request.rows().get(1).errors()).extracting(FieldError::field).containsExactly("inputs[1].age");
        assertThat(request.rows().get(2).errors()).extracting(FieldError::field).containsExactly("inputs[2].b");
        assertThat(request.rows().get(3).errors()).extracting(FieldError::field).containsExactly("inputs[3].age");
    }

    @Test
    void rows_bring_their_own_unit_and_dimensions_and_inherit_the_rest() throws IOException {
        PredictionRequest request = read(
                "{\"rows\":[{\"inputs\":{\"age\":1},\"unit\":\"a\",\"dimensions\":{\"shop\":7}},"
                        + "{\"inputs\":{\"age\":2},\"occurredAt\":\"2026-01-31T12:00:00Z\",\"attributes\":{\"vip\":true}}],"
                        + "\"unit\":\"b\",\"attributes\":{\"vip\":false},\"operation\":\"say \\\"hi\\\"\",\"dimensions\":{\"shop\":1.5}}");
        assertThat(request.rows()).extracting(PredictionRow::unit).containsExactly("a", "b");
        assertThat(request.rows())
                .extracting(PredictionRow::attributes)
                .containsExactly("{\"vip\":false}", "{\"vip\":true}");
        assertThat(request.rows())
                .extracting(PredictionRow::occurredAt)
                .containsExactly(null, Instant.parse("2026-01-31T12:00:00Z"));
        JsonNode own = new ObjectMapper().readTree(request.rows().get(0).dimensions());
        JsonNode common = new ObjectMapper().readTree(request.rows().get(1).dimensions());
        assertThat(own.get("shop").intValue()).isEqualTo(7);
        assertThat(common.get("shop").doubleValue()).isEqualTo(1.5);
        assertThat(own.get("operation").textValue()).isEqualTo("say \"hi\"");
    }

    @Test
    void the_environment_counts_wherever_it_stands() throws IOException {
        assertThat(read("{\"environment\":\"staging\",\"inputs\":{\"size\":1}}").route())
                .isSameAs(STAGING);
        PredictionRequest behind = read("{\"inputs\":[{\"size\":1},{\"size\":2}],\"environment\":\"staging\"}");
        assertThat(behind.route()).isSameAs(STAGING);
        assertThat(behind.rows()).hasSize(2).allMatch(PredictionRow::fits);
    }

    @Test
    void how_the_answers_are_wanted_is_said_beside_the_rows() throws IOException {
        assertThat(read("{\"inputs\":{\"age\":1}}").wish()).isEqualTo(AnswerWish.PLAIN);
        AnswerWish wish = read("{\"topK\":3,\"inputs\":{\"age\":1},\"explain\":true,\"deadline\":\"PT0.2S\"}")
                .wish();
        assertThat(wish).isEqualTo(new AnswerWish(3, true, Duration.ofMillis(200)));
        for (String wrong : List.of(
                "\"topK\":0",
                "\"topK\":1.5",
                "\"topK\":\"3\"",
                "\"explain\":1",
                "\"deadline\":\"soon\"",
                "\"deadline\":5")) {
            assertThatThrownBy(() -> read("{\"inputs\":{\"age\":1}," + wrong + "}"))
                    .as(wrong)
                    .isInstanceOf(Refusal.Invalid.class);
        }
    }

    @Test
    void nothing_by_default_does_not_hide_the_environment_behind_the_inputs() throws IOException {
        PredictionReader reader = new PredictionReader(
                (environment, version) -> {
                    if (environment == null) {
                        throw new Refusal.NotFound("deployment", "production");
                    }
                    return STAGING;
                },
                10);
        PredictionRequest request = reader.read(bytes("{\"inputs\":{\"size\":1},\"environment\":\"staging\"}"));
        assertThat(request.rows()).hasSize(1).allMatch(PredictionRow::fits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"inputs\":{\"age\":1}",
                "{\"inputs\":{\"age\":1},\"colour\":1}",
                "{\"inputs\":{\"age\":1},\"inputs\":{\"age\":1}}",
                "{\"inputs\":{\"age\":NaN}}",
                "{\"inputs\":{\"age\":1}} {}",
                "{\"rows\":[{\"inputs\":{\"age\":1},\"colour\":1}]}"
            })
    void malformed_json_says_where(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void an_unknown_field_is_named_by_its_path() {
        assertThatThrownBy(() -> read("{\"rows\":[{\"inputs\":{\"age\":1},\"colour\":1}]}"))
                .isInstanceOfSatisfying(JsonMappingException.class, fault -> assertThat(fault.getPath())
                        .extracting(JsonMappingException.Reference::getFieldName)
                        .containsExactly("rows[0].colour"));
    }

    @Test
    void json_that_is_nested_without_end_is_malformed() {
        assertThatThrownBy(() -> read("{\"inputs\":{\"age\":" + "[".repeat(10_000)))
                .isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"inputs\":[]}",
                "{\"rows\":{}}",
                "{\"rows\":[1]}",
                "{\"inputs\":{\"age\":1},\"rows\":[]}",
                "{\"inputs\":{\"age\":1},\"unit\":7}",
                "{\"inputs\":{\"age\":1},\"unit\":\"\"}",
                "{\"inputs\":{\"age\":1},\"dimensions\":{\"a\":{}}}",
                "{\"inputs\":{\"age\":1},\"dimensions\":{\"operation\":1}}",
                "{\"rows\":[{\"inputs\":{\"age\":1},\"occurredAt\":\"yesterday\"}]}",
                "{\"rows\":[{\"inputs\":{\"age\":1},\"occurredAt\":\"+12026-01-31T12:00:00Z\"}]}",
                "{\"inputs\":[{\"age\":1},{\"age\":1},{\"age\":1},{\"age\":1},{\"age\":1},{\"age\":1}]}"
            })
    void what_cannot_be_accepted_as_a_whole_is_refused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void the_answer_is_json_whatever_the_labels_are() throws IOException {
        byte[] bytes = PredictionWriter.write(
                ODD,
                List.of(
                        new PredictionOutcome.Answered(
                                Ids.next(),
                                "1.0.0",
                                "main",
                                new Scores.Labelled(List.of(ODD, "no"), new double[] {0.75, 0.25}, 0)),
                        new PredictionOutcome.Answered(Ids.next(), "1.0.0", "main", new Scores.Valued(-1.5e-7)),
                        new PredictionOutcome.Refused(List.of(new FieldError("inputs[2]." + ODD, ODD))),
                        new PredictionOutcome.Failed(Ids.next())));
        JsonNode answer = new ObjectMapper().readTree(bytes);
        assertThat(answer.get("model").textValue()).isEqualTo(ODD);
        JsonNode predictions = answer.get("predictions");
        assertThat(predictions.get(0).get("label").textValue()).isEqualTo(ODD);
        assertThat(predictions.get(0).get("scores").get(ODD).doubleValue()).isEqualTo(0.75);
        assertThat(predictions.get(1).get("value").doubleValue()).isEqualTo(-1.5e-7);
        assertThat(predictions
                        .get(2)
                        .get("error")
                        .get("errors")
                        .get(0)
                        .get("message")
                        .textValue())
                .isEqualTo(ODD);
        assertThat(predictions.get(3).get("error").get("status").intValue()).isEqualTo(500);
    }

    @Test
    void what_is_answered_beside_the_target_stands_under_its_name() throws IOException {
        byte[] bytes = PredictionWriter.write(
                "tickets",
                List.of(
                        new PredictionOutcome.Answered(
                                Ids.next(),
                                "1.0.0",
                                "main",
                                RoutingReason.DEPLOYMENT,
                                new Scores.Valued(1),
                                List.of(
                                        new Signature.Output(ODD, List.of("low", "high")),
                                        new Signature.Output("hours", List.of())),
                                new Scores[] {
                                    new Scores.Labelled(List.of("low", "high"), new double[] {0.25, 0.75}, 1),
                                    new Scores.Valued(3.5)
                                },
                                null,
                                null),
                        new PredictionOutcome.Answered(Ids.next(), "1.0.0", "main", new Scores.Valued(1))));
        JsonNode predictions = new ObjectMapper().readTree(bytes).get("predictions");
        JsonNode outputs = predictions.get(0).get("outputs");
        assertThat(outputs.get(ODD))
                .hasToString("{\"label\":\"high\",\"score\":0.75,\"scores\":{\"low\":0.25,\"high\":0.75}}");
        assertThat(outputs.get("hours")).hasToString("{\"value\":3.5}");
        assertThat(predictions.get(1).has("outputs")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000\u0000\u0000{",
                "{\u0000\u0000\u0000\"\u0000\u0000",
                "\u0000\u0000{}\u0000\u0000",
                "\u0000\u0000\u0000\u0000"
            })
    void what_looks_like_another_encoding_is_malformed(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(JsonProcessingException.class);
    }

    private static PredictionRequest read(String json) throws IOException {
        return new PredictionReader((environment, version) -> environment == null ? PRODUCTION : STAGING, 5)
                .read(bytes(json));
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static Route route(long versionId, String feature) {
        Signature signature = new Signature(
                Task.REGRESSION,
                List.of(new Signature.Input(new FeatureSpec(feature, FeatureType.NUMERIC), true)),
                List.of());
        Servable servable = new Servable(versionId, 1, "m", "1.0.0", new Constant(signature), signature, null, null);
        return new Route(
                "m",
                RoutingReason.DEPLOYMENT,
                1,
                1,
                "salt",
                TrafficSplit.whole(Route.MAIN, versionId),
                Map.of(versionId, servable));
    }

    private record Constant(Signature signature) implements Scorer {
        @Override
        public Scores score(@Nullable InputRow row) {
            return new Scores.Valued(1);
        }
    }
}
