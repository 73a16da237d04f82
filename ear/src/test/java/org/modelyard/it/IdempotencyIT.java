package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelyard.it.ApiClient.Reply;

@OnBothDatabases
class IdempotencyIT {

    private static final String USERS = "/api/v1/users";

    private final ApiClient admin;
    private final String key = UUID.randomUUID().toString();

    IdempotencyIT(ModelyardServer server) {
        this.admin = server.api();
    }

    @Test
    void the_same_request_gets_the_first_answer_again() {
        String body = user(unique());
        Reply first = keyed(key, body).expect(201);
        Reply again = keyed(key, body).expect(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void without_a_key_the_second_is_a_conflict() {
        String body = user(unique());
        admin.post(USERS, body).expect(201);
        admin.post(USERS, body).expect(409);
    }

    @Test
    void another_body_or_address_under_the_same_key_is_refused() {
        keyed(key, user(unique())).expect(201);
        assertThat(keyed(key, user(unique())).expect(409).json().path("detail").asText())
                .contains("another request");
        admin.send("POST", "/api/v1/tokens", "{\"user\":\"admin\",\"name\":\"k\",\"role\":\"VIEWER\"}", header(key))
                .expect(409);
    }

    @Test
    void keys_differ_by_their_capitals() {
        keyed("a" + key, user(unique())).expect(201);
        keyed("A" + key, user(unique())).expect(201);
    }

    @Test
    void a_refusal_is_remembered_too() {
        String body = "{\"name\":\"../x\",\"role\":\"VIEWER\"}";
        Reply first = keyed(key, body).expect(422);
        Reply again = keyed(key, body).expect(422);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Content-Type")).contains("application/problem+json");
    }

    @Test
    void of_many_at_once_one_is_carried_out() {
        String name = unique();
        List<Reply> replies = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> keyed(key, user(name)))
                .toList();
        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isIn(201, 409));
        assertThat(replies)
                .filteredOn(reply -> reply.status() == 201
                        && reply.header("Idempotency-Replayed").isEmpty())
                .hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() == 409)
                .allSatisfy(reply -> assertThat(reply.header("Retry-After")).isPresent());
        keyed(key, user(name)).expect(201);
    }

    @Test
    void a_secret_is_not_given_again() {
        String body = "{\"user\":\"admin\",\"name\":\"once\",\"role\":\"VIEWER\"}";
        Reply first = admin.send("POST", "/api/v1/tokens", body, header(key)).expect(201);
        Reply again = admin.send("POST", "/api/v1/tokens", body, header(key)).expect(201);
        assertThat(first.json().path("token").asText()).isNotEmpty();
        assertThat(again.json().has("token")).isFalse();
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
    }

    @Test
    void a_key_that_is_too_long_is_malformed() {
        keyed("k".repeat(201), user(unique())).expect(400);
    }

    private Reply keyed(String header, String body) {
        return admin.send("POST", USERS, body, header(header));
    }

    private static Map<String, String> header(String key) {
        return Map.of("Idempotency-Key", key);
    }

    private static String user(String name) {
        return "{\"name\":\"" + name + "\",\"role\":\"VIEWER\"}";
    }

    private static String unique() {
        return "u-" + UUID.randomUUID();
    }
}
