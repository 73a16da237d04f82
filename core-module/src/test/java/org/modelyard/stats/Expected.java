package org.modelyard.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** The expected values of one vector, which notes those that nobody asked for. */
final class Expected {
    static final double TOLERANCE = 1e-6;

    private final String id;
    private final JsonNode values;
    private final List<String> read = new ArrayList<>();
    private final List<String> absent = new ArrayList<>();
    private int compared;

    int compared() {
        return compared;
    }

    Expected(String id, JsonNode values) {
        this.id = id;
        this.values = values;
    }

    void is(String path, double actual) {
        JsonNode value = find(path);
        if (value.isMissingNode() || value.isNull()) {
            absent.add(path);
            return;
        }
        double wanted = value.isTextual() ? Double.parseDouble(value.asText()) : value.asDouble();
        compared++;
        if (Double.isFinite(wanted)) {
            assertThat(actual).as(id + "." + path).isCloseTo(wanted, within(bound(wanted)));
        } else {
            assertThat(actual).as(id + "." + path).isEqualTo(wanted);
        }
    }

    void is(String path, Interval actual) {
        are(path, new double[] {actual.low(), actual.high()});
    }

    void are(String path, double[] actual) {
        double[] wanted = numbers(find(path));
        assertThat(actual).as(id + "." + path).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.length; i++) {
            compared++;
            assertThat(actual[i]).as(id + "." + path + "[" + i + "]").isCloseTo(wanted[i], within(bound(wanted[i])));
        }
    }

    /** Each object of an array, with what is expected of it. */
    void each(String path, BiConsumer<JsonNode, Expected> check) {
        JsonNode array = find(path);
        for (int i = 0; i < array.size(); i++) {
            Expected one = new Expected(id + "." + path + "[" + i + "]", array.get(i));
            check.accept(array.get(i), one);
            compared += one.compared;
        }
    }

    void tableIs(String path, long[][] actual) {
        compared += actual.length * actual.length;
        assertThat(actual).as(id + "." + path).isDeepEqualTo(table(find(path)));
    }

    /** What the test asked for and the vector does not give. */
    List<String> absent() {
        return absent;
    }

    /** What the vector gives and the test did not ask for. */
    List<String> unread() {
        List<String> unread = new ArrayList<>();
        collect("", values, unread);
        return unread;
    }

    private void collect(String prefix, JsonNode node, List<String> unread) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            String path = prefix + name;
            if (node.get(name).isObject()) {
                collect(path + ".", node.get(name), unread);
            } else if (!read.contains(path)) {
                unread.add(path);
            }
        }
    }

    private JsonNode find(String path) {
        read.add(path.replace("\\", ""));
        JsonNode node = values;
        // a dot that belongs to a name is escaped
        for (String part : path.split("(?<!\\\\)\\.")) {
            node = node.path(part.replace("\\", ""));
        }
        return node;
    }

    private static double bound(double value) {
        return TOLERANCE * Math.max(1, Math.abs(value));
    }

    static double[] numbers(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }

    static long[] counts(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToLong(i -> array.get(i).asLong())
                .toArray();
    }

    static int[] integers(JsonNode array) {
        return IntStream.range(0, array.size()).map(i -> array.get(i).asInt()).toArray();
    }

    static long[][] table(JsonNode rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> counts(rows.get(i)))
                .toArray(long[][]::new);
    }
}
