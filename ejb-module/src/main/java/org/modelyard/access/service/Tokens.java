package org.modelyard.access.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.entity.ApiToken;
import org.modelyard.access.entity.ApiTokens;
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
import org.modelyard.platform.settings.AccessSettings;

/** API tokens of an organisation; administrators manage them. */
@Stateless
public class Tokens {

    private static final Duration LONGEST = Duration.ofDays(3_650);

    @Inject
    private ApiTokens tokens;

    @Inject
    private Users users;

    @Inject
    private Secrets secrets;

    @Inject
    private AccessSettings settings;

    @Inject
    private Epochs epochs;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /**
     * @param lifetime null for the configured one
     * @param models names of those that it may ask; null or empty for all that its user may
     */
    public record NewToken(
            String user, String name, Role role, @Nullable Duration lifetime, @Nullable List<@Nullable String> models) {

        /** One that may ask what its user may. */
        public NewToken(String user, String name, Role role, @Nullable Duration lifetime) {
            this(user, name, role, lifetime, null);
        }
    }

    /** The answer carries the secret, this once. */
    public TokenView create(Caller caller, NewToken command) {
        caller.require(Role.ADMIN);
        User user = users.byName(caller.organisationId(), command.user())
                .orElseThrow(() -> new Refusal.NotFound("user", command.user()));
        Duration lifetime = command.lifetime() == null ? settings.tokenLifetime() : command.lifetime();
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LONGEST) > 0) {
            throw new Refusal.Invalid("lifetime", "A token lives longer than PT0S and at most " + LONGEST + ".");
        }
        ModelScope models = ModelScope.of(command.models());
        caller.requireGiving(models.and(user.models()));
        String secret = secrets.newToken();
        ApiToken token = ApiToken.issue(
                        user, command.name(), command.role(), Secrets.tokenHash(secret), clock.instant(), lifetime)
                .bind(user, models);
        tokens.add(token);
        audit.done(
                caller,
                "token.create",
                "token/" + token.publicId(),
                user.name() + "/" + token.name() + told(token.models()));
        return TokenView.made(token, user.name(), secret);
    }

    public Page<TokenView> list(Caller caller, PageRequest page) {
        caller.require(Role.ADMIN);
        return Page.of(tokens.page(caller.organisationId(), page), page, ApiToken::id, this::view);
    }

    public TokenView get(Caller caller, UUID id) {
        caller.require(Role.ADMIN);
        return view(token(caller, id));
    }

    /** Obeyed on every node within one poll of the epochs. */
    public TokenView revoke(Caller caller, UUID id) {
        caller.require(Role.ADMIN);
        ApiToken token = token(caller, id);
        token.revoke(clock.instant());
        epochs.raise(Epochs.ACCESS);
        audit.done(caller, "token.revoke", "token/" + id, token.name());
        return view(token);
    }

    /** What an audit adds; nothing for all models. */
    static String told(ModelScope models) {
        return models.listed() == null ? "" : ", " + models;
    }

    private TokenView view(ApiToken token) {
        User owner = users.byId(token.userId())
                .orElseThrow(() -> new IllegalStateException("token " + token.publicId() + " has no user"));
        return TokenView.of(token, owner.name());
    }

    private ApiToken token(Caller caller, UUID id) {
        return tokens.byPublicId(caller.organisationId(), id)
                .orElseThrow(() -> new Refusal.NotFound("token", id.toString()));
    }
}
