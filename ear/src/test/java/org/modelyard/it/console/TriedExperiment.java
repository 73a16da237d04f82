package org.modelyard.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.modelyard.it.ApiClient.Reply;

/** An experiment over whole models of loans, asked by hand on its page. */
final class TriedExperiment {

    private TriedExperiment() {}

    /**
     * @param name of the experiment
     * @param model that both of its variants ask
     */
    static void answers(ConsoleSession console, String name, String model) {
        Reply experiment = console.get("/console/experiments/" + name).expect(200);
        assertThat(experiment.body()).contains("/console/experiments/" + name + "/try");
        Reply page = console.get("/console/experiments/" + name + "/try").expect(200);

        String assigned = asked(console, page, "unit-of-nobody-else");
        assertThat(assigned).contains("href=\"/console/models/" + model + "/versions/", "gives this unit the variant");
        assertThat(assigned).doesNotContain("not-counted");
        assertThat(asked(console, page, "")).contains("id=\"not-counted\"", "inference-link");
        String refused = console.pressShown(
                        page, "try-experiment", Map.of("inputs:0:field", "much", "inputs:1:field", "3"))
                .expect(200)
                .body();
        assertThat(refused).contains("The inputs do not fit the models").doesNotContain("inference-link");
    }

    private static String asked(ConsoleSession console, Reply page, String unit) {
        Map<String, String> typed = Map.of(
                "inputs:0:field",
                "70",
                "inputs:1:field",
                "3",
                "inputs:2:field",
                "employed",
                "unit",
                unit); // income, debt, job
        return console.pressShown(page, "try-experiment", typed).expect(200).body();
    }
}
