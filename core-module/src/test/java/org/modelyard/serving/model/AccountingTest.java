package org.modelyard.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.RegistryJson;

class AccountingTest {

    private static Accounting read(String json) {
        return RegistryJson.read(json, Accounting.Said.class).checked();
    }

    @Test
    void amounts_are_exact_whether_they_are_numbers_or_texts() {
        Accounting said = read(
                "{\"currency\":\"EUR\",\"price\":{\"request\":\"0.000001\",\"inputTokens\":0.15,\"outputTokens\":1000},"
                        + "\"versions\":{\"1.2.0\":{\"request\":1e-3}}}");
        assertThat(said.price("1.0.0")).isEqualTo(new Price(1, 150_000, 1_000_000_000));
        assertThat(said.price("1.2.0")).isEqualTo(new Price(1_000, 0, 0));
        assertThat(said.price("1.0.0").nanos(true, 3, 2)).isEqualTo(1_000 + 3 * 150_000 + 2_000_000_000L);
        assertThat(said.priced()).isTrue();
    }

    @Test
    void what_is_said_comes_back_and_is_the_same_when_it_is_sent_again() {
        Accounting said = read("{\"currency\":\"EUR\",\"price\":{\"request\":1000.0,\"inputTokens\":0.150},"
                + "\"dimensions\":{\"platform\":[\"web\",\"ios\"]}}");
        String told = RegistryJson.write(said.said());
        assertThat(told)
                .isEqualTo("{\"currency\":\"EUR\",\"price\":{\"request\":1000,\"inputTokens\":0.15,\"outputTokens\":0},"
                        + "\"versions\":{},\"dimensions\":{\"platform\":[\"web\",\"ios\"]}}");
        assertThat(read(told)).isEqualTo(said);
    }

    @Test
    void nothing_costs_nothing_and_needs_no_currency() {
        assertThat(read("{}")).isEqualTo(Accounting.NONE);
        assertThat(read("{\"currency\":\"EUR\",\"price\":{\"request\":0}}").priced())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "0.0000001", "1000.000001", "1e999999999", "0e-99999", "1e-999999999"})
    void an_amount_that_is_negative_too_large_or_too_fine_is_refused(String amount) {
        assertThatThrownBy(
                        () -> new Accounting.Said("EUR", new Price.Said(null, new BigDecimal(amount), null), null, null)
                                .checked())
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refused -> assertThat(refused.errors().get(0).field()).isEqualTo("price.inputTokens"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eur", "EURO", "E1R"})
    void a_currency_has_three_letters(String currency) {
        assertField("currency", new Accounting.Said(currency, null, null, null));
    }

    @Test
    void a_price_needs_a_currency_and_a_version_a_price() {
        Price.Said price = new Price.Said(BigDecimal.ONE, null, null);
        assertField("currency", new Accounting.Said(null, price, null, null));
        Map<String, Price.@Nullable Said> none = new HashMap<>();
        none.put("1.0.0", null);
        assertField("versions.1.0.0", new Accounting.Said("EUR", price, none, null));
    }

    @Test
    void dimensions_are_few_and_their_values_told_once() {
        assertField("dimensions.a", dimension("a", Arrays.asList("x", "x")));
        assertField("dimensions.a", dimension("a", List.of()));
        assertField("dimensions.a", dimension("a", Collections.singletonList(null)));
        assertField("dimensions.a", dimension("a", null));
        assertField("dimensions.", dimension("", List.of("x")));
        assertField("dimensions.a", dimension("a", List.of("x".repeat(101))));
        List<@Nullable String> many = new ArrayList<>();
        Map<String, @Nullable List<@Nullable String>> wide = new HashMap<>();
        for (int i = 0; i < 51; i++) {
            many.add("v" + i);
            wide.put("d" + i, List.of("x"));
        }
        assertField("dimensions.a", dimension("a", many));
        assertField("dimensions", new Accounting.Said(null, null, null, wide));
    }

    @ParameterizedTest
    @ValueSource(strings = {Accounting.OTHER, Accounting.UNSAID})
    void a_value_is_no_word_that_stands_for_others(String reserved) {
        assertThatThrownBy(() -> dimension("a", List.of("x", reserved)).checked())
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining(reserved);
        assertThat(dimension("a", List.of("other", "none")).checked().dimensions())
                .containsEntry("a", List.of("other", "none"));
    }

    /** It would come back as '?', and two of them as one value told twice. */
    @Test
    void what_utf_8_cannot_hold_is_refused_wherever_it_is() {
        String half = "\ude00";
        assertThat(dimension("a", List.of("\ud83d" + half)).checked().dimensions())
                .hasSize(1);
        assertField("dimensions.a", dimension("a", List.of("x", half)));
        assertField("dimensions." + half, dimension(half, List.of("x")));
        Map<String, Price.@Nullable Said> versions = new HashMap<>();
        versions.put(half, new Price.Said(BigDecimal.ONE, null, null));
        assertField("versions." + half, new Accounting.Said("EUR", null, versions, null));
    }

    @Test
    void a_value_counts_as_itself_where_it_is_declared() {
        Accounting said = new Accounting(null, Price.NONE, Map.of(), Map.of("platform", List.of("web")));
        assertThat(said.part("platform", "web")).isEqualTo("web");
        assertThat(said.part("platform", "Web")).isEqualTo(Accounting.OTHER);
        assertThat(said.part("platform", null)).isEqualTo(Accounting.UNSAID);
    }

    @Test
    void callers_are_few_and_named_once_and_come_back() {
        Accounting said = read("{\"callers\":[\"anna\",\"shop/checkout\"]}");
        assertThat(said.callers()).containsExactly("anna", "shop/checkout");
        assertThat(read(RegistryJson.write(said.said()))).isEqualTo(said);
        assertThat(RegistryJson.write(read("{\"callers\":[]}").said())).doesNotContain("callers");
        List<@Nullable String> many = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            many.add("c" + i);
        }
        for (List<@Nullable String> odd : List.of(
                many,
                List.of("anna", "anna"),
                List.of(" "),
                List.of("x".repeat(101)),
                List.of(Accounting.OTHER),
                List.of(Accounting.UNSAID),
                List.of("\ude00"),
                Collections.<@Nullable String>singletonList(null))) {
            assertField("callers", new Accounting.Said(null, null, null, null, odd));
        }
        assertThat(new Accounting.Said(null, null, null, null, many.subList(0, 50))
                        .checked()
                        .callers())
                .hasSize(50);
    }

    private static Accounting.Said dimension(String name, @Nullable List<@Nullable String> values) {
        Map<String, @Nullable List<@Nullable String>> dimensions = new HashMap<>();
        dimensions.put(name, values);
        return new Accounting.Said(null, null, null, dimensions);
    }

    private static void assertField(String field, Accounting.Said said) {
        assertThatThrownBy(said::checked).isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(
                        refused.errors().get(0).field())
                .isEqualTo(field));
    }
}
