package org.modelyard.platform.service;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Fired at the start, before the migrations run and before anything else touches the database: who wants another
 * beginning than an empty one makes it now. What an observer throws ends the start.
 */
public final class DatabaseFound {

    private final String vendor;
    private final Consumer<String> migrations;
    private final Supplier<Set<String>> knownOfH2;
    private final Supplier<Set<String>> knownOfMariaDb;

    /**
     * @param vendor {@code h2} or {@code mariadb}
     * @param migrations runs them up to a version
     */
    public DatabaseFound(
            String vendor,
            Consumer<String> migrations,
            Supplier<Set<String>> knownOfH2,
            Supplier<Set<String>> knownOfMariaDb) {
        this.vendor = vendor;
        this.migrations = migrations;
        this.knownOfH2 = knownOfH2;
        this.knownOfMariaDb = knownOfMariaDb;
    }

    /** {@code h2} or {@code mariadb}. */
    public String vendor() {
        return vendor;
    }

    /** Runs the migrations up to a version, which is perhaps one of the other database's only. */
    public void migrateTo(String version) {
        migrations.accept(version);
    }

    /** Versions of all migrations of this product, for either database. */
    public Set<String> known() {
        Set<String> all = new TreeSet<>(knownOfH2.get());
        all.addAll(knownOfMariaDb.get());
        return all;
    }
}
