package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.access.model.Role;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.it.Endpoints.Endpoint;

/** Walks every door without a token and with each role. What it walks is found, not listed. */
@OnH2
class DenyWalkIT {

    private static final List<String> OPEN_PAGES = List.of("/console/login", "/console/setup");

    private final ModelyardServer server;

    DenyWalkIT(ModelyardServer server) {
        this.server = server;
    }

    @Test
    void every_method_names_its_role() {
        assertThat(Endpoints.all()).hasSizeGreaterThan(8).allSatisfy(endpoint -> assertThat(endpoint.role())
                .as(endpoint.toString())
                .isNotNull());
    }

    @Test
    void no_method_answers_without_a_token() {
        assertSoftly(softly -> Endpoints.all().forEach(endpoint -> softly.assertThat(
                        call(endpoint, server.anonymous()).status())
                .as(endpoint.toString())
                .isEqualTo(401)));
    }

    @Test
    void no_method_answers_to_a_token_that_nobody_gave_out() {
        ApiClient stranger = server.anonymous().with("no-such-token-0123456789-0123456789");
        assertSoftly(softly -> Endpoints.all()
                .forEach(endpoint -> softly.assertThat(call(endpoint, stranger).status())
                        .as(endpoint.toString())
                        .isEqualTo(401)));
    }

    @Test
    void each_role_is_let_in_exactly_from_the_declared_one_on() {
        assertSoftly(softly -> {
            for (Endpoint endpoint : Endpoints.all()) {
                for (Role role : Role.values()) {
                    Role least = endpoint.role();
                    boolean allowed = least != null && role.contains(least);
                    Reply reply = call(endpoint, server.as(role));
                    softly.assertThat(reply.status() == 403)
                            .as("%s is refused for %s: %s", endpoint, role, reply)
                            .isEqualTo(!allowed);
                    softly.assertThat(reply.status())
                            .as("%s as %s", endpoint, role)
                            .isNotIn(401, 500);
                }
            }
        });
    }

    @Test
    void every_page_but_the_open_ones_sends_strangers_to_the_login() throws IOException {
        List<String> pages = pages();
        assertSoftly(softly -> pages.forEach(page -> {
            Reply reply = server.anonymous().get(page);
            if (OPEN_PAGES.contains(page.replace(".xhtml", ""))) {
                softly.assertThat(reply.status()).as(page).isNotIn(401, 403, 500);
            } else {
                softly.assertThat(reply.status()).as(page).isIn(302, 303, 404);
                softly.assertThat(reply.header("Location").orElse("/console/login"))
                        .as(page)
                        .contains("/console/login");
            }
        }));
    }

    @Test
    void pages_of_administrators_are_refused_to_others() throws IOException {
        List<String> pages = pages();
        assertSoftly(softly -> pages.forEach(page -> {
            boolean administrators = Stream.of("audit", "administration", "upkeep")
                    .anyMatch(name -> page.startsWith("/console/" + name));
            for (Role role : Role.values()) {
                boolean allowed = !administrators || role == Role.ADMIN;
                softly.assertThat(server.as(role).get(page).status() == 403)
                        .as("%s is refused for %s", page, role)
                        .isEqualTo(!allowed);
            }
        }));
    }

    @Test
    void no_servlet_answers_without_a_token() {
        assertSoftly(softly -> Endpoints.servlets().forEach(pattern -> {
            String path = pattern.replace("*", "anything");
            softly.assertThat(server.anonymous().get(path).status()).as(path).isIn(302, 401, 404);
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/metrics/base", "/openapi", "/openapi/", "/api/docs", "/api/docs/index.html"})
    void what_the_server_tells_of_itself_needs_a_token(String path) {
        server.anonymous().get(path).expect(401);
        assertThat(server.as(Role.VIEWER).get(path).status()).isIn(200, 302, 404);
    }

    @Test
    void health_alone_is_open() {
        server.anonymous().get("/health").expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/v1/users",
                "/api//v1/users",
                "/api/v1/../v1/users",
                "/api/v1;x=1/users",
                "/%61pi/v1/users",
                "/console/login/../../api/v1/users",
                "/console/login;/../../api/v1/users",
                "/console/jakarta.faces.resource/../../api/v1/users",
                "/jakarta.faces.resource/..%2f..%2fapi/v1/users",
                "/health/../api/v1/users",
                "/WEB-INF/web.xml",
                "/WEB-INF/classes/META-INF/microprofile-config.properties",
                "/META-INF/MANIFEST.MF",
                "/console/..%2fWEB-INF/web.xml",
                "/anything-else"
            })
    void no_detour_leads_in(String path) {
        Reply reply = server.anonymous().get(path);
        assertThat(reply.status()).as(reply.toString()).isIn(302, 400, 401, 404);
        assertThat(reply.body()).doesNotContain("\"items\"", "<web-app");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "OPTIONS", "HEAD", "PROPFIND"})
    void no_method_is_a_way_around(String verb) {
        assertThat(server.anonymous().send(verb, "/api/v1/users", "", Map.of()).status())
                .isIn(400, 401, 403, 405, 501);
    }

    @Test
    void no_push_socket_opens_without_a_token() {
        assertThatThrownBy(() -> socket("/jakarta.faces.push/alerts"))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(401));
    }

    private WebSocket socket(String path) {
        URI uri = URI.create(server.uri().toString().replace("http:", "ws:") + path);
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(uri, new WebSocket.Listener() {})
                .join();
    }

    private static Reply call(Endpoint endpoint, ApiClient api) {
        String accept = endpoint.produces();
        if (endpoint.reads()) {
            return api.send(
                    endpoint.verb(),
                    endpoint.path(),
                    "{}",
                    Map.of("Content-Type", endpoint.consumes(), "Accept", accept));
        }
        return api.send(endpoint.verb(), endpoint.path(), "", Map.of("Accept", accept));
    }

    /** The pages' addresses, with and without their suffix, found in the console's sources. */
    private static List<String> pages() throws IOException {
        Path root = ServerFolder.module().resolve("../admin-console/src/main/resources/META-INF/resources");
        Path console = root.resolve("console");
        if (!Files.isDirectory(console)) {
            return List.of("/console", "/console/");
        }
        try (Stream<Path> files = Files.walk(console)) {
            return files.filter(file -> file.toString().endsWith(".xhtml"))
                    .map(file -> "/" + root.relativize(file))
                    .flatMap(page -> Stream.of(page, page.substring(0, page.length() - ".xhtml".length())))
                    .toList();
        }
    }
}
