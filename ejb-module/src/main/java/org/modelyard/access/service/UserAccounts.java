package org.modelyard.access.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.entity.User;
import org.modelyard.access.entity.Users;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.ModelScope;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;

/** Users of an organisation; administrators manage them. */
@Stateless
public class UserAccounts {

    private static final int MIN_PASSWORD = 12;
    private static final int MAX_PASSWORD = 200;

    @Inject
    private Users users;

    @Inject
    private Secrets secrets;

    @Inject
    private Epochs epochs;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /**
     * @param password null for a user that only has tokens
     * @param models names of those that may be asked; null or empty for all
     */
    public record NewUser(String name, Role role, @Nullable String password, @Nullable List<@Nullable String> models) {

        /** One that may ask all models. */
        public NewUser(String name, Role role, @Nullable String password) {
            this(name, role, password, null);
        }
    }

    /**
     * What is null stays as it is.
     *
     * @param models names of those that may be asked from now on; empty for all
     */
    public record UserChange(
            @Nullable Role role,
            @Nullable Boolean active,
            @Nullable String password,
            @Nullable List<@Nullable String> models) {

        /** Without another word on models. */
        public UserChange(@Nullable Role role, @Nullable Boolean active, @Nullable String password) {
            this(role, active, password, null);
        }
    }

    public Page<UserView> list(Caller caller, PageRequest page) {
        caller.require(Role.ADMIN);
        return Page.of(users.page(caller.organisationId(), page), page, User::id, UserView::of);
    }

    public UserView get(Caller caller, String name) {
        caller.require(Role.ADMIN);
        return UserView.of(user(caller, name));
    }

    public UserView create(Caller caller, NewUser command) {
        caller.require(Role.ADMIN);
        if (users.byName(command.name()).isPresent()) {
            throw new Refusal.Conflict("The user name '" + command.name() + "' is taken.");
        }
        User user = User.join(caller.organisationId(), command.name(), command.role(), clock.instant());
        if (command.password() != null) {
            user.changePassword(hash(command.password()));
        }
        user.bind(ModelScope.of(command.models()));
        caller.requireGiving(user.models());
        users.add(user);
        audit.done(caller, "user.create", "user/" + user.name(), "role " + user.role() + Tokens.told(user.models()));
        return UserView.of(user);
    }

    /**
     * @param expectedVersion of {@code If-Match}, or null
     * @throws Refusal.Conflict when it would leave the organisation without an administrator
     */
    public UserView change(Caller caller, String name, UserChange change, @Nullable Long expectedVersion) {
        caller.require(Role.ADMIN);
        User user = user(caller, name);
        caller.requireGiving(user.models());
        if (expectedVersion != null && expectedVersion != user.version()) {
            throw new Refusal.Stale("The user '" + name + "' has changed since you read it.");
        }
        boolean loses = Boolean.FALSE.equals(change.active()) || (change.role() != null && change.role() != Role.ADMIN);
        if (loses && user.active() && user.role() == Role.ADMIN && users.activeAdmins(caller.organisationId()) == 1) {
            throw new Refusal.Conflict("'" + name + "' is the last administrator; make another one first.");
        }
        if (change.role() != null) {
            user.become(change.role());
        }
        if (change.active() != null) {
            if (change.active()) {
                user.reactivate();
            } else {
                user.deactivate();
            }
        }
        if (change.password() != null) {
            user.changePassword(hash(change.password()));
        }
        if (change.models() != null) {
            ModelScope models = ModelScope.of(change.models());
            caller.requireGiving(models);
            user.bind(models);
        }
        epochs.raise(Epochs.ACCESS);
        audit.done(
                caller,
                "user.change",
                "user/" + name,
                "role " + user.role() + ", active " + user.active() + Tokens.told(user.models())
                        + (change.password() != null ? ", new password" : ""));
        return UserView.of(user);
    }

    private String hash(String password) {
        if (password.length() < MIN_PASSWORD || password.length() > MAX_PASSWORD) {
            throw new Refusal.Invalid(
                    "password", "A password has " + MIN_PASSWORD + " to " + MAX_PASSWORD + " characters.");
        }
        return secrets.passwordHash(password);
    }

    private User user(Caller caller, String name) {
        return users.byName(caller.organisationId(), name).orElseThrow(() -> new Refusal.NotFound("user", name));
    }
}
