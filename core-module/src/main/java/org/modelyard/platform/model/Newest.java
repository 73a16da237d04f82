package org.modelyard.platform.model;

import java.util.LinkedHashMap;
import java.util.Map;

/** The last so many keys that were added or asked for. For one thread. */
public final class Newest<K> {

    private final Map<K, Boolean> keys;

    /** @param most keys, one at least */
    public Newest(int most) {
        keys = new Bounded<>(most);
    }

    private static final class Bounded<K> extends LinkedHashMap<K, Boolean> {
        private static final long serialVersionUID = 1L;
        private final int most;

        Bounded(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Boolean> eldest) {
            return size() > most;
        }
    }

    /** Whether it is among them; it is the newest then. */
    public boolean has(K key) {
        return keys.get(key) != null;
    }

    public void add(K key) {
        keys.put(key, Boolean.TRUE);
    }

    public void clear() {
        keys.clear();
    }
}
