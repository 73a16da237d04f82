package org.modelyard.platform.api;

import jakarta.ws.rs.BadRequestException;
import org.modelyard.platform.model.FieldError;

/** A parameter that is not of the type which the resource declares: 400, with its name. */
final class MalformedParameter extends BadRequestException {

    private static final long serialVersionUID = 1L;

    private final transient FieldError error;

    MalformedParameter(FieldError error) {
        super(error.message());
        this.error = error;
    }

    FieldError error() {
        return error;
    }
}
