package org.modelyard.platform.model;

/**
 * What is wrong with one field of a request.
 *
 * @param field the path as the client wrote it, e.g. {@code trainer.epochs} or {@code inputs[3].age}
 */
public record FieldError(String field, String message) {}
