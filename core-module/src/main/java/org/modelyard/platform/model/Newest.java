package org.modelyard.platform.model;

import java.util.LinkedHashMap;
import java.util.Map;

/** The last so many entries that were put or got; being asked whether it is there keeps none. For one thread. */
public final class Newest<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    /** @param most entries, one at least */
    public Newest(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
