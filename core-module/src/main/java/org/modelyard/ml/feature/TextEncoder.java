package org.modelyard.ml.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;

/**
 * A text: TF-IDF of its known terms, (1 + ln tf) · idf with idf = ln((1 + n) / (1 + df)) + 1 over the n training rows. Words and
 * characters are each scaled to length 1/√2, so that the many runs of characters do not drown the words and the whole has
 * length 1. A missing text, or one without a known term, is all zeros.
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
    /** Words first, then characters; each in the order of their text. */
    private final TermTable table;

    private final int words;
    private final float[] idf;

    private TextEncoder(int[] shape, TermTable table, int words, float[] idf) {
        this.shape = shape;
        this.terms = new Terms(shape[0], shape[1], shape[2]);
        this.table = table;
        this.words = words;
        this.idf = idf;
    }

    static TextEncoder fit(@Nullable String[] rows, EncodingSpec spec) {
        int[] shape = {spec.wordNgrams(), spec.minCharacters(), spec.maxCharacters()};
        Terms terms = new Terms(shape[0], shape[1], shape[2]);
        DocumentCounts counts = new DocumentCounts();
        SparseVector scratch = new SparseVector();
        for (String row : rows) {
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
        float[] idf = new float[kept.size()];
        for (DocumentCounts.Counted term : kept) {
            idf[table.add(term.kind(), term.text())] =
                    (float) (StrictMath.log((1.0 + rows.length) / (1.0 + term.rows())) + 1);
        }
        return new TextEncoder(shape, table, words, idf);
    }

    @Override
    public void encode(@Nullable String value, int base, SparseVector out) {
        if (value == null) {
            return;
        }
        Found found = new Found(table, out);
        terms.visit(value, out, found);
        int[] occurrences = out.terms();
        Arrays.sort(occurrences, 0, found.count);
        int next = add(occurrences, 0, found.count, words, base, out);
        add(occurrences, next, found.count, table.size(), base, out);
    }

    /** Adds the terms below {@code limit} and scales them; @return where it stopped. */
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
            float weight =
                    (frequency < LOGS.length ? LOGS[frequency] : (float) (1 + StrictMath.log(frequency))) * idf[term];
            squares += (double) weight * weight;
            out.add(base + term, weight);
        }
        if (squares > 0) {
            out.scale(first, (float) (1 / Math.sqrt(shape[2] > 0 ? 2 * squares : squares)));
        }
        return i;
    }

    /** Collects the numbers of known terms. */
    private static final class Found implements Terms.Sink {
        private final TermTable table;
        private final SparseVector out;
        private int[] terms;
        private int count;

        Found(TermTable table, SparseVector out) {
            this.table = table;
            this.out = out;
            this.terms = out.terms();
        }

        @Override
        public void term(int kind, char[] text, int from, int to, int hash) {
            int term = table.find(kind, text, from, to, hash);
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
        return table.size();
    }

    @Override
    public String meaning(int local) {
        return (local < words ? " word '" : " characters '") + table.text(local) + "'";
    }

    @Override
    public void write(BinaryWriter out) {
        out.put(shape).put(words).put(idf);
        List<String> texts = new ArrayList<>(table.size());
        for (int term = 0; term < table.size(); term++) {
            texts.add(table.text(term));
        }
        out.put(texts);
    }

    static TextEncoder read(BinaryReader in) {
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
        int words = in.getInt();
        float[] idf = in.getFloats();
        List<String> texts = in.getStrings();
        if (words < 0 || words > texts.size() || idf.length != texts.size()) {
            throw new CorruptContent("A text feature's vocabulary and weights differ in size.");
        }
        TermTable table = new TermTable(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            int kind = i < words ? Terms.WORDS : Terms.CHARACTERS;
            char[] text = texts.get(i).toCharArray();
            int hash = Terms.hash(kind, text, 0, text.length);
            if (!Float.isFinite(idf[i]) || table.find(kind, text, 0, text.length, hash) >= 0) {
                throw new CorruptContent("A text feature's vocabulary holds a term twice, or one without weight.");
            }
            table.add(kind, text, 0, text.length, hash);
        }
        return new TextEncoder(shape, table, words, idf);
    }
}
