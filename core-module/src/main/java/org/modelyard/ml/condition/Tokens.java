package org.modelyard.ml.condition;

import java.util.List;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** The words of a condition, one after the other. */
final class Tokens {

    private static final List<String> SYMBOLS = List.of("!=", "<>", "<=", ">=", "==", "=", "<", ">", "(", ")", ",");

    private final String field;
    private final String text;
    private int next;
    private Token present;

    Tokens(String field, String text) {
        this.field = field;
        this.text = text;
        this.present = read();
    }

    /** What a word is. */
    enum Kind {
        NAME,
        QUOTED_NAME,
        TEXT,
        NUMBER,
        SYMBOL,
        END
    }

    /**
     * @param text without quotes
     * @param at its first character, from 1
     */
    record Token(Kind kind, String text, int at) {
        boolean is(String word) {
            return (kind == Kind.NAME || kind == Kind.SYMBOL) && text.equalsIgnoreCase(word);
        }

        String shown() {
            return kind == Kind.END ? "the end" : "'" + Texts.brief(text) + "'";
        }
    }

    Token present() {
        return present;
    }

    /** The present one; then the next is present. */
    Token take() {
        Token taken = present;
        present = read();
        return taken;
    }

    /** Takes the word where it is the present one. */
    boolean takes(String word) {
        boolean is = present.is(word);
        if (is) {
            take();
        }
        return is;
    }

    void expect(String word, String why) {
        if (!takes(word)) {
            throw refusal(present.at(), "write '" + word + "' " + why + ", not " + present.shown() + ".");
        }
    }

    Refusal.Invalid refusal(int at, String message) {
        return new Refusal.Invalid(field, "At character " + at + ": " + message);
    }

    private Token read() {
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        int start = next;
        if (start == text.length()) {
            return new Token(Kind.END, "", start + 1);
        }
        char c = text.charAt(start);
        if (c == '\'' || c == '"') {
            return quoted(c);
        }
        boolean sign = (c == '-' || c == '+') && start + 1 < text.length();
        if (isDigit(sign ? text.charAt(start + 1) : c)) {
            next += sign ? 1 : 0;
            return number(start);
        }
        if (isNamePart(text.codePointAt(start))) {
            while (next < text.length() && isNamePart(text.codePointAt(next))) {
                next += Character.charCount(text.codePointAt(next));
            }
            return new Token(Kind.NAME, text.substring(start, next), start + 1);
        }
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, start)) {
                next += symbol.length();
                return new Token(Kind.SYMBOL, symbol, start + 1);
            }
        }
        throw refusal(
                start + 1,
                "'" + Texts.brief(text.substring(start, start + Character.charCount(text.codePointAt(start))))
                        + "' means nothing here; put a text in single quotes and an unusual name in double quotes.");
    }

    private Token quoted(char quote) {
        int start = next++;
        StringBuilder value = new StringBuilder();
        while (next < text.length()) {
            char c = text.charAt(next++);
            if (c != quote) {
                value.append(c);
            } else if (next < text.length() && text.charAt(next) == quote) {
                value.append(quote);
                next++;
            } else {
                return new Token(quote == '"' ? Kind.QUOTED_NAME : Kind.TEXT, value.toString(), start + 1);
            }
        }
        throw refusal(start + 1, "this quote is never closed; add " + quote + " at its end.");
    }

    private Token number(int start) {
        digits();
        if (next + 1 < text.length() && text.charAt(next) == '.' && isDigit(text.charAt(next + 1))) {
            next++;
            digits();
        }
        if (next < text.length() && (text.charAt(next) == 'e' || text.charAt(next) == 'E')) {
            int sign = next + 1 < text.length() && "+-".indexOf(text.charAt(next + 1)) >= 0 ? 1 : 0;
            if (next + 1 + sign < text.length() && isDigit(text.charAt(next + 1 + sign))) {
                next += 1 + sign;
                digits();
            }
        }
        if (next < text.length() && isNamePart(text.codePointAt(next))) {
            throw refusal(start + 1, "a number ends with a digit; a name that begins with one needs double quotes.");
        }
        return new Token(Kind.NUMBER, text.substring(start, next), start + 1);
    }

    private void digits() {
        while (next < text.length() && isDigit(text.charAt(next))) {
            next++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }
}
