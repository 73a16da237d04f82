package org.modelyard.platform.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What version of the tables this process found or made; known once the migrations have run. */
@ApplicationScoped
public class SchemaVersion {

    private volatile @Nullable String current;

    void reached(String version) {
        current = version;
    }

    public Optional<String> current() {
        return Optional.ofNullable(current);
    }
}
