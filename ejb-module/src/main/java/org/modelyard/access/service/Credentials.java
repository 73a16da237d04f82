package org.modelyard.access.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.modelyard.access.entity.ApiToken;
import org.modelyard.access.entity.ApiTokens;
import org.modelyard.access.entity.User;
import org.modelyard.access.entity.Users;
import org.modelyard.access.model.Role;

/** Reads what the directory does not remember. */
@Stateless
public class Credentials {

    @Inject
    private ApiTokens tokens;

    @Inject
    private Users users;

    public Optional<Credential> ofToken(String hash, Instant now) {
        return tokens.byHash(hash).filter(token -> token.validAt(now)).flatMap(token -> users.byId(token.userId())
                .filter(User::active)
                .map(user -> credential(user, token)));
    }

    public Optional<Credential> ofUser(long userId) {
        return users.byId(userId)
                .filter(User::active)
                .map(user ->
                        new Credential(user.organisationId(), user.name(), user.role(), user.models(), Instant.MAX));
    }

    /** A token never has more than its user has now. */
    private static Credential credential(User user, ApiToken token) {
        Role role = user.role().contains(token.role()) ? token.role() : user.role();
        return new Credential(
                user.organisationId(),
                user.name() + "/" + token.name(),
                role,
                user.models().and(token.models()),
                token.expiresAt());
    }
}
