package org.modelyard.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.feature.Words;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Signature;

class SpendingTest {

    private static final Signature SIGNATURE = new Signature(
            Task.REGRESSION,
            List.of(
                    new Signature.Input(new FeatureSpec("text", FeatureType.TEXT), true),
                    new Signature.Input(new FeatureSpec("colour", FeatureType.CATEGORICAL), true)),
            List.of());
    private static final InputRow ROW =
            new InputRow(new double[] {Double.NaN, Double.NaN}, new String[] {"Three short words!", "dark red"});
    private static final Accounting CHEAP = priced("EUR", new Price(2, 30, 0));
    private static final Accounting DEAR = priced("EUR", new Price(0, 1_000, 5_000));

    private static Accounting priced(String currency, Price price) {
        return new Accounting(currency, price, Map.of("9.0.0", Price.NONE), Map.of());
    }

    private static Asking asking() {
        return new Asking(Deadline.NONE, null);
    }

    private static Asking told(long read, long written) {
        Asking asking = asking();
        asking.took(read, written);
        return asking;
    }

    private static @Nullable Spent spent(@Nullable Accounting own, Asking asking, boolean answered) {
        Map<String, Accounting> others =
                Map.of("cheap", CHEAP, "dear", DEAR, "dollars", priced("USD", new Price(1, 0, 0)));
        return Spending.of(own, "1.0.0", SIGNATURE, ROW, asking, answered, others::get);
    }

    @Test
    void without_a_price_and_without_a_word_of_tokens_there_is_nothing_to_tell() {
        assertThat(spent(null, asking(), true)).isNull();
        assertThat(spent(Accounting.NONE, asking(), true)).isNull();
    }

    @Test
    void a_model_of_ours_reads_the_words_of_its_texts_where_they_have_a_price() {
        assertThat(spent(CHEAP, asking(), true)).isEqualTo(new Spent(3, 0, 2_000 + 3 * 30, "EUR"));
        assertThat(spent(priced("EUR", new Price(2, 0, 0)), asking(), true))
                .isEqualTo(new Spent(Spent.UNKNOWN, Spent.UNKNOWN, 2_000, "EUR"));
    }

    @Test
    void words_are_counted_as_they_are_read() {
        for (String text : List.of("", "a", " Zwei  Wörter ", "漢字 and 😀", "it's")) {
            assertThat(Words.count(text)).as(text).isEqualTo(Words.of(text).size());
        }
    }

    @Test
    void no_answer_costs_no_more_than_the_tokens_that_were_told() {
        assertThat(spent(CHEAP, asking(), false)).isEqualTo(new Spent(Spent.UNKNOWN, Spent.UNKNOWN, 0, "EUR"));
        assertThat(spent(DEAR, told(10, 2), false)).isEqualTo(new Spent(10, 2, 20_000, "EUR"));
    }

    @Test
    void what_an_endpoint_tells_counts_and_its_cost_is_unknown_where_it_does_not() {
        assertThat(spent(DEAR, told(10, 2), true)).isEqualTo(new Spent(10, 2, 20_000, "EUR"));
        assertThat(spent(DEAR, told(10, Asking.UNTOLD), true))
                .isEqualTo(new Spent(10, Spent.UNKNOWN, Spent.UNKNOWN, null));
        assertThat(spent(null, told(10, 2), true)).isEqualTo(new Spent(10, 2, Spent.UNKNOWN, null));
        assertThat(spent(DEAR, told(-5, Asking.MOST_TOKENS + 1), true)).isNull();
    }

    @Test
    void a_chain_takes_what_all_that_it_has_tried_took() {
        Asking chain = asking();
        chain.tried(new Asking.Tried("cheap", "1.0.0", SIGNATURE, ROW, asking(), true));
        chain.tried(new Asking.Tried("dear", "1.0.0", SIGNATURE, ROW, told(100, 7), true));
        chain.tried(new Asking.Tried("cheap", "9.0.0", SIGNATURE, ROW, asking(), true)); // has a price of its own: none
        chain.tried(new Asking.Tried("unpriced", "1.0.0", SIGNATURE, ROW, asking(), true));
        assertThat(spent(null, chain, true)).isEqualTo(new Spent(103, 7, 2_090 + 100_000 + 35_000, "EUR"));
        assertThat(spent(DEAR, chain, true))
                .as("it reads nothing itself")
                .isEqualTo(new Spent(103, 7, 2_090 + 100_000 + 35_000, "EUR"));
        assertThat(spent(CHEAP, chain, true)).isEqualTo(new Spent(103, 7, 2_000 + 2_090 + 135_000, "EUR"));
    }

    @Test
    void costs_in_two_currencies_are_no_sum() {
        Asking chain = asking();
        chain.tried(new Asking.Tried("cheap", "1.0.0", SIGNATURE, ROW, asking(), true));
        chain.tried(new Asking.Tried("dollars", "1.0.0", SIGNATURE, ROW, asking(), true));
        assertThat(spent(null, chain, true)).isEqualTo(new Spent(3, 0, Spent.UNKNOWN, null));
    }
}
