package org.modelyard.ml.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.platform.model.Refusal;

/** Secrets go where they may, and nowhere else: least of all into words. */
class RemoteSecretTest extends RemoteEndpoint {

    private static final String DOCUMENT = "\"protocol\":\"TORCHSERVE\",\"secret\":\"" + SECRET + "\"," + SIGNATURE;

    RemoteSecretTest() throws IOException {}

    @Test
    void the_secret_is_sent_and_stands_in_no_document() {
        says = ask -> new Reply(200, "[0.5,0.5]");
        String document = DOCUMENT;
        open(document).score(ROW);
        assertThat(asked.get(0).authorization()).isEqualTo("Bearer s3cret");
        assertThat(spec(document).toJson().toString()).doesNotContain("s3cret");
        assertThat(ScorerSpec.read(spec(document).toJson()).toJson())
                .isEqualTo(spec(document).toJson());
        assertThatThrownBy(() -> open(document.replace("secret.scores", "secret.other")))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(refused.getMessage())
                        .contains("modelyard.remote.secret.other"));
    }

    @Test
    void white_space_around_a_secret_is_not_sent() {
        says = ask -> new Reply(200, "[0.5,0.5]");
        secrets.put(SECRET, " s3cret\r\n");
        open(DOCUMENT).score(ROW);
        assertThat(asked.get(0).authorization()).isEqualTo("Bearer s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2\nX-Other: 1", "hunter2\u0000", "hunter2\u00e9", "hunter2\u2028x", "hunter2\u007f"})
    void a_secret_that_cannot_be_sent_is_refused_before_anything_is_asked_and_not_repeated(String secret) {
        secrets.put(SECRET, secret);
        assertThatThrownBy(() -> open(DOCUMENT)).isInstanceOfSatisfying(Refusal.Invalid.class, refused -> {
            StringWriter trace = new StringWriter();
            refused.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).contains(SECRET).doesNotContain("hunter2");
            assertThat(refused.errors().toString()).doesNotContain("hunter2");
            assertThat(refused.getCause()).isNull();
        });
        assertThat(asked).isEmpty();
    }

    @Test
    void a_secret_goes_to_its_own_host_alone() {
        says = ask -> new Reply(200, "[0.5,0.5]");
        String health = DOCUMENT + ",\"health\":\"http://localhost:"
                + server.getAddress().getPort() + "/health\"";
        Surroundings both =
                with(Set.of(host(), "localhost:" + server.getAddress().getPort()));
        assertThatThrownBy(() -> spec(health).open(both))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("may not be sent to 'localhost:");
        for (String other : List.of("127.0.0.1", "127.0.0.1:1", "models.example.org", "127.0.0.1:*")) {
            secrets.put(SECRET + ".host", other);
            assertThatThrownBy(() -> open(DOCUMENT))
                    .isInstanceOf(Refusal.Invalid.class)
                    .hasMessageContaining("may not be sent to '" + host());
        }
        secrets.remove(SECRET + ".host");
        assertThatThrownBy(() -> open(DOCUMENT))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("its '" + SECRET + ".host' names");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://models.example.org/", "http://127.0.0.1.example.org/", "http://localhost.example.org/"})
    void a_secret_is_sent_over_https_alone_but_for_this_machine(String url) {
        URI plain = URI.create(url);
        assertThatThrownBy(() -> access(plain.getHost()).secret(SECRET, List.of(plain)))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("https");
        URI safe = URI.create(url.replace("http:", "https:"));
        assertThat(access(plain.getHost()).secret(SECRET, List.of(safe))).isEqualTo("s3cret");
        for (String own : List.of("http://localhost/", "http://127.1.2.3/", "http://[::1]/")) {
            URI loop = URI.create(own);
            assertThat(access(loop.getHost()).secret(SECRET, List.of(loop))).isEqualTo("s3cret");
        }
    }

    private static RemoteAccess access(String host) {
        return new RemoteAccess(Set.of(), key -> Optional.of(key.equals(SECRET) ? "s3cret" : host));
    }
}
