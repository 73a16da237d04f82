package org.modelyard.serving.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.ml.feature.Words;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Signature;

/**
 * Adds up what one answer took: of the version that was asked, or of all that a chain has tried. A model of ours reads the words of its
 * texts and writes nothing; what is served elsewhere tells its tokens or does not.
 */
public final class Spending {

    private long input = Spent.UNKNOWN;
    private long output = Spent.UNKNOWN;
    private long cost;
    private boolean priced;
    private boolean unknown;
    private @Nullable String currency;

    /** Declared prices. */
    public interface Prices {
        /** Of a model; null where nobody has said anything. */
        @Nullable
        Accounting of(String model);
    }

    /**
     * @param own what is said of the model that was asked; null for nothing
     * @param version of it
     * @param answered whether it gave an answer
     * @param others of the models that a chain asks
     * @return null where there is nothing to tell
     */
    public static @Nullable Spent of(
            @Nullable Accounting own,
            String version,
            Signature signature,
            InputRow row,
            Asking asking,
            boolean answered,
            Prices others) {
        Spending spending = new Spending();
        List<Asking.Tried> tried = asking.tried();
        if (tried.isEmpty()) {
            spending.add(own, version, signature, row, asking, answered);
        } else {
            spending.addAnswer(own, version, answered);
            for (Asking.Tried one : tried) {
                spending.add(
                        others.of(one.model()),
                        one.version(),
                        one.signature(),
                        one.row(),
                        one.asking(),
                        one.answered());
            }
        }
        return spending.spent();
    }

    /** A chain reads nothing itself. */
    private void addAnswer(@Nullable Accounting accounting, String version, boolean answered) {
        if (accounting != null && accounting.price(version).request() > 0) {
            Price price = new Price(accounting.price(version).request(), 0, 0);
            cost(price.nanos(answered, 0, 0), accounting.currency());
        }
    }

    private void add(
            @Nullable Accounting accounting,
            String version,
            Signature signature,
            InputRow row,
            Asking asking,
            boolean answered) {
        Price price = accounting == null ? Price.NONE : accounting.price(version);
        long read = asking.inputTokens();
        long written = asking.outputTokens();
        if (!asking.elsewhere() && answered && price.inputTokens() + price.outputTokens() > 0) {
            read = words(signature, row);
            written = 0;
        }
        input = plus(input, read);
        output = plus(output, written);
        if (accounting != null && !price.free()) {
            cost(price.nanos(answered, read, written), accounting.currency());
        }
    }

    private void cost(long nanos, @Nullable String in) {
        priced = true;
        unknown |= nanos < 0 || in == null || (currency != null && !currency.equals(in));
        currency = in;
        cost += Math.max(0, nanos);
    }

    private static long plus(long sum, long more) {
        return more < 0 ? sum : Math.max(0, sum) + more;
    }

    /** As our features of texts read them; not those of what is no text. */
    static long words(Signature signature, InputRow row) {
        long words = 0;
        List<Signature.Input> inputs = signature.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            String text = row.texts()[i];
            if (text != null && inputs.get(i).feature().type() == FeatureType.TEXT) {
                words += Words.count(text);
            }
        }
        return Math.min(words, Asking.MOST_TOKENS);
    }

    private @Nullable Spent spent() {
        boolean known = priced && !unknown;
        return !known && input < 0 && output < 0
                ? null
                : new Spent(input, output, known ? cost : Spent.UNKNOWN, known ? currency : null);
    }
}
