package org.modelyard.platform.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 512}, {@code 64MiB}, {@code 1GiB}. */
final class ByteSize {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*(KiB|MiB|GiB|TiB)?");

    private ByteSize() {}

    static long parse(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException(text);
        }
        String unit = size.group(2);
        int shift = unit == null
                ? 0
                : switch (unit) {
                    case "KiB" -> 10;
                    case "MiB" -> 20;
                    case "GiB" -> 30;
                    default -> 40;
                };
        return Math.multiplyExact(Long.parseLong(size.group(1)), 1L << shift);
    }
}
