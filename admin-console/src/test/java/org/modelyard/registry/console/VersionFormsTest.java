package org.modelyard.registry.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.ModelView;

class VersionFormsTest {

    @Test
    void the_words_of_a_version_go_out_from_what_the_page_has_shown() {
        VersionWordsForm form = new VersionWordsForm();
        form.show(version(new ModelVersionView.Said("what it is", null, null, List.of(), null, "anna", 7)));

        assertThat(form.getSeen()).isEqualTo(7);
        assertThat(form.getDescription()).isEqualTo("what it is");
        assertThat(form.getChangeLog()).isEmpty();
        assertThat(form.getTags()).isEqualTo("a, b");
    }

    @Test
    void an_emptied_field_comes_as_null_and_takes_its_words_away() {
        VersionWordsForm form = new VersionWordsForm();
        form.setDescription(null);
        form.setChangeLog(null);
        form.setTags(null);

        assertThat(form.words().description())
                .as("null would leave what is there")
                .isEmpty();
        assertThat(form.words().changeLog()).isEmpty();
        assertThat(form.words().tags()).isEmpty();

        WordsForm model = new WordsForm();
        model.setDescription(null);
        model.setOwners(null);
        model.setTags(null);
        assertThat(model.getDescription() + model.getOwners() + model.getTags()).isEmpty();
        model.setTags(" a,, b ,");
        assertThat(model.tagList()).containsExactly("a", "b");
    }

    @Test
    void environments_in_which_the_same_is_missing_are_told_of_at_once() {
        Map<String, List<String>> missing = new LinkedHashMap<>();
        missing.put("development", List.of());
        missing.put("production", List.of("Approvals: 0 of 1.", "Evaluate it."));
        missing.put("qa", List.of("Approvals: 0 of 1."));
        missing.put("staging", List.of("Approvals: 0 of 1."));

        assertThat(VersionLifeForm.together(missing))
                .containsExactly(
                        new VersionLifeForm.Unmet("production", List.of("Approvals: 0 of 1.", "Evaluate it.")),
                        new VersionLifeForm.Unmet("qa, staging", List.of("Approvals: 0 of 1.")));
    }

    @Test
    void what_stands_against_a_deletion_is_said_before_it_is_tried() {
        DeletionForm form = new DeletionForm();

        assertThat(form.ofVersion(version(ModelVersionView.Said.NOTHING))).isEmpty();
        assertThat(form.ofVersion(version(new ModelVersionView.Said(
                        null, null, null, List.of("champion@staging", "old"), null, null, 0))))
                .startsWith("It is champion@staging, old now and can be neither archived nor deleted");
        assertThat(form.ofModel(model(Map.of()))).isEmpty();
        assertThat(form.ofModel(model(Map.of("production", "1.2.0")))).contains("1.2.0 serves production");
    }

    private static ModelView model(Map<String, String> champions) {
        return new ModelView(
                "loans",
                Task.CLASSIFICATION,
                null,
                0,
                champions,
                Map.of(),
                null,
                List.of(),
                List.of(),
                Instant.EPOCH,
                0);
    }

    private static ModelVersionView version(ModelVersionView.Said said) {
        return new ModelVersionView(
                1,
                1,
                "loans",
                "1.0.0",
                Task.CLASSIFICATION,
                Stage.READY,
                List.of(),
                List.of(),
                new SignatureDocument(Task.CLASSIFICATION, List.of(), List.of()),
                Map.of(),
                false,
                List.of(),
                Lineage.elsewhere(null, Map.of(), null),
                List.of("a", "b"),
                List.of(),
                Instant.EPOCH,
                said);
    }
}
