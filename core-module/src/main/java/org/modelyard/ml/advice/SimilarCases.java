package org.modelyard.ml.advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.Words;
import org.modelyard.ml.pulse.Pulse;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.model.Refusal;

/**
 * Cases, such as solved tickets, found again by the words of a new one, all TEXT inputs together, by BM25 (Robertson and Zaragoza 2009): the
 * sum over the asked words of idf · tf · (k1 + 1) / (tf + k1 · (1 − b + b · length / mean length)) with k1 = 1.2, b = 0.75 and
 * idf = ln(1 + (n − df + ½) / (df + ½)) over n cases; a word that is asked twice counts twice. Immutable and safe for many threads; the
 * same cases in the same order give the same answers everywhere. An answer takes time in proportion to the cases that share a word.
 */
public final class SimilarCases {

    /** Words beyond so many different ones are not known. */
    static final int MOST_TERMS = 2_000_000;

    private static final int MAGIC = 0x4D594B31; // MYK1
    private static final double K1 = 1.2;
    private static final double B = 0.75;
    private static final int MOST_MATCHES = 5;

    private final int inputs;
    private final int[] columns;
    private final List<String> ids;
    private final List<String> terms;
    private final Map<String, Integer> numbers;
    private final Postings postings;

    private SimilarCases(int inputs, int[] columns, List<String> ids, List<String> terms, Postings postings) {
        this.inputs = inputs;
        this.columns = columns;
        this.ids = List.copyOf(ids);
        this.terms = List.copyOf(terms);
        this.postings = postings;
        this.numbers = new HashMap<>(terms.size() * 2);
        for (int term = 0; term < terms.size(); term++) {
            numbers.put(terms.get(term), term);
        }
    }

    /**
     * A case that is like what was asked about.
     *
     * @param position of the case's row
     * @param score above 0; it compares cases of one answer, and says nothing across answers
     * @param terms that add most to the score, at most {@value #MOST_MATCHES}, the weightiest first
     */
    public record Similar(int position, String id, double score, List<String> terms) {
        public Similar {
            terms = List.copyOf(terms);
        }
    }

    /**
     * @param ids of the rows, such as where each comes from
     * @throws Refusal.Invalid when no input is TEXT
     */
    public static SimilarCases of(Table cases, List<String> ids) {
        if (ids.size() != cases.rows()) {
            throw new IllegalArgumentException(ids.size() + " ids for " + cases.rows() + " cases");
        }
        int[] columns = IntStream.range(0, cases.columns().size())
                .filter(column -> cases.feature(column).type() == FeatureType.TEXT)
                .toArray();
        if (columns.length == 0) {
            throw new Refusal.Invalid(
                    "features", "Similar cases are found by their words: give an input of type TEXT.");
        }
        Map<String, Integer> numbers = new HashMap<>();
        List<String> terms = new ArrayList<>();
        Postings.Builder builder = new Postings.Builder();
        for (int row = 0; row < cases.rows(); row++) {
            Pulse.beat();
            Map<Integer, Integer> counts = new TreeMap<>();
            for (int column : columns) {
                String text = ((Column.Texts) cases.columns().get(column)).values()[row];
                for (String word : words(text)) {
                    Integer known = numbers.get(word);
                    if (known == null && terms.size() < MOST_TERMS) {
                        known = terms.size();
                        numbers.put(word, known);
                        terms.add(word);
                    }
                    if (known != null) {
                        counts.merge(known, 1, Integer::sum);
                    }
                }
            }
            counts.forEach(builder::add);
            builder.endCase();
        }
        Postings postings = builder.build(terms.size());
        SimilarCases built = new SimilarCases(cases.columns().size(), columns, ids, terms, postings);
        built.weigh();
        return built;
    }

    private static List<String> words(@Nullable String text) {
        return text == null ? List.of() : Words.of(text);
    }

    /** Turns counts into weights. */
    private void weigh() {
        double[] lengths = new double[ids.size()];
        double all = 0;
        for (int at = 0; at < postings.weights().length; at++) {
            lengths[postings.cases()[at]] += postings.weights()[at];
            all += postings.weights()[at];
        }
        double mean = all / ids.size();
        for (int term = 0; term < terms.size(); term++) {
            double idf = idf(term);
            for (int at = postings.offsets()[term]; at < postings.offsets()[term + 1]; at++) {
                double count = postings.weights()[at];
                double length = lengths[postings.cases()[at]] / mean;
                postings.weights()[at] = (float) (idf * count * (K1 + 1) / (count + K1 * (1 - B + B * length)));
            }
        }
    }

    private double idf(int term) {
        int holding = postings.holding(term);
        return StrictMath.log(1 + (ids.size() - holding + 0.5) / (holding + 0.5));
    }

    /** How many cases there are. */
    public int size() {
        return ids.size();
    }

    /**
     * @param row in the order of the inputs of the table that the cases came from
     * @param k at least 1
     * @return at most k, the most similar first, of equal ones the first case; none that shares no word
     */
    public List<Similar> nearest(InputRow row, int k) {
        if (k < 1 || row.texts().length != inputs) {
            throw new IllegalArgumentException(
                    k + " cases, or " + row.texts().length + " inputs in place of " + inputs);
        }
        TreeMap<Integer, Double> query = query(row);
        double[] scores = new double[ids.size()];
        query.forEach((term, weight) -> {
            for (int at = postings.offsets()[term]; at < postings.offsets()[term + 1]; at++) {
                scores[postings.cases()[at]] += weight * postings.weights()[at];
            }
        });
        List<Similar> nearest = new ArrayList<>();
        for (int position : best(scores, k)) {
            nearest.add(
                    new Similar(position, ids.get(position), Math.min(1, scores[position]), matches(query, position)));
        }
        return nearest;
    }

    /** How often each known term is asked. */
    private TreeMap<Integer, Double> query(InputRow row) {
        TreeMap<Integer, Double> query = new TreeMap<>();
        for (int column : columns) {
            for (String word : words(row.texts()[column])) {
                Integer term = numbers.get(word);
                if (term != null) {
                    query.merge(term, 1.0, Double::sum);
                }
            }
        }
        return query;
    }

    /** Positions of the k greatest scores above 0, the greatest first, the first of equals. */
    private static int[] best(double[] scores, int k) {
        int[] best = new int[Math.min(k, scores.length)];
        int count = 0;
        for (int position = 0; position < scores.length; position++) {
            if (scores[position] > 0 && (count < best.length || scores[position] > scores[best[count - 1]])) {
                int at = count < best.length ? count++ : count - 1;
                while (at > 0 && scores[position] > scores[best[at - 1]]) {
                    best[at] = best[at - 1];
                    at--;
                }
                best[at] = position;
            }
        }
        return java.util.Arrays.copyOf(best, count);
    }

    private List<String> matches(TreeMap<Integer, Double> query, int position) {
        return query.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue() * postings.weight(entry.getKey(), position)))
                .filter(entry -> entry.getValue() > 0)
                .sorted(Comparator.comparingDouble((Map.Entry<Integer, Double> entry) -> -entry.getValue()))
                .limit(MOST_MATCHES)
                .map(entry -> terms.get(entry.getKey()))
                .toList();
    }

    /** The same cases give the same bytes. */
    public byte[] toBytes() {
        BinaryWriter out =
                new BinaryWriter().put(MAGIC).put(inputs).put(columns).put(ids).put(terms);
        postings.write(out);
        return out.toBytes();
    }

    /** @throws CorruptContent when the bytes are not what {@link #toBytes} wrote */
    public static SimilarCases fromBytes(byte[] content) {
        BinaryReader in = new BinaryReader(content);
        in.expect(MAGIC, "index of cases");
        int inputs = in.getInt(1, Schema.MAX_FEATURES);
        int[] columns = in.getInts();
        List<String> ids = in.getStrings();
        List<String> terms = in.getStrings();
        Postings postings = Postings.read(in, ids.size());
        in.end();
        for (int column : columns) {
            if (column < 0 || column >= inputs) {
                throw new CorruptContent("The index of cases has no such input.");
            }
        }
        SimilarCases read = new SimilarCases(inputs, columns, ids, terms, postings);
        if (postings.terms() != terms.size() || read.numbers.size() != terms.size()) {
            throw new CorruptContent("The index of cases and its words do not belong together.");
        }
        return read;
    }
}
