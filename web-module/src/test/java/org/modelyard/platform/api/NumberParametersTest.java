package org.modelyard.platform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NumberParametersTest {

    private final NumberParameters numbers = new NumberParameters();

    @Test
    void numbers_are_read() throws NoSuchMethodException {
        assertThat(of(int.class).fromString(" 500 ")).isEqualTo(500);
        assertThat(of(Long.class).fromString("-5000000000")).isEqualTo(-5_000_000_000L);
        assertThat(of(double.class).fromString("0.5")).isEqualTo(0.5);
    }

    @Test
    void what_is_none_is_malformed_and_says_which_parameter_it_is() throws NoSuchMethodException {
        ParamConverter<Integer> bytes = of(int.class);
        assertThatThrownBy(() -> bytes.fromString("many"))
                .isInstanceOf(BadRequestException.class)
                .hasMessage("bytes is 'many', not a whole number.");
        assertThatThrownBy(() -> bytes.fromString("")).isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> bytes.fromString("99999999999")).isInstanceOf(BadRequestException.class);
    }

    @Test
    void other_types_are_left_to_what_reads_them() throws NoSuchMethodException {
        assertThat(numbers.getConverter(String.class, String.class, named())).isNull();
        assertThat(numbers.getConverter(UUID.class, UUID.class, named())).isNull();
    }

    private <T> ParamConverter<T> of(Class<T> type) throws NoSuchMethodException {
        return Objects.requireNonNull(numbers.getConverter(type, type, named()));
    }

    private static Annotation[] named() throws NoSuchMethodException {
        Method method = NumberParametersTest.class.getDeclaredMethod("asked", int.class);
        return method.getParameterAnnotations()[0];
    }

    /** A resource's method, for its annotation. */
    static int asked(@QueryParam("bytes") int bytes) {
        return bytes;
    }
}
