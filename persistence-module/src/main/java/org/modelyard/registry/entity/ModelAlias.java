package org.modelyard.registry.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.registry.model.AliasName;

/** A name for a version of a model. The champion of an environment is one that the server keeps. */
@Entity
@Table(name = "model_alias")
public class ModelAlias {

    /** Of an alias that means the same everywhere. */
    private static final String EVERYWHERE = "";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "model_alias_seq")
    @SequenceGenerator(name = "model_alias_seq", sequenceName = "model_alias_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "model_id")
    private long modelId;

    @Column(name = "environment_name")
    private String environment;

    private String name;

    @ManyToOne(optional = false)
    @JoinColumn(name = "model_version_id")
    private ModelVersion version;

    @Column(name = "set_by")
    private String setBy;

    @Convert(converter = InstantColumn.class)
    @Column(name = "set_at")
    private Instant setAt;

    @SuppressWarnings("NullAway.Init")
    protected ModelAlias() {}

    private ModelAlias(ModelVersion version, String environment, String name, String by, Instant now) {
        this.organisationId = version.organisationId();
        this.modelId = version.model().id();
        this.environment = environment;
        this.name = name;
        point(version, by, now);
    }

    /** A name that somebody gives. */
    public static ModelAlias name(AliasName name, ModelVersion version, String by, Instant now) {
        return new ModelAlias(version, EVERYWHERE, name.text(), by, now);
    }

    /** The version that serves the environment. */
    public static ModelAlias champion(String environment, ModelVersion version, String by, Instant now) {
        return new ModelAlias(version, environment, AliasName.CHAMPION, by, now);
    }

    /** Means that version from now on. */
    public final void point(ModelVersion version, String by, Instant now) {
        this.version = version;
        this.setBy = by;
        this.setAt = now;
    }

    public long id() {
        return id;
    }

    /** Empty when it means the same in every environment. */
    public String environment() {
        return environment;
    }

    public String name() {
        return name;
    }

    public ModelVersion version() {
        return version;
    }

    public String by() {
        return setBy;
    }

    public Instant since() {
        return setAt;
    }
}
