package org.modelyard.registry.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is said of versions, held in memory to tell which ones may contain a text: all that do, and now and then one that does not. The database
 * has the last word on each, and knows what came later. Immutable.
 */
public final class VersionTexts {

    /** A text in which collations may see more than this does, or that is longer: its version is always asked about. */
    private static final int LONGEST = 2_000;

    /** Characters and versions held at most; some 16 MiB. */
    private static final int MOST = 12_000_000;

    private static final int EACH = 80;

    /** Nothing yet. */
    public static final VersionTexts NONE = new VersionTexts(0, Map.of(), 0);

    private final long upTo;
    private final Map<Long, Texts> byOrganisation;
    private final long size;

    /**
     * A version with all that a text is looked for in.
     *
     * @param texts model and number as one text, description, change log
     */
    public record Said(long organisationId, long version, List<String> texts) {}

    /**
     * By ascending id.
     *
     * @param texts folded, or null where the database has to be asked
     */
    private record Texts(long[] versions, @Nullable String[] texts) {

        private static final Texts NONE = new Texts(new long[0], new String[0]);

        Texts with(Collection<Said> more) {
            TreeMap<Long, @Nullable String> all = new TreeMap<>();
            for (int i = 0; i < versions.length; i++) {
                all.put(versions[i], texts[i]);
            }
            more.forEach(said -> all.put(said.version(), folded(said.texts())));
            return new Texts(
                    all.keySet().stream().mapToLong(Long::longValue).toArray(),
                    all.values().toArray(String[]::new));
        }

        long size() {
            return Arrays.stream(texts)
                    .mapToLong(text -> EACH + (text == null ? 0 : text.length()))
                    .sum();
        }
    }

    private VersionTexts(long upTo, Map<Long, Texts> byOrganisation, long size) {
        this.upTo = upTo;
        this.byOrganisation = byOrganisation;
        this.size = size;
    }

    /** The last batch that is held. */
    public long upTo() {
        return upTo;
    }

    /** Whether there is no room for more: what comes later is left to the database. */
    public boolean full() {
        return size >= MOST;
    }

    /**
     * With more batches; a version that was there already has its new texts.
     *
     * @param last number of the last of them
     */
    public VersionTexts with(long last, List<Said> more) {
        Map<Long, Texts> all = new HashMap<>(byOrganisation);
        more.stream()
                .collect(Collectors.groupingBy(Said::organisationId))
                .forEach((organisation, said) -> all.put(
                        organisation, all.getOrDefault(organisation, Texts.NONE).with(said)));
        return new VersionTexts(
                last,
                Map.copyOf(all),
                all.values().stream().mapToLong(Texts::size).sum());
    }

    /**
     * Ids of versions that may contain the text, in the order of their ids.
     *
     * @param after the id that they are behind, or null: from the start
     * @param most as many at most; the next ones are those after the last of them
     */
    public List<Long> mayContain(long organisationId, String text, @Nullable Long after, boolean descending, int most) {
        Texts known = byOrganisation.getOrDefault(organisationId, Texts.NONE);
        List<String> parts = parts(text);
        List<Long> found = new ArrayList<>();
        int step = descending ? -1 : 1;
        for (int i = start(known.versions(), after, descending);
                i >= 0 && i < known.versions().length && found.size() < most;
                i += step) {
            String there = known.texts()[i];
            if (there == null || containsAll(there, parts)) {
                found.add(known.versions()[i]);
            }
        }
        return found;
    }

    private static int start(long[] versions, @Nullable Long after, boolean descending) {
        if (after == null) {
            return descending ? versions.length - 1 : 0;
        }
        int place = Arrays.binarySearch(versions, after);
        int next = place < 0 ? -place - 1 : place; // the first that is not before it
        if (descending) {
            return next - 1;
        }
        return place < 0 ? next : next + 1;
    }

    private static boolean containsAll(String text, List<String> parts) {
        for (String part : parts) {
            if (!text.contains(part)) {
                return false;
            }
        }
        return true;
    }

    /** Null where one of them is not plain, or they are long. */
    private static @Nullable String folded(List<String> texts) {
        String all = String.join("\n", texts);
        if (all.length() > LONGEST || !all.chars().allMatch(VersionTexts::plain)) {
            return null;
        }
        return folded(all);
    }

    /** A letter with an accent may stand for one without in a database: only what stands between such is looked for. */
    private static List<String> parts(String text) {
        StringBuilder plain = new StringBuilder();
        text.chars().forEach(c -> plain.append(plain(c) ? (char) c : '\0'));
        return Arrays.stream(folded(plain.toString()).split("\0", -1))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static boolean plain(int c) {
        return c >= ' ' && c < 127 || c == '\n' || c == '\r' || c == '\t';
    }

    /** In lower case, and with one letter for those that some collations take for one. */
    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('j', 'i')
                .replace('y', 'i')
                .replace('v', 'u')
                .replace('w', 'u');
    }
}
