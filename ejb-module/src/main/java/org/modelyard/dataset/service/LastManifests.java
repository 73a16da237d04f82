package org.modelyard.dataset.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.modelyard.dataset.entity.Dataset;

/**
 * Of each dataset the manifest of all its accepted examples, as this process has written it last: to write it again, all rows are looked at. It holds
 * while the dataset's row is the same, since its counts change with every example that comes or goes.
 */
@ApplicationScoped
public class LastManifests {

    private record Known(long version, String address) {}

    private final Map<Long, Known> known = new ConcurrentHashMap<>();

    /** @return its address in the store; empty when the dataset has changed since, or it is not known here */
    Optional<String> of(Dataset locked) {
        return Optional.ofNullable(known.get(locked.id()))
                .filter(last -> last.version() == locked.version())
                .map(Known::address);
    }

    void keep(Dataset locked, String address) {
        known.put(locked.id(), new Known(locked.version(), address));
    }
}
