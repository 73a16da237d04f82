package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.access.model.Role;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.it.Endpoints.Endpoint;

/** The API's description of itself is complete, and its page needs no other host. */
@OnH2
class DescriptionIT {

    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");

    private final ApiClient viewer;
    private JsonNode api = com.fasterxml.jackson.databind.node.MissingNode.getInstance();

    DescriptionIT(ModelyardServer server) {
        this.viewer = server.as(Role.VIEWER);
    }

    @BeforeEach
    void read() {
        api = viewer.get("/openapi?format=json").expect(200).json();
    }

    @Test
    void it_says_what_it_is_and_how_to_get_in() {
        assertThat(api.at("/info/title").asText()).isEqualTo("Modelyard");
        assertThat(api.at("/info/version").asText()).isNotEmpty();
        assertThat(api.at("/servers"))
                .extracting(server -> server.path("url").asText())
                .containsExactly("/");
        assertThat(api.at("/components/securitySchemes/bearer/scheme").asText()).isEqualTo("bearer");
        assertThat(api.path("security").toString()).contains("bearer");
    }

    @Test
    void every_method_is_described_and_nothing_else_is() {
        List<String> described = new ArrayList<>();
        api.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(verb -> {
                    if (VERBS.contains(verb)) {
                        described.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        Endpoints.all().stream().map(Endpoint::toString).toList());
    }

    @Test
    void every_operation_has_a_summary_a_tag_and_its_problems() {
        assertSoftly(softly -> Endpoints.all().forEach(endpoint -> {
            JsonNode operation = operation(endpoint);
            softly.assertThat(operation.path("summary").asText())
                    .as(endpoint + ": summary")
                    .isNotEmpty();
            softly.assertThat(operation.path("tags")).as(endpoint + ": tags").isNotEmpty();
            for (String status : List.of("400", "401", "403", "404", "422", "503")) {
                softly.assertThat(operation.path("responses").has(status))
                        .as(endpoint + ": " + status)
                        .isTrue();
            }
        }));
    }

    @Test
    void every_body_has_an_example() {
        assertSoftly(softly -> Endpoints.all().forEach(endpoint -> {
            JsonNode body = operation(endpoint).path("requestBody");
            if (!body.isMissingNode()) {
                softly.assertThat(body.findValue("examples") != null || body.findValue("example") != null)
                        .as(endpoint + ": an example of its body")
                        .isTrue();
            }
        }));
    }

    @Test
    void every_problem_that_is_referred_to_is_there() {
        assertSoftly(softly -> api.path("paths").findValuesAsText("$ref").stream()
                .distinct()
                .forEach(reference -> softly.assertThat(
                                api.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/start.js", "/swagger-ui-bundle.js", "/swagger-ui.css"})
    void the_page_and_all_it_needs_come_from_here(String file) {
        Reply reply = viewer.get("/api/docs" + file).expect(200);
        assertThat(reply.header("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("default-src 'none'").doesNotContain("http"));
        assertThat(reply.body()).isNotEmpty();
    }

    @Test
    void the_page_serves_nothing_else() {
        viewer.get("/api/docs/../../WEB-INF/web.xml").expect(400, 404);
        viewer.get("/api/docs/pom.properties").expect(404);
        assertThat(viewer.get("/api/docs").expect(302).header("Location"))
                .hasValueSatisfying(place -> assertThat(place).endsWith("/api/docs/"));
    }

    private JsonNode operation(Endpoint endpoint) {
        return api.path("paths").path(endpoint.template()).path(endpoint.verb().toLowerCase(Locale.ROOT));
    }
}
