package org.modelyard.access.service;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.entity.ApiToken;
import org.modelyard.access.model.Role;

/**
 * An API token; its secret is shown once, when it is made.
 *
 * @param user whose rights it carries
 * @param models names of those that it may ask, as far as its user may; empty for all
 * @param token null but in the answer that made it
 */
public record TokenView(
        UUID id,
        String name,
        String user,
        Role role,
        List<String> models,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String token) {

    static TokenView of(ApiToken token, String user) {
        return made(token, user, null);
    }

    static TokenView made(ApiToken token, String user, @Nullable String secret) {
        return new TokenView(
                token.publicId(),
                token.name(),
                user,
                token.role(),
                token.models().names(),
                token.createdAt(),
                token.expiresAt(),
                token.revokedAt(),
                secret);
    }
}
