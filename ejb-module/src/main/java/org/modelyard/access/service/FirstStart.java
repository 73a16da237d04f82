package org.modelyard.access.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.modelyard.access.entity.ApiToken;
import org.modelyard.access.entity.ApiTokens;
import org.modelyard.access.entity.Organisation;
import org.modelyard.access.entity.Organisations;
import org.modelyard.access.entity.User;
import org.modelyard.access.entity.Users;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.AccessSettings;

/** The first administrator: by environment, or by a link that works once. There is no default password. */
@Stateless
public class FirstStart {

    public static final String ADMIN = "admin";
    private static final String ORGANISATION = "main";
    private static final int MIN_PASSWORD = 12;
    /** Nodes that start together each print a link: an older one is replaced, a neighbour's is not. */
    private static final Duration LINKS_TOGETHER = Duration.ofMinutes(2);

    @Inject
    private Organisations organisations;

    @Inject
    private Users users;

    @Inject
    private ApiTokens tokens;

    @Inject
    private Secrets secrets;

    @Inject
    private AccessSettings settings;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    /**
     * Makes the first organisation and, where the environment says how, its administrator. Nodes that start on an empty
     * database at once do so one after the other, and the second finds what the first has made.
     *
     * @return the secret of a new set-up link, when there is no administrator yet
     */
    public Optional<String> prepare() {
        oneNodeAtATime();
        Organisation organisation = organisations.byName(ORGANISATION).orElseGet(() -> {
            Organisation first = Organisation.found(ORGANISATION, clock.instant());
            organisations.add(first);
            em.flush();
            return first;
        });
        if (!users.none()) {
            return Optional.empty();
        }
        if (settings.adminPassword().isEmpty() && settings.adminToken().isEmpty()) {
            return Optional.of(newLink());
        }
        User admin = admin(organisation);
        if (!settings.adminPassword().isEmpty()) {
            admin.changePassword(secrets.passwordHash(settings.adminPassword()));
        }
        if (!settings.adminToken().isEmpty()) {
            String hash = Secrets.tokenHash(settings.adminToken());
            tokens.add(
                    ApiToken.issue(admin, "environment", Role.ADMIN, hash, clock.instant(), settings.tokenLifetime()));
        }
        audit.done(Caller.server(organisation.id()), "user.create", "user/" + ADMIN, "first start");
        return Optional.empty();
    }

    /** Whether the link's secret is the current one and no administrator exists. */
    public boolean linkWorks(String secret) {
        return users.none()
                && !em.createNativeQuery("select 1 from setup_link where token_hash = ?1")
                        .setParameter(1, Secrets.tokenHash(secret))
                        .getResultList()
                        .isEmpty();
    }

    /**
     * Uses the link up.
     *
     * @throws Refusal.NotFound when the link does not work (any more)
     */
    public void useLink(String secret, String password, String address) {
        oneNodeAtATime();
        int removed = em.createNativeQuery("delete from setup_link where token_hash = ?1")
                .setParameter(1, Secrets.tokenHash(secret))
                .executeUpdate();
        if (removed != 1 || !users.none()) {
            throw new Refusal.NotFound("set-up link", "used or replaced");
        }
        if (password.length() < MIN_PASSWORD) {
            throw new Refusal.Invalid("password", "A password has at least " + MIN_PASSWORD + " characters.");
        }
        Organisation organisation =
                organisations.byName(ORGANISATION).orElseThrow(() -> new IllegalStateException("no organisation"));
        admin(organisation).changePassword(secrets.passwordHash(password));
        em.createNativeQuery("delete from setup_link").executeUpdate();
        Caller caller = new Caller(organisation.id(), "set-up link", Role.ADMIN, address);
        audit.done(caller, "user.create", "user/" + ADMIN, "set-up link");
    }

    /** To the end of the transaction, and before its first read: a later one may not see what another node made. */
    private void oneNodeAtATime() {
        new Epochs(em).hold(Epochs.ACCESS);
    }

    private User admin(Organisation organisation) {
        User admin = User.join(organisation.id(), ADMIN, Role.ADMIN, clock.instant());
        users.add(admin);
        em.flush();
        return admin;
    }

    private String newLink() {
        String secret = secrets.newToken();
        em.createNativeQuery("delete from setup_link where created_at < ?1")
                .setParameter(1, InstantColumn.local(clock.instant().minus(LINKS_TOGETHER)))
                .executeUpdate();
        em.createNativeQuery("insert into setup_link (token_hash, created_at) values (?1, ?2)")
                .setParameter(1, Secrets.tokenHash(secret))
                .setParameter(2, InstantColumn.local(clock.instant()))
                .executeUpdate();
        return secret;
    }
}
