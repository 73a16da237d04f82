package org.modelyard.serving.service;

import java.util.HashSet;
import java.util.Set;

/** The nodes that serve: this one alone, unless others are said to be there. */
final class NodesFloor extends ServingNodes {

    /** Another node lives that has every model. */
    boolean others;

    final Set<Long> lacked = new HashSet<>();
    final Set<Long> lackedVersions = new HashSet<>();

    @Override
    String name() {
        return "n1";
    }

    @Override
    boolean lostEverywhere(long deployment) {
        lacked.add(deployment);
        return !others;
    }

    @Override
    boolean versionLostEverywhere(long version) {
        lackedVersions.add(version);
        return !others;
    }

    @Override
    void versionLacksNoMore(long version) {
        lackedVersions.remove(version);
    }

    @Override
    void lacksNoMore(long deployment) {
        lacked.remove(deployment);
    }
}
