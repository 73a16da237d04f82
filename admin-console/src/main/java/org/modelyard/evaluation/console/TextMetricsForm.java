package org.modelyard.evaluation.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Role;
import org.modelyard.evaluation.service.TextMeasurementView;
import org.modelyard.evaluation.service.TextMeasurements;
import org.modelyard.ml.evaluation.text.GivenText;
import org.modelyard.ml.evaluation.text.TextMetrics;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;

/** How near generated texts come to what was wanted: pasted line by line, or a file of JSON lines. */
@Named
@RequestScoped
public class TextMetricsForm {

    @Inject
    private TextMeasurements measurements;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    private String generated = "";
    private String references = "";
    private @Nullable Part file;
    private @Nullable TextMetrics measured;
    private @Nullable TextMeasurementView asked;

    /** What was measured of a file stands behind an address. */
    @PostConstruct
    void fromRequest() {
        String id = Links.optional("id");
        if (id != null) {
            asked = measurements.get(viewer.caller(), Ids.parse("text measurement", id));
            measured = asked.result();
        }
    }

    public void measure() {
        Notices.attempt(() -> {
            viewer.caller().require(Role.REVIEWER);
            measured = GivenText.measure("texts", pasted());
        });
    }

    /** Its job measures the file; the page tells when it has. */
    public void measureFile() {
        Notices.attempt(() -> {
            Part part = file;
            if (part == null || part.getSize() == 0) {
                throw new Refusal.Invalid("file", "Choose a file of JSON lines first.");
            }
            try (InputStream content = part.getInputStream()) {
                TextMeasurementView made =
                        measurements.request(viewer.caller(), measurements.keep(viewer.caller(), content));
                Links.go("/console/text-metrics?id=" + made.id());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** How far it is with what was asked for, in a sentence. */
    public String getVerdict() {
        TextMeasurementView one = asked;
        if (measured != null) {
            return "Measured over " + words.number(measured.texts()) + " texts.";
        }
        if (one == null) {
            return "How near they come to what was wanted, wherever they were generated.";
        }
        return one.problem() == null
                ? "The file of " + words.bytes(one.bytes()) + " is being measured. The page may be closed meanwhile."
                : "It came to nothing: " + one.problem();
    }

    private List<GivenText> pasted() {
        List<String> texts = generated.lines().toList();
        List<String> wanted = references.lines().toList();
        if (texts.size() != wanted.size()) {
            throw new Refusal.Invalid(
                    "references",
                    "There are " + texts.size() + " generated texts and " + wanted.size()
                            + " lines of wanted ones: each line belongs to the one beside it.");
        }
        List<GivenText> given = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            given.add(new GivenText(texts.get(i), Arrays.asList(wanted.get(i).split("\t")), null));
        }
        return given;
    }

    /** Null until something was measured. */
    public @Nullable TextMetrics getMeasured() {
        return measured;
    }

    public List<Map.Entry<String, String>> getFigures() {
        TextMetrics one = measured;
        return one == null
                ? List.of()
                : List.of(
                        Map.entry("BLEU", words.number(one.bleu())),
                        Map.entry("ROUGE-L", words.number(one.rougeL())),
                        Map.entry("chrF", words.number(one.chrf())),
                        Map.entry(
                                "Perplexity",
                                Double.isNaN(one.perplexity())
                                        ? "not measured: no log-probabilities were given"
                                        : words.number(one.perplexity())));
    }

    public String getGenerated() {
        return generated;
    }

    public void setGenerated(@Nullable String generated) {
        this.generated = Objects.requireNonNullElse(generated, "");
    }

    public String getReferences() {
        return references;
    }

    public void setReferences(@Nullable String references) {
        this.references = Objects.requireNonNullElse(references, "");
    }

    public @Nullable Part getFile() {
        return file;
    }

    public void setFile(@Nullable Part file) {
        this.file = file;
    }
}
