package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.modelyard.it.Endpoints.Endpoint;

/** The requests of {@code web-module/examples} are requests that there are: each has a method of the product, and a body that is JSON. */
class HttpExamplesTest {

    private static final Path FOLDER = Path.of("..", "web-module", "examples");
    private static final List<String> FEATURES =
            List.of("datasets", "evaluation", "experiments", "monitoring", "registry", "serving", "training");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([a-z]+)}}");

    /** A request as a file has it. */
    private record Example(String file, String verb, String path, String text) {

        String body() {
            int blank = text.indexOf("\n\n");
            return blank < 0 ? "" : text.substring(blank).strip();
        }
    }

    @Test
    void every_feature_has_its_file_of_requests() {
        assertThat(files().map(file -> file.getFileName().toString()))
                .containsExactlyElementsOf(
                        FEATURES.stream().map(feature -> feature + ".http").toList());
        files().forEach(file -> assertThat(examples(file)).as(file.toString()).hasSizeGreaterThan(4));
    }

    @Test
    void every_request_is_one_that_the_product_answers() {
        List<Endpoint> endpoints = Endpoints.all();
        assertSoftly(softly -> files().flatMap(file -> examples(file).stream()).forEach(example -> softly.assertThat(
                        endpoints.stream().anyMatch(endpoint -> answers(endpoint, example)))
                .as(example.file() + ": " + example.verb() + " " + example.path())
                .isTrue()));
        assertThat(endpoints.stream()
                        .anyMatch(endpoint -> answers(endpoint, new Example("", "POST", "/api/v1/nothing", ""))))
                .isFalse();
    }

    @Test
    void bodies_are_json_where_they_say_so_and_every_variable_is_set() {
        assertSoftly(softly -> files().forEach(file -> {
            String whole = text(file);
            VARIABLE.matcher(whole).results().forEach(found -> softly.assertThat(whole)
                    .as(file + ": " + found.group())
                    .contains("@" + found.group(1) + " = "));
            examples(file).stream()
                    .filter(example -> example.text().contains("Content-Type: application/json"))
                    .forEach(example -> softly.assertThat(isJson(example.body()))
                            .as(file + ": " + example.body())
                            .isTrue());
        }));
    }

    private static boolean answers(Endpoint endpoint, Example example) {
        String pattern = Stream.of(endpoint.template().split("/", -1))
                .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
                .reduce((left, right) -> left + "/" + right)
                .orElseThrow();
        return endpoint.verb().equals(example.verb()) && example.path().matches(pattern);
    }

    private static boolean isJson(String body) {
        try {
            return new ObjectMapper().readTree(body).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static List<Example> examples(Path file) {
        List<Example> examples = new ArrayList<>();
        for (String part : text(file).split("\n###[^\n]*\n")) {
            String[] first = part.strip().lines().findFirst().orElse("").split(" ");
            if (first.length == 2 && first[1].startsWith("{{url}}")) {
                String path = first[1].replace("{{url}}", "/api/v1").replaceAll("[?].*", "");
                examples.add(new Example(file.getFileName().toString(), first[0], path, part));
            }
        }
        return examples;
    }

    private static Stream<Path> files() {
        try (Stream<Path> found = Files.list(FOLDER)) {
            return found.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
