package org.modelyard.serving.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.advice.CandidateRanking;
import org.modelyard.ml.explain.Contribution;
import org.modelyard.ml.explain.Explanation;
import org.modelyard.ml.score.Scores;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.serving.service.PredictionOutcome;
import org.modelyard.serving.service.Recommendations;

/** Candidates that are pasted, and the table of the best. */
class SentCandidateTest {

    private static final SignatureDocument SIGNATURE = new SignatureDocument(
            Task.CLASSIFICATION,
            List.of(
                    new SignatureDocument.Input("price", FeatureType.NUMERIC, true, false),
                    new SignatureDocument.Input("fresh", FeatureType.BOOLEAN, false, false)),
            List.of("no", "yes"),
            List.of());

    @Test
    void objects_are_the_inputs_themselves_or_hold_them_beside_a_name() {
        List<SentCandidate> read =
                read("{\"item\":\"sku-1\",\"inputs\":{\"price\":9.5}}\n\n{\"price\":12,\"fresh\":true}\n");
        assertThat(read).extracting(SentCandidate::item).containsExactly("sku-1", null);
        assertThat(read.get(0).inputs()).isEqualTo(Map.of("price", 9.5));
        assertThat(read.get(1).inputs()).isEqualTo(Map.of("price", 12, "fresh", true));
        assertThat(read.get(0).dimensions()).isEqualTo("{\"item\":\"sku-1\"}");
        assertThat(read.get(1).dimensions()).isNull();
        assertThat(read.get(1).name(1)).startsWith("candidate 2: ");
    }

    @Test
    void numbers_are_those_that_a_request_may_have() {
        assertThat(read("price\n12f\n0x10p0\nNaN\n1e999\n"))
                .extracting(one -> one.inputs().get("price"))
                .containsExactly("12f", "0x10p0", "NaN", "1e999");
        assertThat(read("price\n+1.5e2\n-.5\n 7. \n"))
                .extracting(one -> one.inputs().get("price"))
                .containsExactly(150.0, -0.5, 7.0);
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_line() {
        assertThat(read("\uFEFF{\"price\":12}\n{\"price\":13}"))
                .extracting(SentCandidate::inputs)
                .containsExactly(Map.of("price", 12), Map.of("price", 13));
        assertThat(read("\uFEFFitem,price\nsku-1,9.5\n"))
                .extracting(SentCandidate::item)
                .containsExactly("sku-1");
    }

    @Test
    void a_table_names_inputs_and_items() {
        List<SentCandidate> read = read("item,price,fresh\nsku-1,9.5,true\n,12,\n");
        assertThat(read).extracting(SentCandidate::item).containsExactly("sku-1", null);
        assertThat(read.get(0).inputs()).isEqualTo(Map.of("price", 9.5, "fresh", true));
        assertThat(read.get(1).inputs()).isEqualTo(Map.of("price", 12.0));
    }

    @Test
    void lines_that_cannot_be_read_are_named() {
        assertThat(wrong("{\"price\":1}\n{\"price\":\n[1]\nnull\n{\"price\":1,\"price\":2}"))
                .extracting(FieldError::field)
                .containsExactly("line 2", "line 3", "line 4", "line 5");
        assertThat(wrong("price,wage\n1,2\n"))
                .extracting(FieldError::message)
                .containsExactly("The model has no input 'wage'.");
        assertThat(wrong("{\"item\":\"" + "x".repeat(101) + "\",\"inputs\":{}}"))
                .extracting(FieldError::field)
                .containsExactly("line 1.item");
        assertThat(wrong("{}\n{}\n{}\n{}\n{}\n{}"))
                .extracting(FieldError::message)
                .containsExactly("Give 1 to 5 candidates.");
    }

    @Test
    void the_best_are_told_with_their_reasons_and_where_they_are_logged() {
        UUID id = UUID.fromString("01936d3c-1111-7abc-8def-0123456789ab");
        List<SentCandidate> sent = read("item,price\na,1\nb,2\n");
        List<RecommendPage.Ranked.Line> lines = RecommendPage.lines(
                new Recommendations.Recommended(
                        new CandidateRanking(
                                "yes",
                                2,
                                Explanation.Scale.LOG_ODDS,
                                List.of(
                                        new CandidateRanking.Candidate(
                                                1, 0.75, List.of(new Contribution("price", "2", -1, 0))),
                                        new CandidateRanking.Candidate(0, 0.5, List.of()))),
                        List.of(
                                new PredictionOutcome.Answered(
                                        id,
                                        "1.0.0",
                                        "main",
                                        new Scores.Labelled(SIGNATURE.labels(), new double[] {0.25, 0.75}, 1)),
                                new PredictionOutcome.Failed(id))),
                sent);
        assertThat(lines).extracting(RecommendPage.Ranked.Line::name).containsExactly("b", "a");
        assertThat(lines).extracting(RecommendPage.Ranked.Line::width).containsExactly(75.0, 50.0);
        assertThat(lines).extracting(RecommendPage.Ranked.Line::inference).containsExactly(id.toString(), null);
        assertThat(lines.get(0).reasons().get(0).speaksFor()).isFalse();
    }

    @Test
    void of_numbers_the_largest_fills_its_bar() {
        List<SentCandidate> sent = read("price\n1\n2\n");
        List<RecommendPage.Ranked.Line> lines = RecommendPage.lines(
                new Recommendations.Recommended(
                        new CandidateRanking(
                                null,
                                2,
                                null,
                                List.of(
                                        new CandidateRanking.Candidate(0, 40, List.of()),
                                        new CandidateRanking.Candidate(1, -10, List.of()))),
                        List.of(
                                new PredictionOutcome.Failed(UUID.randomUUID()),
                                new PredictionOutcome.Failed(UUID.randomUUID()))),
                sent);
        assertThat(lines).extracting(RecommendPage.Ranked.Line::width).containsExactly(100.0, 0.0);
    }

    private static List<FieldError> wrong(String text) {
        Refusal.Invalid[] found = new Refusal.Invalid[1];
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> found[0] = refused);
        return found[0].errors();
    }

    private static List<SentCandidate> read(String text) {
        return SentCandidate.read(text.getBytes(StandardCharsets.UTF_8), SIGNATURE, 5);
    }
}
