package org.modelyard.access.service;

import java.time.Instant;
import java.util.List;
import org.modelyard.access.entity.User;
import org.modelyard.access.model.Role;

/**
 * A user as others see it.
 *
 * @param models names of those that may be asked; empty for all
 */
public record UserView(
        String name,
        Role role,
        List<String> models,
        boolean active,
        boolean password,
        Instant createdAt,
        long version) {

    static UserView of(User user) {
        return new UserView(
                user.name(),
                user.role(),
                user.models().names(),
                user.active(),
                user.passwordHash() != null,
                user.createdAt(),
                user.version());
    }
}
