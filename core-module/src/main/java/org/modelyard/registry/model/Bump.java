package org.modelyard.registry.model;

/** Which part of the version number a new version raises, the greatest first. */
public enum Bump {
    MAJOR,
    MINOR,
    PATCH
}
