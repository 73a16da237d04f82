package org.modelyard.ml.score;

import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much memory a model takes: what is reached from it is added up, each object once, as a JVM with compressed references lays it out (a header
 * of 12 bytes, of 16 for arrays, references of 4, all in eights). Collections of the JDK are counted by what is in them and an entry's usual
 * cost, since their fields cannot be looked at; classes, threads and what is not part of a model are not followed.
 */
public final class Footprint {

    private static final long HEADER = 12;
    private static final long ARRAY_HEADER = 16;
    private static final long REFERENCE = 4;
    private static final long EIGHT = 8;
    /** Of a hash map's entry, with its place in the table. */
    private static final long ENTRY = 40;

    private static final Map<Class<?>, Long> PRIMITIVES = Map.of(
            boolean.class,
            1L,
            byte.class,
            1L,
            char.class,
            2L,
            short.class,
            2L,
            int.class,
            4L,
            float.class,
            4L,
            long.class,
            8L,
            double.class,
            8L);

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private final Map<Class<?>, Shape> shapes = new HashMap<>();
    private long bytes;
    private long outside;

    /**
     * @param bytes in all
     * @param outside of them, those outside of the heap: they stay until the model is closed
     */
    public record Size(long bytes, long outside) {}

    /** @param references fields that are followed */
    private record Shape(long bytes, List<Field> references) {}

    private Footprint() {}

    /**
     * @param limit the walk ends when it has found more than this
     * @return bytes; where they are more than the limit, at least so many
     */
    public static long of(Object root, long limit) {
        return walk(root, limit).bytes;
    }

    /** All that is reached. */
    public static Size of(Object root) {
        Footprint footprint = walk(root, Long.MAX_VALUE);
        return new Size(footprint.bytes, footprint.outside);
    }

    private static Footprint walk(Object root, long limit) {
        Footprint footprint = new Footprint();
        footprint.meet(root);
        while (!footprint.open.isEmpty() && footprint.bytes <= limit) {
            footprint.look(footprint.open.pop());
        }
        return footprint;
    }

    private void meet(@Nullable Object found) {
        if (found != null && !ignored(found) && seen.add(found)) {
            open.push(found);
        }
    }

    private static boolean ignored(Object found) {
        return found instanceof Class<?>
                || found instanceof ClassLoader
                || found instanceof Thread
                || found instanceof Reference<?>
                || found instanceof Enum<?>;
    }

    private void look(Object found) {
        if (found instanceof OffHeap part) {
            long held = part.offHeapBytes();
            bytes += held;
            outside += held;
        }
        Class<?> type = found.getClass();
        if (type.isArray()) {
            array(found, type.getComponentType());
        } else if (found instanceof String text) {
            bytes += eights(HEADER + REFERENCE + EIGHT) + eights(ARRAY_HEADER + text.length());
        } else if (found instanceof Map<?, ?> map && ofJdk(type)) {
            bytes += eights(HEADER + 4 * EIGHT) + ENTRY * map.size();
            map.forEach((key, value) -> {
                meet(key);
                meet(value);
            });
        } else if (found instanceof Collection<?> collection && ofJdk(type)) {
            bytes += eights(HEADER + 2 * EIGHT) + eights(ARRAY_HEADER + REFERENCE * collection.size());
            collection.forEach(this::meet);
        } else {
            object(found, type);
        }
    }

    private void array(Object array, Class<?> component) {
        int length = Array.getLength(array);
        bytes += eights(ARRAY_HEADER + length * PRIMITIVES.getOrDefault(component, REFERENCE));
        if (array instanceof Object[] elements) {
            for (Object element : elements) {
                meet(element);
            }
        }
    }

    private void object(Object found, Class<?> type) {
        Shape shape = shapes.computeIfAbsent(type, Footprint::shape);
        bytes += shape.bytes();
        for (Field field : shape.references()) {
            try {
                meet(field.get(found));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(field + " was made accessible", e);
            }
        }
    }

    private static Shape shape(Class<?> type) {
        long size = HEADER;
        List<Field> references = new ArrayList<>();
        for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass()) {
            for (Field field : part.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    size += PRIMITIVES.getOrDefault(field.getType(), REFERENCE);
                    if (!field.getType().isPrimitive() && ofModel(part) && field.trySetAccessible()) {
                        references.add(field);
                    }
                }
            }
        }
        return new Shape(eights(size), references);
    }

    private static boolean ofJdk(Class<?> type) {
        return type.getName().startsWith("java.");
    }

    /** What a server's other parts hold is not the model's. */
    private static boolean ofModel(Class<?> type) {
        String name = type.getName();
        return !ofJdk(type)
                && !name.startsWith("jdk.")
                && !name.startsWith("sun.")
                && !name.startsWith("jakarta.")
                && !name.startsWith("ai.onnxruntime.")
                && (!name.startsWith("org.modelyard.") || name.startsWith("org.modelyard.ml."));
    }

    private static long eights(long size) {
        return (size + EIGHT - 1) / EIGHT * EIGHT;
    }
}
