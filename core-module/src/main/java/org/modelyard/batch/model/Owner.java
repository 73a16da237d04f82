package org.modelyard.batch.model;

import java.util.UUID;

/**
 * Who holds a lease.
 *
 * @param node the machine's home, the same over restarts
 * @param boot this life of the process
 */
public record Owner(UUID node, UUID boot) {

    /** The text in the table: {@code node/boot}. */
    public String text() {
        return prefix() + boot;
    }

    /** What every boot of this node begins with. */
    public String prefix() {
        return node + "/";
    }
}
