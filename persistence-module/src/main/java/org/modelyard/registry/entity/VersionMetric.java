package org.modelyard.registry.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A metric that a version is found and sorted by. */
@Entity
@Table(name = "version_metric")
public class VersionMetric implements IndexRows.Row {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "version_metric_seq")
    @SequenceGenerator(name = "version_metric_seq", sequenceName = "version_metric_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "model_version_id")
    private long versionId;

    private String name;

    @Column(name = "metric_value")
    private double value;

    @SuppressWarnings("NullAway.Init")
    protected VersionMetric() {}

    /** What makes it another row. */
    String key() {
        return value + " " + name;
    }

    VersionMetric(ModelVersion version, String name, double value) {
        this.organisationId = version.organisationId();
        this.versionId = version.id();
        this.name = name;
        this.value = value;
    }

    @Override
    public int bind(PreparedStatement insert, int at) throws SQLException {
        insert.setLong(at, organisationId);
        insert.setLong(at + 1, versionId);
        insert.setString(at + 2, name);
        insert.setDouble(at + 3, value);
        return at + 4;
    }
}
