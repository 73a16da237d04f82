package org.modelyard.serving.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code traceparent} of W3C Trace Context: {@code version-traceid-parentid-flags} in lower-case hexadecimal digits, as in
 * {@code 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01}. What is none is as if it were not there, as the recommendation has it.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>
 */
public final class TraceParent {

    public static final String HEADER = "traceparent";

    private static final int TRACE_FROM = 3;
    private static final int TRACE_TO = 35;
    private static final int PARENT_TO = 52;
    private static final int LENGTH = 55;

    private TraceParent() {}

    /** @return the trace id, 32 hexadecimal digits; null when the header is missing or not acceptable */
    public static @Nullable String traceId(@Nullable String header) {
        if (header == null || header.length() < LENGTH) {
            return null;
        }
        boolean parts = header.charAt(TRACE_FROM - 1) == '-'
                && header.charAt(TRACE_TO) == '-'
                && header.charAt(PARENT_TO) == '-'
                && hex(header, 0, TRACE_FROM - 1)
                && some(header, TRACE_FROM, TRACE_TO)
                && some(header, TRACE_TO + 1, PARENT_TO)
                && hex(header, PARENT_TO + 1, LENGTH);
        if (!parts || header.startsWith("ff")) {
            return null;
        }
        boolean ends = header.length() == LENGTH || (!header.startsWith("00") && header.charAt(LENGTH) == '-');
        return ends ? header.substring(TRACE_FROM, TRACE_TO) : null;
    }

    /**
     * What somebody means by a trace: its id in whichever case, or a whole header.
     *
     * @return 32 hexadecimal digits in lower case; null when it is neither
     */
    public static @Nullable String meant(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        return lower.length() == TRACE_TO - TRACE_FROM && some(lower, 0, lower.length()) ? lower : traceId(lower);
    }

    /** Not all of them 0, which would be none. */
    private static boolean some(String text, int from, int to) {
        boolean some = false;
        for (int i = from; i < to; i++) {
            some |= text.charAt(i) != '0';
        }
        return some && hex(text, from, to);
    }

    private static boolean hex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
