package org.modelyard.registry.model;

/** Which part of the version number a new version raises. */
public enum Bump {
    MAJOR,
    MINOR,
    PATCH
}
