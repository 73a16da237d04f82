package org.modelyard.ml.train;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.modelyard.ml.model.TrainedModel;

/** All numbers that a model is made of, in a row: to see that two are the same bit for bit. */
final class Flat {

    private Flat() {}

    static double[] of(TrainedModel model) {
        List<double[]> parts = new ArrayList<>();
        add(model, parts);
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static void add(Object value, List<double[]> parts) {
        if (value instanceof double[] doubles) {
            parts.add(doubles);
        } else if (value instanceof float[] floats) {
            parts.add(IntStream.range(0, floats.length)
                    .mapToDouble(i -> floats[i])
                    .toArray());
        } else if (value instanceof int[] ints) {
            parts.add(Arrays.stream(ints).asDoubleStream().toArray());
        } else if (value instanceof Number number) {
            parts.add(new double[] {number.doubleValue()});
        } else if (value instanceof Boolean yes) {
            parts.add(new double[] {yes ? 1 : 0});
        } else if (value instanceof Enum<?> word) {
            parts.add(new double[] {word.ordinal()});
        } else if (value instanceof List<?> list) {
            list.forEach(one -> add(one, parts));
        } else if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                try {
                    add(component.getAccessor().invoke(value), parts);
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(e);
                }
            }
        } else {
            throw new AssertionError("cannot compare " + value.getClass());
        }
    }
}
