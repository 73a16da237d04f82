package org.modelyard.evaluation.console;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Role;
import org.modelyard.ml.evaluation.text.GivenText;
import org.modelyard.ml.evaluation.text.TextMetrics;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** How near generated texts come to what was wanted: pasted line by line, or a file of JSON lines. */
@Named
@RequestScoped
public class TextMetricsForm {

    private static final ObjectReader READER = new ObjectMapper().readerFor(GivenText.class);
    private static final int LONGEST = 200;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    private String generated = "";
    private String references = "";
    private @Nullable Part file;
    private @Nullable TextMetrics measured;

    public void measure() {
        Notices.attempt(() -> {
            viewer.caller().require(Role.REVIEWER);
            Part part = file;
            measured = GivenText.measure("texts", part == null || part.getSize() == 0 ? pasted() : lines(part));
        });
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

    private static List<GivenText> lines(Part part) {
        List<GivenText> given = new ArrayList<>();
        try (InputStream content = part.getInputStream();
                MappingIterator<GivenText> all = READER.readValues(content)) {
            while (all.hasNextValue() && given.size() <= GivenText.MOST_TEXTS) {
                given.add(all.nextValue());
            }
            return given;
        } catch (IOException e) {
            Refusal.Invalid refusal = new Refusal.Invalid(
                    "file",
                    "Line " + (given.size() + 1) + " is no text as described: "
                            + Texts.cut(String.valueOf(e.getMessage()), LONGEST));
            refusal.initCause(e);
            throw refusal;
        }
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
