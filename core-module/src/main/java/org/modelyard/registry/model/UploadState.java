package org.modelyard.registry.model;

/** How far an upload is. */
public enum UploadState {
    /** Bytes are missing, or their hash was not compared yet: nothing can be made of it. */
    OPEN,
    /** All bytes are in the store under their hash, which is the one that was expected where one was given. */
    COMPLETE
}
