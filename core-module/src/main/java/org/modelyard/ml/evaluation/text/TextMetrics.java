package org.modelyard.ml.evaluation.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How near texts that were generated come to those that were wanted. Words are runs of letters, marks and digits, and every other visible
 * character by itself; case counts.
 *
 * @param texts how many
 * @param bleu of the whole corpus, 0-1, up to four words, not smoothed: 0 when no run of four agrees
 * @param rougeL mean of the texts' F, 0-1
 * @param chrf of the whole corpus, 0-1, against the first reference of each
 * @param perplexity over all tokens whose log-probabilities were given; NaN where none were
 */
public record TextMetrics(int texts, double bleu, double rougeL, double chrf, double perplexity) {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|[^\\s\\p{L}\\p{M}\\p{N}]");

    /**
     * One text.
     *
     * @param references what was wanted, one at least; the best of them counts
     * @param logProbabilities natural logarithms of the tokens' probabilities as the generator gave them, 0 or less; empty where unknown
     */
    public record Generated(String text, List<String> references, double[] logProbabilities) {

        public Generated {
            references = List.copyOf(references);
            if (references.isEmpty()) {
                throw new IllegalArgumentException("a text without a reference");
            }
        }
    }

    /** @param generated one at least */
    public static TextMetrics of(List<Generated> generated) {
        Sums sums = new Sums();
        generated.forEach(sums::add);
        return sums.metrics();
    }

    /** What a corpus comes to, text by text: none of them is kept, so that a file may be longer than memory. */
    public static final class Sums {

        private final Bleu.Sums bleu = new Bleu.Sums(Bleu.ORDER, false);
        private final Chrf.Sums chrf = new Chrf.Sums(Chrf.ORDER);
        private double rouge;
        private double surprise;
        private long tokens;
        private int texts;

        public void add(Generated one) {
            List<String> text = words(one.text());
            List<List<String>> references =
                    one.references().stream().map(TextMetrics::words).toList();
            bleu.add(text, references);
            chrf.add(one.text(), one.references().get(0));
            rouge += references.stream()
                    .mapToDouble(reference -> RougeL.of(text, reference, 1).f())
                    .max()
                    .orElse(Double.NaN);
            double[] logs = one.logProbabilities();
            if (logs.length > 0) {
                surprise += Math.log(Perplexity.of(logs)) * logs.length;
                tokens += logs.length;
            }
            texts++;
        }

        /** Of what was added until now, one at least. */
        public TextMetrics metrics() {
            return new TextMetrics(
                    texts,
                    bleu.bleu().score(),
                    rouge / texts,
                    chrf.score(Chrf.BETA),
                    tokens == 0 ? Double.NaN : Math.exp(surprise / tokens));
        }
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
