package org.modelyard.ml.search;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * One hyperparameter that a search chooses. Its values lie in the unit interval: each of finitely many has a stretch of it, the same
 * length for each on a linear scale.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Range.class, name = "RANGE"),
    @JsonSubTypes.Type(value = Choice.class, name = "CHOICE")
})
public sealed interface Dimension permits Range, Choice {

    String name();

    /** How many values there are; {@link Long#MAX_VALUE} when they are not to be counted. */
    long size();

    /** @param index from 0, less than {@link #size}; only where the values can be counted */
    Object value(long index);

    /** @param place 0 to 1 */
    Object at(double place);

    /** The middle of the value's stretch, 0 to 1. */
    double place(Object value);

    /** The values that a grid takes. */
    List<Object> grid();
}
