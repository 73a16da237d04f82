package org.modelyard.it.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import java.io.File;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.access.service.Directory;
import org.modelyard.access.service.Tokens;
import org.modelyard.access.service.UserAccounts;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;

/** What only the container can show: transactions, roll-back of refusals, and the directory's memory. */
@ExtendWith(ArquillianExtension.class)
class ServicesInContainerIT {

    private static final long FIRST_ORGANISATION = 1;
    private static final Caller ADMIN = Caller.server(FIRST_ORGANISATION);

    @Deployment
    static WebArchive application() {
        JavaArchive assertions = ShrinkWrap.create(JavaArchive.class, "assertj.jar")
                .addPackages(true, Assertions.class.getPackage().getName())
                .addPackages(true, "org.assertj.core");
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/parts/ROOT.war"))
                .addClass(ServicesInContainerIT.class)
                .addAsLibrary(assertions)
                .setWebXML("container-web.xml");
    }

    @Inject
    private UserAccounts users;

    @Inject
    private Tokens tokens;

    @Inject
    private Directory directory;

    @Inject
    private Audit audit;

    @Test
    void a_refusal_reaches_the_caller_as_it_is_and_leaves_nothing_behind() {
        assertThatThrownBy(() -> users.create(ADMIN, new UserAccounts.NewUser("short-one", Role.VIEWER, "short")))
                .isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> users.get(ADMIN, "short-one")).isInstanceOf(Refusal.NotFound.class);
        assertThat(subjects()).doesNotContain("user/short-one");
    }

    @Test
    void a_change_and_its_audit_entry_come_together() {
        users.create(ADMIN, new UserAccounts.NewUser("in-container", Role.OPERATOR, null));
        assertThat(subjects()).contains("user/in-container");
    }

    @Test
    void a_token_works_until_it_is_revoked() {
        users.create(ADMIN, new UserAccounts.NewUser("token-user", Role.REVIEWER, null));
        var token = tokens.create(ADMIN, new Tokens.NewToken("token-user", "app", Role.REVIEWER, null));
        String secret = String.valueOf(token.token());
        assertThat(directory.byToken(secret, "127.0.0.1"))
                .hasValueSatisfying(caller -> assertThat(caller.actor()).isEqualTo("token-user/app"));
        tokens.revoke(ADMIN, token.id());
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (directory.byToken(secret, "127.0.0.1").isPresent() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(directory.byToken(secret, "127.0.0.1")).isEmpty();
    }

    @Test
    void a_foreign_organisation_sees_nothing_of_this_one() {
        users.create(ADMIN, new UserAccounts.NewUser("hidden-user", Role.VIEWER, null));
        assertThatThrownBy(() -> users.get(Caller.server(FIRST_ORGANISATION + 1), "hidden-user"))
                .isInstanceOf(Refusal.NotFound.class);
    }

    private List<String> subjects() {
        return audit.list(ADMIN, null, null, null, PageRequest.first()).items().stream()
                .map(entry -> entry.subject())
                .toList();
    }
}
