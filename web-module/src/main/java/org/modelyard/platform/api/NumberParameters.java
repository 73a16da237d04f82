package org.modelyard.platform.api;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Texts;

/** Parameters that a resource declares as numbers. JAX-RS itself would answer what is none with 404, as if there were nothing at the address. */
@Provider
public class NumberParameters implements ParamConverterProvider {

    private static final Map<Class<?>, Reader> READERS = Map.of(
            int.class, new Reader(Integer::valueOf, "a whole number"),
            Integer.class, new Reader(Integer::valueOf, "a whole number"),
            long.class, new Reader(Long::valueOf, "a whole number"),
            Long.class, new Reader(Long::valueOf, "a whole number"),
            double.class, new Reader(NumberParameters::finite, "a number"),
            Double.class, new Reader(NumberParameters::finite, "a number"));

    private record Reader(Function<String, Object> read, String called) {

        @Nullable
        FieldError fault(String name, String text) {
            try {
                Object unused = read.apply(text);
                return null;
            } catch (NumberFormatException e) {
                return new FieldError(name, name + " is '" + Texts.brief(text) + "', not " + called + ".");
            }
        }
    }

    private static Double finite(String text) {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw new NumberFormatException(text);
        }
        return number;
    }

    /**
     * What is wrong with a parameter; null when it is a number of the type.
     *
     * @param type one of those that are read here
     */
    static @Nullable FieldError fault(String name, Class<?> type, String text) {
        return Objects.requireNonNull(READERS.get(type), type::getName).fault(name, text);
    }

    @Override
    @SuppressWarnings("unchecked") // a reader gives what stands beside it
    public <T> @Nullable ParamConverter<T> getConverter(
            Class<T> rawType, Type genericType, Annotation @Nullable [] annotations) {
        Reader reader = READERS.get(rawType);
        return reader == null
                ? null
                : (ParamConverter<T>) new Numbers(name(annotations), reader, !rawType.isPrimitive());
    }

    private static String name(Annotation @Nullable [] annotations) {
        return Optional.ofNullable(annotations).stream()
                .flatMap(Arrays::stream)
                .map(NumberParameters::name)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("A parameter");
    }

    private static Optional<String> name(Annotation annotation) {
        if (annotation instanceof QueryParam query) {
            return Optional.of(query.value());
        }
        if (annotation instanceof PathParam path) {
            return Optional.of(path.value());
        }
        return annotation instanceof HeaderParam header ? Optional.of(header.value()) : Optional.empty();
    }

    /** @param optional whether it is null where it is not said */
    private record Numbers(String name, Reader reader, boolean optional) implements ParamConverter<Object> {

        @Override
        public @Nullable Object fromString(@Nullable String text) {
            if (text == null && optional) {
                return null;
            }
            String bare = text == null ? "" : text.strip();
            FieldError fault = reader.fault(name, bare);
            if (fault != null) {
                throw new MalformedParameter(fault);
            }
            return reader.read().apply(bare);
        }

        @Override
        public String toString(Object value) {
            return value.toString();
        }
    }
}
