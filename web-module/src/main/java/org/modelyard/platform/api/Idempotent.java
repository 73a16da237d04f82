package org.modelyard.platform.api;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A POST that creates: a request with an {@code Idempotency-Key} that was answered before gets that answer again, and
 * nothing happens twice.
 */
@NameBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {

    /**
     * Names a field of the answer that is shown once and never kept: a repeated request gets the answer without it.
     */
    String secret() default "";
}
