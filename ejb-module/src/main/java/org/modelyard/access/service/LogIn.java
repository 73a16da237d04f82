package org.modelyard.access.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.modelyard.access.entity.Organisations;
import org.modelyard.access.entity.User;
import org.modelyard.access.entity.Users;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** Passwords at the console's door. */
@Stateless
public class LogIn {

    @Inject
    private Users users;

    @Inject
    private Organisations organisations;

    @Inject
    private Secrets secrets;

    @Inject
    private LogInFailures failures;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /**
     * Blanks around a name and capitals in it are of no matter: to one of the databases they are none, and each way to write a name would be counted for
     * itself. What can be nobody's name is one name for all of them, so that no long ones are kept.
     *
     * @return the internal id of the user, or empty when name and password do not fit; both cost the same time
     * @throws Refusal.Unavailable after too many failures for this name from this address
     */
    public Optional<Long> logIn(String typed, String password, String address) {
        String name = typed.strip().toLowerCase(Locale.ROOT);
        boolean possible = Names.fits(name);
        String key = (possible ? name : "") + "@" + address;
        Duration wait = failures.wait(key, clock.instant());
        if (!wait.isZero()) {
            throw new Refusal.Unavailable("Too many failed log-ins. Try again in a minute.", wait);
        }
        Optional<User> user = possible ? users.byName(name).filter(User::active) : Optional.empty();
        if (!secrets.passwordMatches(password, user.map(User::passwordHash).orElse(null))) {
            failures.failed(key, clock.instant());
            audit.refused(
                    new Caller(organisationOf(user), Texts.brief(name), Role.VIEWER, address),
                    "console.login",
                    "user/" + Texts.brief(name),
                    "wrong name or password");
            return Optional.empty();
        }
        failures.succeeded(key);
        User known = user.orElseThrow();
        audit.done(
                new Caller(known.organisationId(), known.name(), known.role(), address),
                "console.login",
                "user/" + known.name(),
                null);
        return Optional.of(known.id());
    }

    /** A name that nobody has is written down for the first organisation: its administrators keep the server. */
    private long organisationOf(Optional<User> user) {
        return user.map(User::organisationId)
                .or(() -> organisations.all().stream().findFirst().map(first -> first.id()))
                .orElse(0L);
    }
}
