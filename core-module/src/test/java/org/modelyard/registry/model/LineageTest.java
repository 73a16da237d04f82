package org.modelyard.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;

class LineageTest {

    /** As it was written before there were runs. */
    private static final String OLD =
            """
            {"dataset":"d","snapshot":"0190","snapshotSha256":"ab","trainingJob":"0191","parent":null,"code":"0.1.0",
             "trainer":{"type":"logistic-regression","epochs":20},"seed":42,"holdout":0.2,"rows":1000,"jvm":"17"}""";

    @Test
    void what_was_written_before_there_were_runs_is_of_a_version_that_was_trained_here() {
        Lineage lineage = RegistryJson.read(OLD, Lineage.class);
        assertThat(lineage.run()).isNull();
        assertThat(lineage.trainedHere()).isTrue();
        assertThat(lineage)
                .isEqualTo(new Lineage(
                        "d",
                        "0190",
                        "ab",
                        "0191",
                        null,
                        "0.1.0",
                        Map.of("type", "logistic-regression", "epochs", 20),
                        42,
                        0.2,
                        1_000,
                        "17"));
    }

    @Test
    void a_changed_version_names_its_parent_and_the_change_and_nothing_that_its_parent_alone_came_of() {
        Lineage parent = new Lineage(
                "d", "0190", "ab", "0191", "1.0.0", "0.1.0", Map.of(), 42L, 0.2, 1_000L, "17", "1.0.0", "0192");
        Lineage child = parent.changed("1.1.0", "weights as int8");
        assertThat(child.parent()).isEqualTo("1.1.0");
        assertThat(child.change()).isEqualTo("weights as int8");
        assertThat(child.startedFrom()).isNull();
        assertThat(child.run()).isNull();
        assertThat(child.snapshot()).as("what it has learnt from").isEqualTo("0190");
        assertThat(child.trainedHere()).isTrue();
        assertThat(RegistryJson.read(RegistryJson.write(child), Lineage.class)).isEqualTo(child);
    }

    @Test
    void what_a_run_elsewhere_did_not_say_stays_unsaid() {
        Lineage lineage =
                Lineage.elsewhere("0192", Map.of("leaves", "31"), null).withParent("1.0.0");
        assertThat(lineage.trainedHere()).isFalse();
        assertThat(lineage.seed()).isNull();
        assertThat(lineage.rows()).isNull();
        assertThat(RegistryJson.read(RegistryJson.write(lineage), Lineage.class))
                .isEqualTo(lineage);
    }

    @Test
    void the_card_of_a_version_that_was_trained_elsewhere_says_so() {
        ModelCard card = new ModelCard(
                "churn",
                "1.0.0",
                "",
                Lineage.elsewhere("0192", Map.of("leaves", "31"), null),
                new SignatureDocument(Task.CLASSIFICATION, List.of(), List.of()),
                new ModelCard.Measured(null, List.of(), null, null, null, List.of(), null, null, null, null),
                List.of());
        assertThat(card.toHtml())
                .contains("run 0192, elsewhere", "not known here: it was trained elsewhere", "leaves")
                .doesNotContain("null");
        assertThat(card.toJson()).contains("\"run\" : \"0192\"");
    }
}
