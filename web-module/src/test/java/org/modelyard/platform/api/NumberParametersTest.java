package org.modelyard.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.FieldError;

class NumberParametersTest {

    private final NumberParameters numbers = new NumberParameters();

    @Test
    void numbers_are_read() throws NoSuchMethodException {
        assertThat(of(int.class).fromString(" 500 ")).isEqualTo(500);
        assertThat(of(Long.class).fromString("-5000000000")).isEqualTo(-5_000_000_000L);
        assertThat(of(double.class).fromString("0.5")).isEqualTo(0.5);
        assertThat(of(Integer.class).fromString(null)).as("not said").isNull();
    }

    @Test
    void what_is_none_is_told_with_the_parameter_that_it_is() {
        assertThat(NumberParameters.fault("bytes", int.class, "many"))
                .isEqualTo(new FieldError("bytes", "bytes is 'many', not a whole number."));
        assertThat(NumberParameters.fault("share", double.class, "half"))
                .isEqualTo(new FieldError("share", "share is 'half', not a number."));
        assertThat(NumberParameters.fault("share", double.class, "NaN")).isNotNull();
        assertThat(NumberParameters.fault("bytes", int.class, "")).isNotNull();
        assertThat(NumberParameters.fault("bytes", int.class, "99999999999")).isNotNull();
        assertThat(NumberParameters.fault("bytes", long.class, "99999999999")).isNull();
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
