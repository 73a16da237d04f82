package org.modelyard.it.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import java.io.File;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
import org.modelyard.run.model.ArtifactPath;
import org.modelyard.run.model.MetricPoint;
import org.modelyard.run.model.RunState;
import org.modelyard.run.service.RunArtifacts;
import org.modelyard.run.service.RunCurves;
import org.modelyard.run.service.Runs;

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

    @Inject
    private Runs runs;

    @Inject
    private RunCurves curves;

    @Inject
    private RunArtifacts artifacts;

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

    @Test
    void a_foreign_organisation_neither_sees_nor_changes_a_run_of_this_one() {
        UUID run = runs.create(ADMIN, new Runs.NewRun("hidden-run", null, null, null, null))
                .id();
        Caller foreign = Caller.server(FIRST_ORGANISATION + 1);
        List<MetricPoint.Given> points = List.of(new MetricPoint.Given("loss", 1.0, 1L, null));
        ArtifactPath path = new ArtifactPath("x");
        List<ThrowingCallable> attempts = List.of(
                () -> runs.get(foreign, run),
                () -> runs.tag(foreign, run, Map.of("a", "b"), null),
                () -> runs.parameters(foreign, run, Map.of("a", "b")),
                () -> runs.finish(foreign, run, new Runs.Ending("KILLED", null, null)),
                () -> curves.log(foreign, run, points),
                () -> curves.points(foreign, run, "loss", null, null),
                () -> artifacts.put(foreign, run, path, InputStream.nullInputStream(), null),
                () -> artifacts.get(foreign, run, path));
        assertThat(attempts).allSatisfy(attempt -> assertThatThrownBy(attempt).isInstanceOf(Refusal.NotFound.class));
        assertThat(runs.list(foreign, null, null, null, PageRequest.first()).items())
                .isEmpty();
        assertThat(runs.get(ADMIN, run).state()).isEqualTo(RunState.RUNNING);
    }

    private List<String> subjects() {
        return audit.list(ADMIN, null, null, null, PageRequest.first()).items().stream()
                .map(entry -> entry.subject())
                .toList();
    }
}
