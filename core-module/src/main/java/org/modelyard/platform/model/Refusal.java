package org.modelyard.platform.model;

import java.time.Duration;
import java.util.List;

/**
 * A request that was understood and is not carried out. Thrown by models and services, mapped once to problem+json at
 * the edge; it rolls the transaction back.
 */
public abstract sealed class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Refusal(String detail) {
        super(detail);
    }

    /** What is missing does not exist for this organisation: another's object is reported the same way. */
    public static final class NotFound extends Refusal {
        private static final long serialVersionUID = 1L;

        public NotFound(String what, String id) {
            super("There is no " + what + " '" + Texts.brief(id) + "'.");
        }
    }

    /** The request contradicts the present state. */
    public static final class Conflict extends Refusal {
        private static final long serialVersionUID = 1L;

        public Conflict(String detail) {
            super(detail);
        }
    }

    /** The caller saw an older state than the present one ({@code If-Match}). */
    public static final class Stale extends Refusal {
        private static final long serialVersionUID = 1L;

        public Stale(String detail) {
            super(detail);
        }
    }

    /** Well-formed, but not acceptable; says which fields and why. */
    public static final class Invalid extends Refusal {
        private static final long serialVersionUID = 1L;
        private final transient List<FieldError> errors;

        public Invalid(String detail, List<FieldError> errors) {
            super(detail);
            this.errors = List.copyOf(errors);
        }

        /** One field, whose message is also the detail. */
        public Invalid(String field, String message) {
            this(message, List.of(new FieldError(field, message)));
        }

        public List<FieldError> errors() {
            return errors;
        }
    }

    /** The caller is known and lacks the role. */
    public static final class Forbidden extends Refusal {
        private static final long serialVersionUID = 1L;

        public Forbidden(String detail) {
            super(detail);
        }
    }

    /** Something the request needs is away or full; trying again later may help. */
    public static final class Unavailable extends Refusal {
        private static final long serialVersionUID = 1L;
        private final Duration retryAfter;

        public Unavailable(String detail, Duration retryAfter) {
            super(detail);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }
}
