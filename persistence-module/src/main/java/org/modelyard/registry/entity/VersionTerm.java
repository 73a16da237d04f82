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

/** A tag, a label or a forebear that a version is found by. */
@Entity
@Table(name = "version_term")
public class VersionTerm implements IndexRows.Row {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "version_term_seq")
    @SequenceGenerator(name = "version_term_seq", sequenceName = "version_term_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "model_version_id")
    private long versionId;

    private String kind;
    private String term;

    @SuppressWarnings("NullAway.Init")
    protected VersionTerm() {}

    /** What makes it another row. */
    String key() {
        return kind + ' ' + term;
    }

    VersionTerm(ModelVersion version, String kind, String term) {
        this.organisationId = version.organisationId();
        this.versionId = version.id();
        this.kind = kind;
        this.term = term;
    }

    @Override
    public int bind(PreparedStatement insert, int at) throws SQLException {
        insert.setLong(at, organisationId);
        insert.setLong(at + 1, versionId);
        insert.setString(at + 2, kind);
        insert.setString(at + 3, term);
        return at + 4;
    }
}
