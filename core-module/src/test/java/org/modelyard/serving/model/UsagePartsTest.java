package org.modelyard.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.score.InputRow;

class UsagePartsTest {

    private static final Accounting DECLARED = new Accounting(
            "EUR",
            new Price(1, 0, 0),
            Map.of(),
            new TreeMap<>(Map.of("operation", List.of("classify"), "size", List.of("3", "true"))));

    private final UsageParts parts = new UsageParts();

    private static InferenceRecord record(
            @Nullable String dimensions, InferenceOutcome outcome, @Nullable Spent spent) {
        return new InferenceRecord(
                        new UUID(1, 2),
                        3_600_000_000L * 5 + 7,
                        1,
                        2,
                        3,
                        4,
                        "main",
                        RoutingReason.DEPLOYMENT,
                        null,
                        outcome,
                        InputRow.empty(1),
                        -1,
                        null,
                        1,
                        ClassScores.NONE,
                        250,
                        dimensions,
                        null,
                        null,
                        InferenceRecord.UNSAID)
                .taking(spent);
    }

    private long requests(String dimension, String value) {
        return parts.counts().entrySet().stream()
                .filter(one -> one.getKey().dimension().equals(dimension)
                        && one.getKey().value().equals(value))
                .mapToLong(one -> one.getValue().requests())
                .sum();
    }

    @Test
    void declared_values_are_told_apart_and_the_others_are_together() {
        parts.add(
                record("{\"operation\":\"classify\",\"size\":3,\"else\":1}", InferenceOutcome.ANSWERED, null),
                9,
                DECLARED);
        parts.add(record("{\"operation\":\"sing\",\"size\":true}", InferenceOutcome.ANSWERED, null), 9, DECLARED);
        parts.add(record("{\"operation\":\"dance\"}", InferenceOutcome.FAILED, null), 9, DECLARED);
        parts.add(record("no JSON", InferenceOutcome.ANSWERED, null), 9, DECLARED);
        parts.add(record(null, InferenceOutcome.ANSWERED, null), 9, DECLARED);
        assertThat(requests("", "")).isEqualTo(5);
        assertThat(requests("operation", "classify")).isEqualTo(1);
        assertThat(requests("operation", Accounting.OTHER)).isEqualTo(2);
        assertThat(requests("operation", Accounting.UNSAID)).isEqualTo(2);
        assertThat(requests("size", "3")).isEqualTo(1);
        assertThat(requests("size", "true")).isEqualTo(1);
        assertThat(requests("else", "1")).isZero();
        assertThat(parts.counts().keySet()).allSatisfy(key -> {
            assertThat(key.modelId()).isEqualTo(9);
            assertThat(key.environmentId()).isEqualTo(4);
            assertThat(key.hourStart()).hasToString("1970-01-01T05:00:00Z");
        });
    }

    @Test
    void tokens_and_cost_add_up_by_currency_and_stop_at_the_end_of_a_number() {
        parts.add(
                record(null, InferenceOutcome.ANSWERED, new Spent(3, Spent.UNKNOWN, Long.MAX_VALUE - 5, "EUR")),
                9,
                null);
        parts.add(record(null, InferenceOutcome.FAILED, new Spent(4, 1, 10, "EUR")), 9, null);
        parts.add(record(null, InferenceOutcome.ANSWERED, new Spent(5, 1, Spent.UNKNOWN, null)), 9, null);
        Map<String, UsageCounts> byCurrency = new TreeMap<>();
        parts.counts().forEach((key, counts) -> byCurrency.put(key.currency(), counts));
        UsageCounts euro = byCurrency.get("EUR");
        assertThat(euro).isNotNull();
        assertThat(euro.requests()).isEqualTo(2);
        assertThat(euro.errors()).isEqualTo(1);
        assertThat(euro.inputTokens()).isEqualTo(7);
        assertThat(euro.outputTokens()).isEqualTo(1);
        assertThat(euro.costNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(euro.latencySumMicros()).isEqualTo(500);
        assertThat(euro.plus(euro).requests()).isEqualTo(4);
        assertThat(byCurrency.get("")).isNotNull();
    }

    @Test
    void callers_that_are_named_are_told_apart_by_token_else_by_user() {
        Accounting named =
                new Accounting(null, Price.NONE, Map.of(), Map.of(), List.of("anna", "shop/checkout", "(odd)"));
        InferenceRecord plain = record("{\"operation\":\"classify\"}", InferenceOutcome.ANSWERED, null);
        for (String actor : List.of("anna", "anna/ci", "shop/checkout", "shop/search", "shop", "ann")) {
            parts.add(plain.askedBy(actor), 9, named);
        }
        parts.add(plain, 9, named);
        assertThat(requests("", "")).isEqualTo(7);
        assertThat(requests(UsageKey.CALLERS, "anna")).isEqualTo(2);
        assertThat(requests(UsageKey.CALLERS, "shop/checkout")).isEqualTo(1);
        assertThat(requests(UsageKey.CALLERS, Accounting.OTHER)).isEqualTo(3);
        assertThat(requests(UsageKey.CALLERS, Accounting.UNSAID)).isEqualTo(1);
        assertThat(parts.counts()).hasSize(5);
    }

    @Test
    void nobody_is_counted_by_who_asked_where_no_caller_is_named() {
        parts.add(record(null, InferenceOutcome.ANSWERED, null).askedBy("anna"), 9, DECLARED);
        assertThat(parts.counts().keySet()).extracting(UsageKey::dimension).doesNotContain(UsageKey.CALLERS);
    }

    @Test
    void where_nothing_is_said_nothing_is_counted() {
        parts.add(record("{\"operation\":\"classify\"}", InferenceOutcome.ANSWERED, null), 9, null);
        assertThat(parts.counts()).isEmpty();
    }
}
