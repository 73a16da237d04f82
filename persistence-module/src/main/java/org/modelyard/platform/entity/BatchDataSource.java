package org.modelyard.platform.entity;

/** The JSR-352 job repository: a file of its own on H2, the application's schema on MariaDB. */
public final class BatchDataSource extends ConfiguredDataSource {

    public BatchDataSource() {
        super(Role.BATCH);
    }
}
