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
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.ModelScope;
import org.modelyard.access.model.Role;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Refusal;

/** A bearer token of a user: kept as a SHA-256, never with more rights than its user has. */
@Entity
@Table(name = "api_token")
public class ApiToken {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "api_token_seq")
    @SequenceGenerator(name = "api_token_seq", sequenceName = "api_token_seq", allocationSize = 50)
    private long id;

    @Convert(converter = UuidColumn.class)
    @Column(name = "public_id")
    private UUID publicId;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "user_id")
    private long userId;

    private String name;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Column(name = "token_hash")
    private String tokenHash;

    private @Nullable String models;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "expires_at")
    private Instant expiresAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @SuppressWarnings("NullAway.Init")
    protected ApiToken() {}

    private ApiToken(User user, String name, Role role, String tokenHash, Instant now, Duration lifetime) {
        this.publicId = Ids.next();
        this.organisationId = user.organisationId();
        this.userId = user.id();
        this.name = name;
        this.role = role;
        this.tokenHash = tokenHash;
        this.createdAt = now;
        this.expiresAt = now.plus(lifetime);
    }

    /**
     * @param tokenHash SHA-256 of the token, hex
     * @throws Refusal.Invalid when the role is more than the user's
     */
    public static ApiToken issue(User user, String name, Role role, String tokenHash, Instant now, Duration lifetime) {
        if (!user.role().contains(role)) {
            throw new Refusal.Invalid(
                    "role", "A token cannot have the role " + role + ": its user has " + user.role() + ".");
        }
        return new ApiToken(user, Names.require("name", name), role, tokenHash, now, lifetime);
    }

    /**
     * It may ask these models alone, whatever else its user may.
     *
     * @throws Refusal.Invalid when its user may not ask all of them
     */
    public ApiToken bind(User user, ModelScope scope) {
        if (scope.listed() != null && !scope.within(user.models())) {
            throw new Refusal.Invalid(
                    "models", "A token cannot ask more than its user, who is bound to " + user.models() + ".");
        }
        this.models = scope.stored();
        return this;
    }

    /** Takes effect at once; a second time changes nothing. */
    public void revoke(Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
        }
    }

    public boolean validAt(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }

    public long id() {
        return id;
    }

    public UUID publicId() {
        return publicId;
    }

    public long organisationId() {
        return organisationId;
    }

    public long userId() {
        return userId;
    }

    public String name() {
        return name;
    }

    public Role role() {
        return role;
    }

    /** Models that it may ask, as far as its user may. */
    public ModelScope models() {
        return ModelScope.parse(models);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    public @Nullable Instant revokedAt() {
        return revokedAt;
    }
}
