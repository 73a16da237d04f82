package org.modelyard.experiment.console;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A group of fields that a form repeats.
 *
 * @param number from 1
 * @param path by which the API names the group
 */
public record FieldLine(int number, String path) {

    static final FieldLine PRIMARY = new FieldLine(1, "metric");

    /** As many as there are to be of that list. */
    static List<FieldLine> of(String list, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new FieldLine(i + 1, list + "[" + i + "]"))
                .toList();
    }

    /** A group within this one. */
    public FieldLine group(String group) {
        return new FieldLine(number, at(group));
    }

    /** The API's name of one of its fields. */
    public String at(String field) {
        return path + "." + field;
    }
}
