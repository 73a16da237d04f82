package org.modelyard.lineage.api;

import org.jspecify.annotations.Nullable;
import org.modelyard.lineage.service.Lineages;
import org.modelyard.platform.api.Parameters;

/** How far a lineage is asked for, whatever it is of. */
final class Reaches {

    static final String SAID =
            " direction is up (what it came from), down (what came of it) or both; depth counts steps, 1 to 20, and is 6 when"
                    + " missing. At most 200 nodes are shown: cut, cutAt and reason say where there is more.";

    private Reaches() {}

    static Lineages.Reach of(@Nullable String direction, @Nullable String depth) {
        return new Lineages.Reach(direction, Parameters.integer("depth", depth));
    }
}
