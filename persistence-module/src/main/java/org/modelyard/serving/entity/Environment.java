package org.modelyard.serving.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.model.Names;

/** A place where at most one deployment of each model serves. */
@Entity
@Table(name = "environment")
public class Environment {

    public static final String PRODUCTION = "production";

    /** There from the start, in the order of a model's way. */
    public static final List<String> STANDARD = List.of("development", "staging", PRODUCTION);

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "environment_seq")
    @SequenceGenerator(name = "environment_seq", sequenceName = "environment_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    private String name;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Environment() {}

    private Environment(long organisationId, String name, Instant now) {
        this.organisationId = organisationId;
        this.name = name;
        this.createdAt = now;
    }

    public static Environment open(long organisationId, String name, Instant now) {
        return new Environment(organisationId, Names.require("environment", name), now);
    }

    public long id() {
        return id;
    }

    public long organisationId() {
        return organisationId;
    }

    public String name() {
        return name;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
