package org.modelyard.ml.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.feature.ColumnChoice.Weighting;
import org.modelyard.ml.pulse.Pulse;

/**
 * A text's terms. By TF-IDF: (1 + ln tf) · idf with idf = ln((1 + n) / (1 + df)) + 1 over the n training rows; words and
 * characters are each scaled to length 1/√2, so that the many runs of characters do not drown the words and the whole has
 * length 1. By counts, or by ones: as they are. Terms have a number by a vocabulary, or by a hash. A missing text, or one without a known
 * term, is all zeros.
 */
final class TextEncoder implements ColumnEncoder.OfText {

    private static final float[] LOGS = new float[64];

    static {
        for (int i = 1; i < LOGS.length; i++) {
            LOGS[i] = (float) (1 + StrictMath.log(i));
        }
    }

    private final Terms terms;
    private final int[] shape;
    private final boolean lowerCase;
    private final Weighting weighting;
    private final TermNumbers numbers;
    /** One a number; empty unless terms are weighed by TF-IDF. */
    private final float[] idf;

    private TextEncoder(int[] shape, boolean lowerCase, Weighting weighting, TermNumbers numbers, float[] idf) {
        this.shape = shape;
        this.lowerCase = lowerCase;
        this.weighting = weighting;
        this.terms = new Terms(shape[0], shape[1], shape[2], lowerCase);
        this.numbers = numbers;
        this.idf = idf;
    }

    static TextEncoder fit(@Nullable String[] rows, EncodingSpec spec, ColumnChoice.OfText choice) {
        int[] shape = {spec.wordNgrams(), spec.minCharacters(), spec.maxCharacters()};
        Terms terms = new Terms(shape[0], shape[1], shape[2], choice.lowerCase());
        Integer bits = choice.hashBits();
        if (bits != null) {
            TermNumbers buckets = new TermNumbers.Buckets(bits, shape[2] > 0);
            float[] idf = choice.weighting() == Weighting.TFIDF ? BucketCounts.idf(rows, terms, buckets) : new float[0];
            return new TextEncoder(shape, choice.lowerCase(), choice.weighting(), buckets, idf);
        }
        DocumentCounts counts = new DocumentCounts();
        SparseVector scratch = new SparseVector();
        for (String row : rows) {
            Pulse.beat();
            counts.nextRow();
            if (row != null) {
                terms.visit(row, scratch, counts);
            }
        }
        List<DocumentCounts.Counted> kept =
                new ArrayList<>(counts.mostFrequent(Terms.WORDS, spec.minDocuments(), spec.maxTerms()));
        int words = kept.size();
        kept.addAll(counts.mostFrequent(Terms.CHARACTERS, spec.minDocuments(), spec.maxTerms()));
        TermTable table = new TermTable(kept.size());
        float[] idf = new float[choice.weighting() == Weighting.TFIDF ? kept.size() : 0];
        for (DocumentCounts.Counted term : kept) {
            int number = table.add(term.kind(), term.text());
            if (idf.length > 0) {
                idf[number] = idf(rows.length, term.rows());
            }
        }
        return new TextEncoder(
                shape, choice.lowerCase(), choice.weighting(), new TermNumbers.Vocabulary(table, words), idf);
    }

    static float idf(int rows, int holding) {
        return (float) (StrictMath.log((1.0 + rows) / (1.0 + holding)) + 1);
    }

    @Override
    public void encode(@Nullable String value, int base, SparseVector out) {
        if (value == null) {
            return;
        }
        Found found = new Found(numbers, out);
        terms.visit(value, out, found);
        int[] occurrences = out.terms();
        Arrays.sort(occurrences, 0, found.count);
        int next = add(occurrences, 0, found.count, numbers.words(), base, out);
        add(occurrences, next, found.count, numbers.size(), base, out);
    }

    /** Adds the terms below {@code limit} and scales them where they are to be; @return where it stopped. */
    private int add(int[] occurrences, int from, int to, int limit, int base, SparseVector out) {
        int first = out.size();
        double squares = 0;
        int i = from;
        while (i < to && occurrences[i] < limit) {
            int term = occurrences[i];
            int start = i;
            while (i < to && occurrences[i] == term) {
                i++;
            }
            int frequency = i - start;
            float weight = weight(frequency, term);
            squares += (double) weight * weight;
            out.add(base + term, weight);
        }
        if (squares > 0 && weighting == Weighting.TFIDF) {
            out.scale(first, (float) (1 / Math.sqrt(shape[2] > 0 ? 2 * squares : squares)));
        }
        return i;
    }

    private float weight(int frequency, int term) {
        if (weighting == Weighting.TFIDF) {
            return (frequency < LOGS.length ? LOGS[frequency] : (float) (1 + StrictMath.log(frequency))) * idf[term];
        }
        return weighting == Weighting.COUNTS ? frequency : 1;
    }

    /** Collects the numbers of known terms. */
    private static final class Found implements Terms.Sink {
        private final TermNumbers numbers;
        private final SparseVector out;
        private int[] terms;
        private int count;

        Found(TermNumbers numbers, SparseVector out) {
            this.numbers = numbers;
            this.out = out;
            this.terms = out.terms();
        }

        @Override
        public void term(int kind, char[] text, int from, int to, int hash) {
            int term = numbers.find(kind, text, from, to, hash);
            if (term >= 0) {
                if (count == terms.length) {
                    terms = out.moreTerms();
                }
                terms[count++] = term;
            }
        }
    }

    @Override
    public int width() {
        return numbers.size();
    }

    @Override
    public String meaning(int local) {
        return numbers.meaning(local);
    }

    @Override
    public int form() {
        return lowerCase && weighting == Weighting.TFIDF && numbers instanceof TermNumbers.Vocabulary
                ? EncoderFormat.USUAL
                : EncoderFormat.TEXT;
    }

    @Override
    public ColumnStep step() {
        return new ColumnStep.OfText(width(), false);
    }

    @Override
    public void write(BinaryWriter out) {
        if (form() == EncoderFormat.TEXT) {
            writeShaped(out);
        } else {
            out.put(shape).put(numbers.words()).put(idf).put(texts());
        }
    }

    void writeShaped(BinaryWriter out) {
        out.put(shape).put(lowerCase).put(weighting.name());
        out.put(numbers instanceof TermNumbers.Buckets buckets ? buckets.bits() : 0);
        out.put(numbers.words()).put(idf).put(texts());
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        if (numbers instanceof TermNumbers.Vocabulary vocabulary) {
            for (int term = 0; term < vocabulary.size(); term++) {
                texts.add(vocabulary.table().text(term));
            }
        }
        return texts;
    }

    static TextEncoder read(BinaryReader in) {
        return read(in, shape(in), true, Weighting.TFIDF, 0);
    }

    static TextEncoder readShaped(BinaryReader in) {
        int[] shape = shape(in);
        boolean lowerCase = in.getBoolean();
        Weighting weighting = Weighting.valueOf(in.getString());
        return read(in, shape, lowerCase, weighting, in.getInt(0, ChoicesReader.MOST_BITS));
    }

    private static int[] shape(BinaryReader in) {
        int[] shape = in.getInts();
        if (shape.length != 3
                || shape[0] < 1
                || shape[0] > 3
                || shape[1] < 2
                || shape[1] > 8
                || shape[2] < 0
                || shape[2] > 8) {
            throw new CorruptContent("A text feature has no such terms.");
        }
        return shape;
    }

    private static TextEncoder read(BinaryReader in, int[] shape, boolean lowerCase, Weighting weighting, int bits) {
        int words = in.getInt();
        float[] idf = in.getFloats();
        List<String> texts = in.getStrings();
        TermNumbers numbers = bits > 0 ? new TermNumbers.Buckets(bits, shape[2] > 0) : vocabulary(texts, words);
        boolean sound = numbers.words() == words && idf.length == (weighting == Weighting.TFIDF ? numbers.size() : 0);
        for (float weight : idf) {
            sound &= Float.isFinite(weight);
        }
        if (!sound || (bits > 0 && !texts.isEmpty())) {
            throw new CorruptContent("A text feature's terms and weights do not belong together.");
        }
        return new TextEncoder(shape, lowerCase, weighting, numbers, idf);
    }

    private static TermNumbers vocabulary(List<String> texts, int words) {
        if (words < 0 || words > texts.size()) {
            throw new CorruptContent("A text feature has fewer terms than words.");
        }
        TermTable table = new TermTable(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            int kind = i < words ? Terms.WORDS : Terms.CHARACTERS;
            char[] text = texts.get(i).toCharArray();
            int hash = Terms.hash(kind, text, 0, text.length);
            if (table.find(kind, text, 0, text.length, hash) >= 0) {
                throw new CorruptContent("A text feature's vocabulary holds a term twice.");
            }
            table.add(kind, text, 0, text.length, hash);
        }
        return new TermNumbers.Vocabulary(table, words);
    }
}
