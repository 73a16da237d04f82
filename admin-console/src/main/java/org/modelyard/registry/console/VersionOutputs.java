package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.modelyard.ml.evaluation.OutputEvaluation;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.service.Registry;

/** How good a version is at what it answers beside its target. */
@Named
@RequestScoped
public class VersionOutputs {

    @Inject
    private Registry registry;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    private List<Measured> all = List.of();

    /**
     * What was measured of an output.
     *
     * @param missing rows that had no answer of it
     * @param confusion its matrix, or nothing where that is too wide for a page
     * @param mistakes then the most frequent ones
     */
    public record Measured(
            String name,
            long missing,
            List<MetricRow> metrics,
            List<Confusions.Row> confusion,
            List<Confusions.Pair> mistakes) {}

    @PostConstruct
    void fromRequest() {
        String model = Links.parameter("model");
        String version = Links.parameter("version");
        if (!model.isEmpty() && !version.isEmpty()) {
            Notices.attempt(() -> load(model, version));
        }
    }

    private void load(String model, String number) {
        boolean measured = registry.version(viewer.caller(), model, number).artifacts().stream()
                .anyMatch(artifact -> artifact.kind().equals(ArtifactKind.OUTPUTS));
        if (measured) {
            byte[] json = registry.artifact(viewer.caller(), model, number, ArtifactKind.OUTPUTS);
            all = OutputEvaluation.fromJson(new String(json, StandardCharsets.UTF_8)).stream()
                    .map(this::measured)
                    .toList();
        }
    }

    private Measured measured(OutputEvaluation output) {
        return new Measured(
                output.output(),
                output.missing(),
                output.evaluation().metrics().entrySet().stream()
                        .map(entry -> MetricRow.of(entry.getKey(), entry.getValue(), "", words))
                        .toList(),
                Confusions.rows(output.evaluation().confusion()),
                Confusions.pairs(output.evaluation().confusion()));
    }

    /** In the version's order; mostly empty. */
    public List<Measured> getAll() {
        return all;
    }
}
