package org.modelyard.access.service;

import java.time.Instant;
import org.modelyard.access.entity.User;
import org.modelyard.access.model.Role;

/** A user as others see it. */
public record UserView(String name, Role role, boolean active, boolean password, Instant createdAt, long version) {

    static UserView of(User user) {
        return new UserView(
                user.name(), user.role(), user.active(), user.passwordHash() != null, user.createdAt(), user.version());
    }
}
