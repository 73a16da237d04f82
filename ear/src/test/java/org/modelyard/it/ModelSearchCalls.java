package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Three models with words of their own, found again. */
record ModelSearchCalls(ApiClient api, String name) {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    void found() {
        made("b", "CLASSIFICATION", "Sorts **" + name + "-mail**", "spring_1", "bea");
        made("a", "CLASSIFICATION", "Something else", "springs1", "carl");
        made("c", "REGRESSION", "What " + name + "-MAIL costs", "Spring_1", "bea \\\"the\\\" bee");

        assertThat(names("q=" + name)).containsExactly("c", "a", "b");
        assertThat(names("q=" + name + "-mail&sort=name"))
                .as("whatever the case")
                .containsExactly("b", "c");
        assertThat(names("q=" + name + "&sort=name")).containsExactly("a", "b", "c");
        assertThat(names("q=" + name + "&sort=-name")).containsExactly("c", "b", "a");
        assertThat(names("q=" + name + "&sort=createdAt")).containsExactly("b", "a", "c");
        assertThat(names("q=" + name + "&tag=SPRING_1&sort=name"))
                .as("whole, and literally")
                .containsExactly("b", "c");
        assertThat(names("q=" + name + "&owner=bea")).containsExactly("b");
        assertThat(names("q=" + name + "&owner=bea%20%22the%22%20bee")).containsExactly("c");
        assertThat(names("q=" + name + "&task=regression")).containsExactly("c");
        assertThat(names("q=" + name + "&stage=external,ready")).containsExactly("c", "a", "b");
        assertThat(names("q=" + name + "&stage=production")).isEmpty();

        List<String> paged = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 3; page++) {
            JsonNode found = api.get("/api/v1/models?q=" + name + "&sort=name&limit=1" + cursor)
                    .expect(200)
                    .json();
            paged.add(found.at("/items/0/name").asText());
            cursor = "&cursor=" + found.path("next").asText();
            assertThat(found.path("next").isNull()).isEqualTo(page == 2);
        }
        assertThat(paged).containsExactly(name + "-a", name + "-b", name + "-c");

        assertThat(RunCalls.problem(api.get("/api/v1/models?sort=accuracy").expect(422)))
                .contains("name or createdAt");
        api.get("/api/v1/models?stage=moon").expect(422);
        api.get("/api/v1/models?task=poetry").expect(422);
        api.delete("/api/v1/models/" + name + "-a").expect(204);
        assertThat(names("q=" + name)).containsExactly("c", "b");
    }

    private List<String> names(String query) {
        return api.get("/api/v1/models?" + query).expect(200).json().path("items").findValuesAsText("name").stream()
                .map(found -> found.substring(name.length() + 1))
                .toList();
    }

    private void made(String suffix, String task, String description, String tag, String owner) {
        String model = "/api/v1/models/" + name + "-" + suffix;
        api.post(model + "/versions", "{\"task\":\"" + task + "\"}").expect(201);
        api.send(
                        "PATCH",
                        model,
                        "{\"description\":\"" + description + "\",\"tags\":[\"" + tag + "\"],\"owners\":[\"" + owner
                                + "\"]}",
                        JSON)
                .expect(200);
    }
}
