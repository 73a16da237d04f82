package org.modelyard.ml.declared;

import org.modelyard.ml.score.Scorer;

/** What a declared scorer needs of where it is opened. */
public interface Surroundings {

    /**
     * The scorer of another version, to be closed.
     *
     * @param sha256 of its stored model
     */
    Scorer member(String sha256);

    RemoteAccess remote();
}
