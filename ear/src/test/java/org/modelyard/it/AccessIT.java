package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Role;
import org.modelyard.it.ApiClient.Reply;

@OnBothDatabases
class AccessIT {

    private final ModelyardServer server;
    private final ApiClient admin;

    AccessIT(ModelyardServer server) {
        this.server = server;
        this.admin = server.api();
    }

    @Test
    void a_caller_learns_who_it_is() {
        JsonNode me = server.as(Role.REVIEWER).get("/api/v1/me").expect(200).json();
        assertThat(me.path("actor").asText()).isEqualTo("admin/it-reviewer");
        assertThat(me.path("role").asText()).isEqualTo("REVIEWER");
        assertThat(me.path("roles")).extracting(JsonNode::asText).containsExactly("VIEWER", "REVIEWER");
    }

    @Test
    void a_user_is_created_read_and_listed() {
        String name = newUser("OPERATOR");
        Reply read = admin.get("/api/v1/users/" + name).expect(200);
        assertThat(read.json().path("role").asText()).isEqualTo("OPERATOR");
        assertThat(read.header("ETag")).isPresent();
        assertThat(admin.get("/api/v1/users?limit=500").expect(200).json().path("items"))
                .extracting(user -> user.path("name").asText())
                .contains(name, "admin");
    }

    @Test
    void a_change_on_an_old_etag_is_refused() {
        String name = newUser("VIEWER");
        String path = "/api/v1/users/" + name;
        String etag = admin.get(path).expect(200).header("ETag").orElseThrow();
        Reply changed = admin.send("PATCH", path, "{\"role\":\"REVIEWER\"}", Map.of("If-Match", etag))
                .expect(200);
        assertThat(changed.header("ETag")).isPresent().isNotEqualTo(Optional.of(etag));
        assertThat(admin.get(path).expect(200).header("ETag")).isEqualTo(changed.header("ETag"));
        admin.send("PATCH", path, "{\"role\":\"OPERATOR\"}", Map.of("If-Match", etag))
                .expect(412);
        admin.send("PATCH", path, "{\"role\":\"OPERATOR\"}", Map.of("If-Match", "\"not-ours\""))
                .expect(412);
        assertThat(admin.get(path).expect(200).json().path("role").asText()).isEqualTo("REVIEWER");
    }

    @Test
    void the_last_administrator_stays() {
        Reply refused = admin.send("PATCH", "/api/v1/users/admin", "{\"active\":false}", Map.of());
        assertThat(refused.expect(409).json().path("detail").asText()).contains("last administrator");
    }

    @Test
    void a_token_is_shown_once_works_and_is_revoked() {
        String name = newUser("OPERATOR");
        JsonNode token = newToken(name, "VIEWER", "PT1H");
        String path = "/api/v1/tokens/" + token.path("id").asText();
        String secret = token.required("token").textValue();
        assertThat(admin.get(path).expect(200).json().path("token").isNull()).isTrue();
        assertThat(admin.get(path).body()).doesNotContain(secret);
        admin.with(secret).get("/api/v1/me").expect(200);
        assertThat(admin.delete(path).expect(200).json().path("revokedAt").isNull())
                .isFalse();
        Await.until("the revoked token to be refused", Duration.ofSeconds(10), () -> Optional.of(
                        admin.with(secret).get("/api/v1/me").status())
                .filter(status -> status == 401));
        admin.delete(path).expect(200);
    }

    @Test
    void a_token_has_no_more_rights_than_its_user() {
        String name = newUser("REVIEWER");
        String body = "{\"user\":\"" + name + "\",\"name\":\"more\",\"role\":\"ADMIN\"}";
        Reply refused = admin.post("/api/v1/tokens", body).expect(422);
        assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("role");
    }

    @Test
    void a_deactivated_users_tokens_are_refused() {
        String name = newUser("OPERATOR");
        String secret = newToken(name, "OPERATOR", "PT1H").required("token").textValue();
        admin.with(secret).get("/api/v1/me").expect(200);
        admin.send("PATCH", "/api/v1/users/" + name, "{\"active\":false}", Map.of())
                .expect(200);
        Await.until("the token to be refused", Duration.ofSeconds(10), () -> Optional.of(
                        admin.with(secret).get("/api/v1/me").status())
                .filter(status -> status == 401));
    }

    @Test
    void a_name_that_is_a_path_is_refused() {
        Reply refused = admin.post("/api/v1/users", "{\"name\":\"../../etc/passwd\",\"role\":\"VIEWER\"}")
                .expect(422);
        assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("name");
    }

    @Test
    void a_taken_name_and_a_short_password_are_refused() {
        admin.post("/api/v1/users", "{\"name\":\"admin\",\"role\":\"VIEWER\"}").expect(409);
        Reply refused = admin.post(
                        "/api/v1/users", "{\"name\":\"" + unique() + "\",\"role\":\"VIEWER\",\"password\":\"short\"}")
                .expect(422);
        assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("password");
    }

    @Test
    void what_does_not_exist_is_not_found() {
        admin.get("/api/v1/users/nobody-is-called-this").expect(404);
        admin.get("/api/v1/tokens/" + UUID.randomUUID()).expect(404);
        admin.get("/api/v1/tokens/no-uuid").expect(404);
        admin.post("/api/v1/tokens", "{\"user\":\"nobody-is-called-this\",\"name\":\"a\",\"role\":\"VIEWER\"}")
                .expect(404);
    }

    @Test
    void changes_and_refusals_are_in_the_audit() {
        String name = newUser("VIEWER");
        JsonNode created = admin.get("/api/v1/audit?subject=user/" + name)
                .expect(200)
                .json()
                .path("items")
                .path(0);
        assertThat(created.path("action").asText()).isEqualTo("user.create");
        assertThat(created.path("actor").asText()).isEqualTo("admin/environment");
        assertThat(created.path("outcome").asText()).isEqualTo("DONE");
        server.as(Role.OPERATOR).get("/api/v1/users/" + name).expect(403);
        JsonNode refused = admin.get("/api/v1/audit?actor=admin/it-operator&limit=1")
                .expect(200)
                .json()
                .path("items")
                .path(0);
        assertThat(refused.path("outcome").asText()).isEqualTo("REFUSED");
        assertThat(refused.path("subject").asText()).isEqualTo("GET /api/v1/users/" + name);
    }

    @Test
    void the_audit_is_read_page_by_page() {
        for (int i = 0; i < 3; i++) {
            newUser("VIEWER");
        }
        JsonNode first = admin.get("/api/v1/audit?limit=2").expect(200).json();
        assertThat(first.path("items")).hasSize(2);
        JsonNode second = admin.get(
                        "/api/v1/audit?limit=2&cursor=" + first.required("next").textValue())
                .expect(200)
                .json();
        assertThat(second.path("items")).hasSize(2).doesNotContainAnyElementsOf(first.path("items"));
        admin.get("/api/v1/audit?limit=0").expect(422);
        admin.get("/api/v1/audit?limit=x").expect(422);
        admin.get("/api/v1/audit?cursor=x").expect(422);
        admin.get("/api/v1/audit?since=yesterday").expect(422);
    }

    private String newUser(String role) {
        String name = unique();
        Reply made = admin.post("/api/v1/users", "{\"name\":\"" + name + "\",\"role\":\"" + role + "\"}")
                .expect(201);
        assertThat(made.header("Location"))
                .hasValueSatisfying(place -> assertThat(place).endsWith("/api/v1/users/" + name));
        return name;
    }

    private JsonNode newToken(String user, String role, String lifetime) {
        String body = "{\"user\":\"" + user + "\",\"name\":\"it\",\"role\":\"" + role + "\",\"lifetime\":\"" + lifetime
                + "\"}";
        return admin.post("/api/v1/tokens", body).expect(201).json();
    }

    private static String unique() {
        return "u-" + UUID.randomUUID();
    }
}
