package org.modelyard.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.modelyard.stats.Interval;
import org.modelyard.testdata.SharedData;

/** The numbers of GrowthBook's own tests, which they round to five places. */
class GrowthBookVectorsTest {

    private static final double TOLERANCE = 1e-5;

    @Test
    void every_vector_agrees() {
        JsonNode vectors =
                SharedData.json("growthbook_vectors", "reference.json").required("vectors");
        for (JsonNode vector : vectors) {
            String test = vector.required("test").asText();
            Effect effect = Effect.of(
                            sample(vector.required("a")),
                            sample(vector.required("b")),
                            vector.required("difference").asText().equals("relative") ? Scale.RELATIVE : Scale.ABSOLUTE)
                    .orElseThrow();
            switch (test) {
                case "two_sided_t" -> agrees(vector, effect, FixedHorizon.test(effect, Side.BOTH, 0.05));
                case "one_sided_greater_t" -> agrees(vector, effect, FixedHorizon.test(effect, Side.GREATER, 0.05));
                case "one_sided_lesser_t" -> agrees(vector, effect, FixedHorizon.test(effect, Side.LESSER, 0.05));
                case "sequential_two_sided" ->
                    agrees(
                            vector,
                            effect,
                            new ConfidenceSequence(
                                            0.05, vector.required("tuning").asDouble())
                                    .at(effect));
                case "bayesian_gaussian_effect" -> bayes(vector, effect);
                default -> throw new AssertionError("no counterpart of " + test);
            }
        }
        assertThat(vectors).hasSizeGreaterThanOrEqualTo(12);
    }

    private static void agrees(JsonNode vector, Effect effect, Finding finding) {
        JsonNode expected = vector.required("expected");
        is(vector, "estimate", finding.estimate(), expected.required("estimate"));
        is(vector, "se", effect.standardError(), expected.required("se"));
        is(vector, "p", finding.p(), expected.required("p"));
        interval(vector, finding.interval());
    }

    private static void bayes(JsonNode vector, Effect effect) {
        JsonNode prior = vector.required("prior");
        Posterior posterior = Posterior.of(
                effect,
                prior.isObject()
                        ? new Posterior.Prior(
                                prior.required("mean").asDouble(),
                                prior.required("variance").asDouble())
                        : null);
        JsonNode expected = vector.required("expected");
        is(vector, "estimate", posterior.mean(), expected.required("estimate"));
        is(vector, "se", posterior.deviation(), expected.required("se"));
        is(vector, "chance to win", posterior.chanceToWin(), expected.required("chance_to_win"));
        is(
                vector,
                "loss of keeping a",
                posterior.lossOfKeeping(),
                expected.required("risk").get(0));
        is(
                vector,
                "loss of choosing b",
                posterior.lossOfChoosing(),
                expected.required("risk").get(1));
        interval(vector, posterior.interval(0.95));
    }

    private static void interval(JsonNode vector, Interval interval) {
        JsonNode ends = vector.required("expected").required("ci95");
        is(vector, "low", interval.low(), ends.get(0));
        is(vector, "high", interval.high(), ends.get(1));
    }

    private static void is(JsonNode vector, String what, double actual, JsonNode expected) {
        String name = vector.required("id").asText() + "." + what;
        if (expected.isTextual()) {
            assertThat(actual).as(name).isEqualTo(Double.parseDouble(expected.asText()));
        } else {
            assertThat(actual).as(name).isCloseTo(expected.asDouble(), within(TOLERANCE));
        }
    }

    private static Sample sample(JsonNode side) {
        long n = side.required("n").asLong();
        return side.required("kind").asText().equals("proportion")
                ? Sample.proportion(side.required("sum").asLong(), n)
                : Sample.mean(
                        n,
                        side.required("sum").asDouble(),
                        side.required("sum_squares").asDouble());
    }
}
