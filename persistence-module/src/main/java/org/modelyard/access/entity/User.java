package org.modelyard.access.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.ModelScope;
import org.modelyard.access.model.Role;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.model.Names;

/** A person or program of one organisation. Never deleted, since the audit names it: deactivated instead. */
@Entity
@Table(name = "app_user")
public class User {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "app_user_seq")
    @SequenceGenerator(name = "app_user_seq", sequenceName = "app_user_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    private String name;

    @Column(name = "password_hash")
    private @Nullable String passwordHash;

    @Enumerated(EnumType.STRING)
    private Role role;

    private boolean active;
    private @Nullable String models;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected User() {}

    private User(long organisationId, String name, Role role, Instant now) {
        this.organisationId = organisationId;
        this.name = name;
        this.role = role;
        this.active = true;
        this.createdAt = now;
    }

    /** @param organisationId internal id of the owner */
    public static User join(long organisationId, String name, Role role, Instant now) {
        return new User(organisationId, Names.require("name", name), role, now);
    }

    public void changePassword(String hash) {
        this.passwordHash = hash;
    }

    public void become(Role newRole) {
        this.role = newRole;
    }

    /** From now on these models alone may be asked, by the user and by all tokens of the user. */
    public void bind(ModelScope scope) {
        this.models = scope.stored();
    }

    public void deactivate() {
        this.active = false;
    }

    public void reactivate() {
        this.active = true;
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

    /** Null while the user has no password and cannot log in to the console. */
    public @Nullable String passwordHash() {
        return passwordHash;
    }

    public Role role() {
        return role;
    }

    /** Models that may be asked. */
    public ModelScope models() {
        return ModelScope.parse(models);
    }

    public boolean active() {
        return active;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public long version() {
        return version;
    }
}
