package org.modelyard.access.service;

import java.time.Instant;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.ModelScope;
import org.modelyard.access.model.Role;

/**
 * What is known of a token or of a logged-in user.
 *
 * @param models that may be asked
 * @param expiresAt after this the credential is worth nothing
 */
public record Credential(long organisationId, String actor, Role role, ModelScope models, Instant expiresAt) {

    Caller caller(String address) {
        return new Caller(organisationId, actor, role, address, models);
    }
}
