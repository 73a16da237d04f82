package org.modelyard.it.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.modelyard.access.model.Role;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.it.ModelyardServer;
import org.modelyard.it.OnH2;

/** Every page and button of the console, found and not listed, with a session of each role and without one. */
@OnH2
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleDenyIT {

    private static final String PASSWORD = "a long pass phrase";
    private static final Pattern CHECK =
            Pattern.compile("check_drift\\s*=\\s*function.*?s:\"([^\"]+)\"", Pattern.DOTALL);

    private final ModelyardServer server;
    private final String name = "deny-" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<Role, ConsoleSession> sessions = new EnumMap<>(Role.class);
    private final Map<String, Reply> full = new HashMap<>();
    private Furnished house;

    @SuppressWarnings("NullAway.Init")
    ConsoleDenyIT(ModelyardServer server) {
        this.server = server;
    }

    @BeforeAll
    void one_of_each_object_and_a_session_of_each_role() {
        for (Role role : Role.values()) {
            server.api()
                    .post("/api/v1/users", Map.of("name", user(role), "role", role, "password", PASSWORD))
                    .expect(201);
            sessions.put(role, ConsoleSession.of(server, user(role), PASSWORD));
        }
        house = Furnished.of(server, name);
    }

    /** Another administrator would take the last one's protection from the tests of it. */
    @AfterAll
    void nothing_stays_at_work_and_nobody_in_service() {
        house.endWork(server.api());
        server.api()
                .send("PATCH", "/api/v1/users/" + user(Role.ADMIN), "{\"active\":false}", Map.of())
                .expect(200);
    }

    @Test
    void every_address_is_walked() {
        assertThat(house.routes()).hasSizeGreaterThan(20).allSatisfy(route -> assertThat(house.pages())
                .as(route)
                .anyMatch(page -> page.replaceFirst("\\?.*", "").matches(route)));
    }

    @Test
    void without_a_session_every_page_leads_to_the_log_in() {
        ConsoleSession stranger = ConsoleSession.stranger(server);
        assertSoftly(softly -> house.pages().forEach(page -> {
            Reply reply = stranger.get(page);
            softly.assertThat(reply.status()).as(page).isEqualTo(302);
            softly.assertThat(reply.header("Location").orElse("")).as(page).contains("/console/login?to=");
            softly.assertThat(reply.body()).as(page).doesNotContain("<main");
        }));
    }

    @Test
    void each_role_sees_its_pages_with_its_buttons() {
        Set<String> seen = new TreeSet<>();
        assertSoftly(softly -> house.pages().forEach(page -> {
            Reply whole = full(page);
            Set<String> all = ConsoleSession.buttons(whole);
            all.stream().map(ConsoleDenyIT::last).forEach(seen::add);
            for (Role role : Role.values()) {
                Reply reply = role == Role.ADMIN ? whole : session(role).get(page);
                boolean admitted = role == Role.ADMIN || !house.isForAdministrators(page);
                softly.assertThat(reply.status()).as("%s as %s", page, role).isEqualTo(admitted ? 200 : 403);
                if (admitted) {
                    softly.assertThat(ConsoleSession.buttons(reply))
                            .as("%s as %s", page, role)
                            .isEqualTo(allowed(all, role));
                }
            }
        }));
        assertThat(seen).as("buttons of all pages").isEqualTo(new TreeSet<>(ConsoleButtons.LEAST.keySet()));
    }

    @Test
    void no_detour_leads_to_a_page_of_administrators() {
        List<String> detours = List.of(
                "/console//administration",
                "/console//administration.xhtml",
                "/console/./audit",
                "/console/datasets/../audit.xhtml",
                "/console/audit.xhtml;x=1",
                "/console/audit.xhtml/",
                "/console/%61udit",
                "/console/Audit.xhtml",
                "/console/administration.xhtml/x.xhtml");
        assertSoftly(softly -> detours.forEach(path -> {
            Reply reply = session(Role.OPERATOR).get(path);
            softly.assertThat(reply.status()).as(path).isIn(302, 400, 403, 404);
            softly.assertThat(reply.body()).as(path).doesNotContain("<td class=\"mono subject\">", "API tokens");
        }));
    }

    /** The server keeps a page's state: one that was made for an administrator's session is worth nothing here. */
    @Test
    void posting_a_button_that_is_not_there_changes_nothing() {
        for (Role role : List.of(Role.VIEWER, Role.REVIEWER, Role.OPERATOR)) {
            Set<String> pressed = new LinkedHashSet<>();
            house.pages().forEach(page -> pressAllThatAreMissing(page, full(page), role, pressed));
            assertThat(pressed)
                    .as("pressed by " + role)
                    .containsAll(ConsoleButtons.LEAST.keySet().stream()
                            .filter(button -> !role.contains(least(button)))
                            .toList());
            assertThat(done(role)).as("done by " + role).containsOnly("console.login");
        }
        // the same post by one who may
        press("/console/datasets", "make", Map.of("name", name + "-made", "target", "label", "task", "CLASSIFICATION"));
        assertThat(done(Role.OPERATOR)).contains("dataset.create");
    }

    private void pressAllThatAreMissing(String page, Reply whole, Role role, Set<String> pressed) {
        Reply own = null;
        for (String button : ConsoleSession.buttons(whole)) {
            if (role.contains(least(button))) {
                continue;
            }
            own = own == null ? session(role).get(house.isForAdministrators(page) ? "/console/datasets" : page) : own;
            Reply reply = session(role).press(own, button, page, typed(whole));
            assertThat(reply.status()).as(button + " of " + page).isIn(200, 302, 403);
            assertThat(reply.body()).as(button + " of " + page).doesNotContain("inference-link", "secretText");
            own = ConsoleSession.next(own, reply);
            pressed.add(last(button));
        }
    }

    /** As an administrator sees it, who asks for it once. */
    private Reply full(String page) {
        return full.computeIfAbsent(page, asked -> admin().get(asked).expect(200));
    }

    /** This one is posted by the page's script, so the page cannot keep it back: the service refuses it. */
    @Test
    void a_drift_check_is_refused_by_the_service_and_written_down() {
        Reply page = session(Role.REVIEWER).get("/console/monitoring").expect(200);
        Matcher command = CHECK.matcher(page.body());
        assertThat(command.find()).isTrue();
        Reply refused = session(Role.REVIEWER)
                .press(page, command.group(1), "/console/monitoring", Map.of("model", name))
                .expect(200);
        assertThat(refused.body()).contains("This needs the role OPERATOR; you have REVIEWER.");
        assertThat(audit(Role.REVIEWER))
                .contains("POST /console/monitoring REFUSED")
                .doesNotContain("drift.check");
    }

    /** By one whose deeds no other test counts. */
    @Test
    void the_winner_of_an_experiment_is_rolled_out_by_its_button() {
        String page = "/console/experiments/" + name + "-won";
        Reply shown = admin().get(page).expect(200);
        assertThat(shown.body()).contains("WINNER", "STOPPED");
        Reply begun = admin().press(shown, "roll-winner", Map.of()).expect(302);
        String rollout = begun.header("Location").orElse("");
        assertThat(rollout).contains("/console/rollouts/");
        String path = "/api/v1/rollouts/" + rollout.substring(rollout.lastIndexOf('/') + 1);
        assertThat(server.api().get(path).expect(200).json().path("candidate").asText())
                .isEqualTo("1.0.0");
        server.api().post(path + "/abort", "{}").expect(200);
    }

    @Test
    void an_experiment_over_whole_models_is_tried_by_hand() {
        TriedExperiment.answers(session(Role.ADMIN), name + "-models", name);
    }

    /** The policy of the furnished model is for staging alone, where the other version is the one that was approved. */
    @Test
    void what_a_policy_still_asks_for_is_told_of_each_environment() {
        assertThat(session(Role.VIEWER).get(versionPage()).expect(200).body())
                .contains("Before it may serve staging")
                .doesNotContain("Before it may serve production");
    }

    @Test
    void a_freeze_is_told_where_one_deploys_and_rolls_out() {
        assertThat(session(Role.OPERATOR).get(versionPage()).expect(200).body())
                .contains(name + " is frozen until ", "do-rollout");
    }

    private String versionPage() {
        return house.pages().stream()
                .filter(one -> one.matches("/console/models/" + name + "/versions/[^/]+"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_form_with_a_place_for_a_file_that_is_sent_without_one_is_refused_plainly() {
        Reply shown = admin().get("/console/datasets/" + name).expect(200);
        Reply refused = admin().pressShown(shown, "upload", Map.of()).expect(400);
        assertThat(refused.body()).contains("multipart/form-data", "Nothing was changed");
    }

    private void press(String page, String button, Map<String, String> typed) {
        Reply shown = session(Role.OPERATOR).get(page).expect(200);
        session(Role.OPERATOR).press(shown, button, page, typed).expect(200, 302);
    }

    /** What would be valid, so that only the role stands against it; with the forms of the full page. */
    private Map<String, String> typed(Reply whole) {
        Map<String, String> typed = new HashMap<>();
        typed.putAll(Map.of("name", "by-nobody", "target", "label", "environment", "staging", "role", "ADMIN"));
        typed.putAll(Map.of("inference", house.inference(), "truth", "yes", "newRole", "ADMIN"));
        typed.putAll(Map.of("password", PASSWORD, "newPassword", PASSWORD));
        ConsoleSession.forms(whole).forEach(form -> typed.put(form, form));
        return typed;
    }

    private Set<String> done(Role role) {
        return audited(role)
                .filter(line -> line.path("outcome").asText().equals("DONE"))
                .map(line -> line.path("action").asText())
                .collect(Collectors.toSet());
    }

    private String audit(Role role) {
        return audited(role)
                .map(line -> line.path("action").asText() + " "
                        + line.path("subject").asText() + " "
                        + line.path("outcome").asText())
                .collect(Collectors.joining("\n"));
    }

    private Stream<JsonNode> audited(Role role) {
        return server
                .api()
                .get("/api/v1/audit?limit=500&actor=" + user(role))
                .expect(200)
                .json()
                .path("items")
                .findParents("outcome")
                .stream();
    }

    private static Set<String> allowed(Set<String> all, Role role) {
        return all.stream()
                .filter(button -> role.contains(least(button)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Role least(String button) {
        return Objects.requireNonNull(ConsoleButtons.LEAST.get(last(button)), button);
    }

    private static String last(String button) {
        return button.substring(button.lastIndexOf(':') + 1);
    }

    private String user(Role role) {
        return name + "-" + role.name().toLowerCase(java.util.Locale.ROOT);
    }

    private ConsoleSession admin() {
        return session(Role.ADMIN);
    }

    private ConsoleSession session(Role role) {
        return Objects.requireNonNull(sessions.get(role));
    }
}
