package org.modelyard.ml.declared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.dataset.model.ValueText;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;

/**
 * A signature as a document says it.
 *
 * @param defaults what stands for a missing value, by position; missing where nothing does
 */
record DeclaredSignature(Signature signature, InputRow defaults) {

    private static final int MOST_LABELS = 1_000;

    static DeclaredSignature read(DocumentNode document) {
        document.only("task", "inputs", "labels");
        Task task = document.choice("task", Task.class);
        if (task != Task.CLASSIFICATION && task != Task.REGRESSION) {
            throw document.wrong("task", "A declared scorer answers CLASSIFICATION or REGRESSION.");
        }
        List<DocumentNode> said = document.children("inputs", Schema.MAX_FEATURES);
        List<Signature.Input> inputs = new ArrayList<>();
        InputRow defaults = InputRow.empty(said.size());
        for (DocumentNode one : said) {
            one.only("name", "type", "required", "sensitive", "default");
            FeatureSpec feature = new FeatureSpec(
                    one.text("name"), one.choice("type", FeatureType.class), one.flag("sensitive", false));
            if (one.has("default")) {
                fill(defaults, inputs.size(), feature.type(), one);
            }
            boolean required = one.flag("required", !one.has("default"));
            if (required && one.has("default")) {
                throw one.wrong("default", "An input that is required has no default.");
            }
            inputs.add(new Signature.Input(feature, required));
        }
        List<String> labels = document.texts("labels", MOST_LABELS);
        if (inputs.isEmpty()) {
            throw document.wrong("inputs", "Say at least one input: {\"name\",\"type\"}.");
        }
        if (task == Task.REGRESSION ? !labels.isEmpty() : labels.size() < 2) {
            throw document.wrong("labels", "A classification has two labels or more, a regression none.");
        }
        try {
            return new DeclaredSignature(new Signature(task, inputs, labels), defaults);
        } catch (IllegalArgumentException e) {
            throw new Refusal.Invalid(document.at("inputs"), document.at("inputs") + ": an input is named twice.");
        }
    }

    private static void fill(InputRow row, int place, FeatureType type, DocumentNode input) {
        JsonNode value = input.raw("default");
        boolean fits =
                switch (type) {
                    case NUMERIC -> value.isNumber();
                    case BOOLEAN -> value.isBoolean();
                    case TIMESTAMP -> value.isTextual() && !Double.isNaN(ValueText.instant(value.textValue()));
                    case TEXT, CATEGORICAL -> value.isTextual();
                };
        if (!fits) {
            throw input.wrong("default", "This must be a value of " + type + ".");
        }
        switch (type) {
            case NUMERIC -> row.numbers()[place] = value.doubleValue();
            case BOOLEAN -> row.numbers()[place] = value.booleanValue() ? 1 : 0;
            case TIMESTAMP -> row.numbers()[place] = ValueText.instant(value.textValue());
            case TEXT, CATEGORICAL -> row.texts()[place] = value.textValue();
        }
    }

    ObjectNode toJson() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("task", signature.task().name());
        ArrayNode inputs = document.putArray("inputs");
        for (int i = 0; i < signature.inputs().size(); i++) {
            Signature.Input input = signature.inputs().get(i);
            FeatureSpec feature = input.feature();
            ObjectNode one = inputs.addObject()
                    .put("name", feature.name())
                    .put("type", feature.type().name())
                    .put("required", input.required())
                    .put("sensitive", feature.sensitive());
            double number = defaults.numbers()[i];
            if (defaults.texts()[i] != null) {
                one.put("default", defaults.texts()[i]);
            } else if (!Double.isNaN(number)) {
                switch (feature.type()) {
                    case BOOLEAN -> one.put("default", number != 0);
                    case TIMESTAMP -> one.put("default", ValueText.format(feature.type(), number));
                    default -> one.put("default", number);
                }
            }
        }
        ArrayNode labels = document.putArray("labels");
        signature.labels().forEach(labels::add);
        return document;
    }

    /** The row with defaults where it has no value; the same one where none is needed. */
    InputRow filled(InputRow row) {
        InputRow filled = row;
        for (int i = 0; i < defaults.numbers().length; i++) {
            boolean missing = row.texts()[i] == null && Double.isNaN(row.numbers()[i]);
            if (missing && (defaults.texts()[i] != null || !Double.isNaN(defaults.numbers()[i]))) {
                if (filled == row) {
                    filled = new InputRow(row.numbers().clone(), row.texts().clone());
                }
                filled.numbers()[i] = defaults.numbers()[i];
                filled.texts()[i] = defaults.texts()[i];
            }
        }
        return filled;
    }
}
