package org.modelyard.registry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.Bump;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.registry.service.VersionDeclarations.NewDeclaration;

class ImportJobTest {

    @Test
    void parameters_say_what_a_request_says() {
        NewDeclaration wanted = ImportJob.wanted(
                Map.of("model", "m", "upload", "u", "format", "onnx", "task", "regression", "bump", "MINOR"));
        assertThat(wanted.imported()).isEqualTo(new ImportWish("onnx", "u", null, null, null));
        assertThat(wanted.task()).isEqualTo(Task.REGRESSION);
        assertThat(wanted.bump()).isEqualTo(Bump.MINOR);
        assertThat(ImportJob.wanted(Map.of("upload", "u", "format", "bundle")).task())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"upload,u,parameters.format", "format,onnx,parameters.upload"})
    void what_is_needed_is_named(String name, String value, String field) {
        assertThatThrownBy(() -> ImportJob.wanted(Map.of(name, value)))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refused -> assertThat(refused.errors().toString()).contains(field));
    }

    @Test
    void what_is_no_task_is_refused_with_those_there_are() {
        assertThatThrownBy(() -> ImportJob.wanted(Map.of("upload", "u", "format", "onnx", "task", "GUESSING")))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("CLASSIFICATION");
    }

    /** The row of an import holds it as JSON until the job comes. */
    @Test
    void all_that_is_said_of_a_version_is_the_same_when_the_job_reads_it() {
        NewDeclaration said = new NewDeclaration(
                Task.CLASSIFICATION,
                Bump.MAJOR,
                new VersionDeclarations.Declared(
                        Task.CLASSIFICATION,
                        List.of(new SignatureDocument.Input("width", FeatureType.NUMERIC, true, false)),
                        List.of("no", "yes"),
                        null),
                Map.of("accuracy", 0.5),
                Map.of("layers", 12, "origin", Map.of("seed", List.of(1, 2))),
                null,
                List.of("a", "b"),
                "# New",
                new ImportWish(
                        "onnx",
                        "u",
                        List.of("width", "height"),
                        Map.of("width", 0),
                        new ImportWish.Outputs("label", null)),
                null);
        assertThat(RegistryJson.read(RegistryJson.write(said), NewDeclaration.class))
                .isEqualTo(said);
    }
}
