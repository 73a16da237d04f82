package org.modelyard.ml.evaluation.text;

import java.util.ArrayList;
import java.util.Arrays;
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
        List<List<String>> texts =
                generated.stream().map(one -> words(one.text())).toList();
        List<List<List<String>>> references = generated.stream()
                .map(one -> one.references().stream().map(TextMetrics::words).toList())
                .toList();
        double rouge = 0;
        for (int i = 0; i < texts.size(); i++) {
            List<String> text = texts.get(i);
            rouge += references.get(i).stream()
                    .mapToDouble(reference -> RougeL.of(text, reference, 1).f())
                    .max()
                    .orElse(Double.NaN);
        }
        double[] tokens = generated.stream()
                .flatMapToDouble(one -> Arrays.stream(one.logProbabilities()))
                .toArray();
        return new TextMetrics(
                texts.size(),
                Bleu.of(texts, references, Bleu.ORDER, false).score(),
                rouge / texts.size(),
                Chrf.of(
                        generated.stream().map(Generated::text).toList(),
                        generated.stream().map(one -> one.references().get(0)).toList(),
                        Chrf.ORDER,
                        Chrf.BETA),
                tokens.length == 0 ? Double.NaN : Perplexity.of(tokens));
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
