package org.modelyard.ml.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.modelyard.ml.feature.Surface;

/**
 * A text taken apart: its own words, and the hashtags that close it.
 *
 * @param gap what stands between the two
 * @param tags each with its {@code #}
 */
record Caption(String body, String gap, List<String> tags) {

    private static final Pattern TOKEN = Pattern.compile("\\S+");
    private static final int JOINER = 0x200D;
    private static final int AS_PICTURE = 0xFE0F;

    static Caption of(String text) {
        List<MatchResult> tokens = tokens(text);
        int first = tokens.size();
        while (first > 0 && isHashtag(tokens.get(first - 1).group())) {
            first--;
        }
        List<String> tags = tokens.subList(first, tokens.size()).stream()
                .map(MatchResult::group)
                .toList();
        if (tags.isEmpty()) {
            return new Caption(text, " ", tags);
        }
        int end = first == 0 ? 0 : tokens.get(first - 1).end();
        return new Caption(
                text.substring(0, end),
                first == 0 ? "" : text.substring(end, tokens.get(first).start()),
                tags);
    }

    /** Whether a run without blanks is a hashtag, as {@link Surface} counts them. */
    static boolean isHashtag(String token) {
        if (token.length() < 2
                || token.charAt(0) != '#'
                || !TOKEN.matcher(token).matches()) {
            return false;
        }
        int second = token.codePointAt(1);
        return Character.isLetterOrDigit(second) || second == '_';
    }

    String text() {
        return tags.isEmpty() ? body : body + (body.isEmpty() ? "" : gap) + String.join(" ", tags);
    }

    private static List<MatchResult> tokens(String text) {
        return TOKEN.matcher(text).results().toList();
    }

    /** Runs without blanks that hold a letter or digit, closing hashtags aside. */
    int words() {
        return (int) tokens(body).stream().filter(Caption::isWord).count();
    }

    private static boolean isWord(MatchResult token) {
        return token.group().codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /** The first words, with all that stands between them; the whole where there are no more. */
    Caption shortened(int words) {
        int left = words;
        for (MatchResult token : tokens(body)) {
            left -= isWord(token) ? 1 : 0;
            if (left == 0) {
                return new Caption(body.substring(0, token.end()), gap, tags);
            }
        }
        return this;
    }

    private List<MatchResult> inner() {
        return tokens(body).stream().filter(token -> isHashtag(token.group())).toList();
    }

    int hashtags() {
        return inner().size() + tags.size();
    }

    boolean has(String hashtag) {
        return tags.stream().anyMatch(hashtag::equalsIgnoreCase)
                || inner().stream().anyMatch(token -> hashtag.equalsIgnoreCase(token.group()));
    }

    /** The first of them: the others go where they close the text, and within it lose their {@code #}. */
    Caption keepingHashtags(int count) {
        List<MatchResult> inner = inner();
        StringBuilder kept = new StringBuilder(body);
        for (int i = inner.size() - 1; i >= count; i--) {
            kept.deleteCharAt(inner.get(i).start());
        }
        return new Caption(
                kept.toString(), gap, tags.subList(0, Math.max(0, Math.min(tags.size(), count - inner.size()))));
    }

    Caption withHashtags(List<String> more) {
        List<String> all = new ArrayList<>(tags);
        all.addAll(more);
        return new Caption(body, gap, all);
    }

    /** Whether there is a question mark outside of links. */
    boolean asks() {
        return tokens(body).stream()
                .map(MatchResult::group)
                .anyMatch(token -> !token.contains("://") && (token.indexOf('?') >= 0 || token.indexOf('\uFF1F') >= 0));
    }

    Caption closedWith(String more) {
        return new Caption(
                body.isBlank() ? more : body.stripTrailing() + " " + more, tags.isEmpty() ? gap : gapAfter(), tags);
    }

    private String gapAfter() {
        return gap.isEmpty() ? " " : gap;
    }

    boolean pictured() {
        return body.codePoints().anyMatch(Surface::pictorial);
    }

    Caption withoutEmoji() {
        StringBuilder out = new StringBuilder();
        boolean dropped = false;
        for (int c : body.codePoints().toArray()) {
            boolean blank = out.length() == 0 || Character.isWhitespace(out.charAt(out.length() - 1));
            if (Surface.pictorial(c) || (dropped && (c == JOINER || c == AS_PICTURE))) {
                dropped = true;
            } else if (!dropped || !blank || !Character.isWhitespace(c)) { // of two blanks around it one goes
                out.appendCodePoint(c);
                dropped = false;
            }
        }
        return new Caption(dropped ? out.toString().stripTrailing() : out.toString(), gap, tags);
    }
}
