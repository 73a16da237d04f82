package org.modelyard.platform.model;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What takes long to read, kept while memory lasts: the garbage collector may take it before the heap is full, then it is read again. Of
 * more than there may be, those that were asked for longest ago go. For many threads; two that ask at the same time may both read.
 */
public final class SoftlyKept<K, V> {

    private final int most;
    private final Map<K, SoftReference<V>> kept = new LinkedHashMap<>(16, 0.75f, true);

    public SoftlyKept(int most) {
        this.most = most;
    }

    /** @param read is asked where nothing is kept; what it throws is thrown, and nothing is kept */
    public V get(K key, Supplier<V> read) {
        V known = known(key);
        if (known != null) {
            return known;
        }
        V value = read.get();
        keep(key, value);
        return value;
    }

    private synchronized @Nullable V known(K key) {
        SoftReference<V> reference = kept.get(key);
        return reference == null ? null : reference.get();
    }

    private synchronized void keep(K key, V value) {
        kept.put(key, new SoftReference<>(value));
        if (kept.size() > most) {
            kept.remove(kept.keySet().iterator().next());
        }
    }
}
