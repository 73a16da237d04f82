package org.modelyard.ml.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.modelyard.ml.pulse.Pulse;

/**
 * In how many rows each term occurs. When more than {@link #LIMIT} terms are held, those seen in the fewest rows so far are
 * dropped: a rare term of a very large collection may be missed or counted too low, a frequent one is not.
 */
final class DocumentCounts implements Terms.Sink {

    static final int LIMIT = 2_000_000;

    private TermTable table = new TermTable(1 << 12);
    private int[] counts = new int[1 << 12];
    private int[] lastRow = new int[1 << 12];
    private int row = -1;
    private int floor = 1;

    void nextRow() {
        row++;
        while (table.size() > LIMIT) {
            dropUpTo(floor++);
        }
    }

    @Override
    public void term(int kind, char[] text, int from, int to, int hash) {
        int term = table.find(kind, text, from, to, hash);
        if (term < 0) {
            term = table.add(kind, text, from, to, hash);
            if (term == counts.length) {
                counts = Arrays.copyOf(counts, term * 2);
                lastRow = Arrays.copyOf(lastRow, term * 2);
            }
            counts[term] = 1;
            lastRow[term] = row;
        } else if (lastRow[term] != row) {
            counts[term]++;
            lastRow[term] = row;
        }
    }

    private void dropUpTo(int count) {
        TermTable kept = new TermTable(1 << 12);
        for (int term = 0; term < table.size(); term++) {
            Pulse.beat(term);
            if (counts[term] > count) {
                int to = kept.add(table, term);
                counts[to] = counts[term];
                lastRow[to] = lastRow[term];
            }
        }
        table = kept;
    }

    /** A term and the rows that hold it. */
    record Counted(int kind, String text, int rows) {}

    /** The most frequent terms of a kind, ties by text; returned in the order of their text. */
    List<Counted> mostFrequent(int kind, int minRows, int max) {
        List<Counted> found = new ArrayList<>();
        for (int term = 0; term < table.size(); term++) {
            Pulse.beat(term);
            if (counts[term] >= minRows && table.kind(term) == kind) {
                found.add(new Counted(kind, table.text(term), counts[term]));
            }
        }
        if (found.size() > max) {
            found.sort(asking(Comparator.comparingInt(Counted::rows).reversed().thenComparing(Counted::text)));
            found.subList(max, found.size()).clear();
        }
        found.sort(asking(Comparator.comparing(Counted::text)));
        return found;
    }

    /** Two million terms are not sorted at once. */
    private static Comparator<Counted> asking(Comparator<Counted> order) {
        return (a, b) -> {
            Pulse.beat();
            return order.compare(a, b);
        };
    }
}
