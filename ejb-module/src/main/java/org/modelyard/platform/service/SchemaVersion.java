package org.modelyard.platform.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What version of the tables this process found or made; known once the migrations have run. */
@ApplicationScoped
public class SchemaVersion {

    private volatile @Nullable String current;
    private volatile List<String> migrations = List.of();

    void reached(String version, List<String> run) {
        migrations = List.copyOf(run);
        current = version;
    }

    public Optional<String> current() {
        return Optional.ofNullable(current);
    }

    /** Versions of all migrations that have been run on this database, in order; empty before. */
    public List<String> migrations() {
        return migrations;
    }
}
