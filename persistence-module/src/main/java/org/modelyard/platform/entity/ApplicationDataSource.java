package org.modelyard.platform.entity;

/** The application's tables: H2 below home, or MariaDB. */
public final class ApplicationDataSource extends ConfiguredDataSource {

    public ApplicationDataSource() {
        super(Role.APPLICATION);
    }
}
