package org.modelyard.access.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Role;
import org.modelyard.access.service.TokenView;
import org.modelyard.access.service.Tokens;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;

/** API tokens: a new one, whose secret is in that one answer only, the list, and their end. */
@Named
@RequestScoped
public class TokenAdministration {

    private static final String HOME = "/console/administration";

    @Inject
    private Tokens tokens;

    @Inject
    private Viewer viewer;

    @Inject
    private Clock clock;

    private @Nullable String chosen;
    private @Nullable String cursor;
    private @Nullable TokenView token;
    private @Nullable TokenView made;
    private @Nullable Page<TokenView> page;
    private @Nullable String name;
    private @Nullable String user;
    private Role role = Role.VIEWER;
    private @Nullable String days;
    private @Nullable String models;
    private boolean refused;

    @PostConstruct
    void fromRequest() {
        chosen = Links.optional("token");
        cursor = Links.optional("tokens");
    }

    public void load() {
        page = tokens.list(viewer.caller(), PageRequest.of(null, cursor));
        token = chosen == null || chosen.isBlank() ? null : tokens.get(viewer.caller(), Ids.parse("token", chosen));
        if (user == null) {
            user = viewer.getName();
        }
    }

    /** No redirect follows: the secret must not pass through an address or the session. */
    public void create() {
        refused = !Notices.attempt(() -> {
            made = tokens.create(
                    viewer.caller(),
                    new Tokens.NewToken(
                            user == null ? "" : user,
                            name == null ? "" : name,
                            role,
                            lifetime(),
                            UserAdministration.names(models)));
        });
        load();
    }

    private @Nullable Duration lifetime() {
        if (days == null) {
            return null;
        }
        try {
            return Duration.ofDays(Integer.parseInt(days.strip()));
        } catch (NumberFormatException e) {
            throw new Refusal.Invalid("days", "The lifetime must be a whole number of days, 1 to 3,650.");
        }
    }

    public void revoke() {
        if (Notices.attempt(() -> {
            TokenView gone = tokens.revoke(viewer.caller(), Ids.parse("token", String.valueOf(chosen)));
            Notices.done("Token " + gone.name() + " is revoked. Whatever used it is refused from now on.");
        })) {
            Links.go(HOME);
        }
    }

    /** Whether the form for a new token stays open, with what was typed. */
    public boolean isRefused() {
        return refused;
    }

    /** Whether the question is there; also before the token is read, so that a posted button counts. */
    public boolean isRevoking() {
        return token != null || page == null;
    }

    /** VALID, EXPIRED or REVOKED. */
    public String state(TokenView view) {
        if (view.revokedAt() != null) {
            return "REVOKED";
        }
        return view.expiresAt().isAfter(clock.instant()) ? "VALID" : "EXPIRED";
    }

    /** With its secret; only in the answer that made it. */
    public @Nullable TokenView getMade() {
        return made;
    }

    /** The one that the address names; null for none. */
    public @Nullable TokenView getToken() {
        return token;
    }

    public @Nullable Page<TokenView> getPage() {
        return page;
    }

    public @Nullable String getChosen() {
        return chosen;
    }

    public @Nullable String getCursor() {
        return cursor;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public @Nullable String getUser() {
        return user;
    }

    public void setUser(@Nullable String user) {
        this.user = user;
    }

    public Role getRole() {
        return role;
    }

    public void setRole(Role role) {
        this.role = role;
    }

    /** Names that it may ask, with commas between; empty for all that its user may. */
    public @Nullable String getModels() {
        return models;
    }

    public void setModels(@Nullable String models) {
        this.models = models;
    }

    public @Nullable String getDays() {
        return days;
    }

    public void setDays(@Nullable String days) {
        this.days = days;
    }
}
