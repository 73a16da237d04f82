package org.modelyard.training.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.api.Json;

class RecipesResourceTest {

    @Test
    void the_example_is_one_of_the_recipes() throws JsonProcessingException {
        JsonNode listed = Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(new RecipesResource().list()));
        JsonNode shown = Json.MAPPER.readTree(Examples.RECIPES).path("items");
        assertThat(shown).hasSize(1);
        assertThat(listed.path("items")).contains(shown.get(0));
    }

    @Test
    void what_a_version_keeps_and_how_features_are_encoded_is_said() throws JsonProcessingException {
        JsonNode listed = Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(new RecipesResource().list()));
        JsonNode content = null;
        for (JsonNode one : listed.path("items")) {
            content = one.path("name").asText().equals("content-optimisation") ? one : content;
        }
        assertThat(content).isNotNull();
        assertThat(content.path("keeps")).extracting(JsonNode::asText).containsExactly("FOLDS");
        assertThat(content.at("/encode/TEXT/weighting").asText()).isEqualTo("BINARY");
        assertThat(content.at("/encode/TIMESTAMP/season").asBoolean(true)).isFalse();
    }
}
