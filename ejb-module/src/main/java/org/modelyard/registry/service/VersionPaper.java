package org.modelyard.registry.service;

import org.modelyard.access.model.Caller;

/** A document that goes with a version when it leaves; each feature brings those about itself. */
public interface VersionPaper {

    /** One of the names in {@link org.modelyard.ml.bundle.VersionPackage#NAMES}. */
    String name();

    byte[] of(Caller caller, ModelVersionView version);
}
