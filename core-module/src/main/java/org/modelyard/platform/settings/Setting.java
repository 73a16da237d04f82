package org.modelyard.platform.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The declaration of one setting. The environment variable is the key in capitals with underscores:
 * {@code modelyard.http.port} is {@code MODELYARD_HTTP_PORT}.
 *
 * @param fallback the default, as it would be written
 * @param allowed what may be written, in words
 * @param parser gives the value, or throws {@link IllegalArgumentException} when it is not allowed
 */
public record Setting<T>(
        String key, String fallback, String allowed, String meaning, boolean secret, Function<String, T> parser) {

    public String variable() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /**
     * @throws WrongSetting in one line: key, value, what is allowed
     */
    public T parse(String text) {
        try {
            return parser.apply(text.strip());
        } catch (IllegalArgumentException | DateTimeParseException | ArithmeticException wrong) {
            throw new WrongSetting(key, secret ? "(secret)" : text, allowed);
        }
    }

    public static Setting<String> text(String key, String fallback, String allowed, String meaning) {
        return new Setting<>(key, fallback, allowed, meaning, false, Function.identity());
    }

    public static Setting<String> secret(String key, String allowed, String meaning) {
        return new Setting<>(key, "", allowed, meaning, true, Function.identity());
    }

    public static Setting<Path> path(String key, String fallback, String meaning) {
        return new Setting<>(key, fallback, "a directory", meaning, false, text -> {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    public static Setting<Integer> integer(String key, int fallback, int min, int max, String unit, String meaning) {
        String allowed = "a whole number from " + min + " to " + max + " (" + unit + ")";
        return new Setting<>(key, Integer.toString(fallback), allowed, meaning, false, text -> {
            int value = Integer.parseInt(text);
            if (value < min || value > max) {
                throw new IllegalArgumentException();
            }
            return value;
        });
    }

    public static Setting<Double> decimal(String key, double fallback, double min, double max, String meaning) {
        String allowed = "a number from " + min + " to " + max;
        return new Setting<>(key, Double.toString(fallback), allowed, meaning, false, text -> {
            double value = Double.parseDouble(text);
            if (!(value >= min && value <= max)) {
                throw new IllegalArgumentException();
            }
            return value;
        });
    }

    public static Setting<Boolean> flag(String key, boolean fallback, String meaning) {
        return new Setting<>(key, Boolean.toString(fallback), "true or false", meaning, false, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    /** Bytes, written as a number with an optional KiB, MiB or GiB. */
    public static Setting<Long> bytes(String key, String fallback, String min, String max, String meaning) {
        String allowed = "a size from " + min + " to " + max + ", e.g. " + fallback;
        return new Setting<>(key, fallback, allowed, meaning, false, text -> {
            long value = ByteSize.parse(text);
            if (value < ByteSize.parse(min) || value > ByteSize.parse(max)) {
                throw new IllegalArgumentException();
            }
            return value;
        });
    }

    /** Bytes, written as {@link #bytes}, or as a share of the largest heap that this process may have, from 1% to 90%. */
    public static Setting<Long> memory(String key, String fallback, String min, String max, String meaning) {
        String allowed = "a share of the heap from 1% to 90%, or a size from " + min + " to " + max + ", e.g. 256MiB";
        return new Setting<>(key, fallback, allowed, meaning, false, text -> {
            if (!text.endsWith("%")) {
                return bytes(key, min, min, max, meaning).parser().apply(text);
            }
            int percent = Integer.parseInt(text.substring(0, text.length() - 1));
            if (percent < 1 || percent > 90) {
                throw new IllegalArgumentException();
            }
            return Runtime.getRuntime().maxMemory() / 100 * percent;
        });
    }

    /** An ISO-8601 duration. */
    public static Setting<Duration> duration(String key, String fallback, String min, String max, String meaning) {
        String allowed = "an ISO-8601 duration from " + min + " to " + max + ", e.g. " + fallback;
        return new Setting<>(key, fallback, allowed, meaning, false, text -> {
            Duration value = Duration.parse(text);
            if (value.compareTo(Duration.parse(min)) < 0 || value.compareTo(Duration.parse(max)) > 0) {
                throw new IllegalArgumentException();
            }
            return value;
        });
    }

    public static <E extends Enum<E>> Setting<E> choice(String key, E fallback, String meaning) {
        Class<E> type = fallback.getDeclaringClass();
        String allowed = "one of "
                + Arrays.stream(type.getEnumConstants()).map(Setting::word).collect(Collectors.joining(", "));
        return new Setting<>(key, word(fallback), allowed, meaning, false, text -> {
            if (!text.equals(text.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException();
            }
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
        });
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
