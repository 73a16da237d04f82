package org.modelyard.ml.evaluation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Texts;

/** Reads a declaration strictly and writes it in the same form. */
final class BusinessMetricsReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final int LONGEST_UNIT = 20;
    private static final int LONGEST_LABEL = 200;
    private static final double MOST = 1e12;
    private static final Duration LEAST_WINDOW = Duration.ofHours(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(3_650);

    private final List<FieldError> errors = new ArrayList<>();

    private BusinessMetricsReader() {}

    static BusinessMetrics read(JsonNode stored) {
        return read(JSON.convertValue(stored, OBJECT));
    }

    static BusinessMetrics read(Map<String, ?> declared) {
        return new BusinessMetricsReader().declaration(declared);
    }

    private BusinessMetrics declaration(Map<String, ?> declared) {
        Fields fields = Fields.of("", declared, errors);
        String unit = fields.text("unit");
        if (unit != null && unit.length() > LONGEST_UNIT) {
            fields.refuse("unit", "A unit has at most " + LONGEST_UNIT + " characters, such as EUR or minutes.");
        }
        boolean costs = fields.has("costs");
        boolean values = fields.has("values");
        boolean errorCosts = fields.has("perUnitOver") || fields.has("perUnitUnder");
        if ((costs ? 1 : 0) + (values ? 1 : 0) + (errorCosts ? 1 : 0) > 1) {
            fields.refuse("costs", "Give 'costs', 'values', or 'perUnitOver' with 'perUnitUnder': one of these three.");
        }
        BusinessWorth byCosts = costs(fields.object("costs"), costs);
        BusinessWorth byValues = values(fields.object("values"), values);
        BusinessWorth byError = byError(fields, errorCosts);
        Duration adoption = adoption(fields);
        boolean any = costs || values || errorCosts || adoption != null;
        fields.end();
        if (!any && errors.isEmpty()) {
            fields.refuse("costs", "Declare 'costs', 'values', 'perUnitOver' with 'perUnitUnder', or 'adoption'.");
        }
        Fields.check(errors);
        return new BusinessMetrics(
                unit == null ? "" : unit.strip(), costs ? byCosts : values ? byValues : byError, adoption);
    }

    private @Nullable BusinessWorth costs(Map<?, ?> given, boolean there) {
        if (!there) {
            return null;
        }
        Fields fields = Fields.of("costs", given, errors);
        List<?> labels = fields.list("labels");
        List<?> matrix = fields.list("matrix");
        fields.end();
        if (labels == null || labels.isEmpty() || matrix == null || matrix.size() != labels.size()) {
            fields.refuse(
                    "matrix",
                    "Give the 'labels' and a 'matrix' with one row a label: what is true downwards,"
                            + " what was answered across.");
            return null;
        }
        List<String> names = names("costs.labels", labels);
        double[][] costs = new double[labels.size()][labels.size()];
        for (int row = 0; row < costs.length; row++) {
            String path = "matrix[" + row + "]";
            if (!(matrix.get(row) instanceof List<?> cells) || cells.size() != costs.length) {
                fields.refuse(path, "A row of the matrix has one number a label, " + costs.length + " here.");
                continue;
            }
            for (int cell = 0; cell < costs.length; cell++) {
                costs[row][cell] = number(fields, path + "[" + cell + "]", cells.get(cell));
            }
        }
        return errors.isEmpty() ? new BusinessWorth.ByLabel(new CostMatrix(names, costs), false) : null;
    }

    private @Nullable BusinessWorth values(Map<?, ?> given, boolean there) {
        if (!there) {
            return null;
        }
        Fields fields = Fields.of("values", given, errors);
        Set<String> labels = new LinkedHashSet<>();
        given.forEach((actual, answers) -> {
            labels.add(String.valueOf(actual));
            if (answers instanceof Map<?, ?> row) {
                row.keySet().forEach(answer -> labels.add(String.valueOf(answer)));
            } else {
                fields.refuse(
                        String.valueOf(actual), "Say what each answer is worth, e.g. {\"yes\": 10, \"no\": -20}.");
            }
        });
        List<String> names = names("values", List.copyOf(labels));
        double[][] costs = new double[names.size()][names.size()];
        given.forEach((actual, answers) -> {
            if (answers instanceof Map<?, ?> row && errors.isEmpty()) {
                row.forEach((answer, value) ->
                        costs[names.indexOf(String.valueOf(actual))][names.indexOf(String.valueOf(answer))] =
                                0 - number(fields, actual + "." + answer, value));
            }
        });
        if (names.isEmpty()) {
            errors.add(new FieldError("values", "Say what the outcomes are worth, by label."));
        }
        return errors.isEmpty() ? new BusinessWorth.ByLabel(new CostMatrix(names, costs), true) : null;
    }

    private List<String> names(String path, List<?> labels) {
        List<String> names = labels.stream().map(String::valueOf).toList();
        if (Set.copyOf(names).size() < names.size()) {
            errors.add(new FieldError(path, "A label stands there twice."));
        }
        if (names.size() > Evaluation.MOST_CONFUSION_LABELS) {
            errors.add(new FieldError(path, "At most " + Evaluation.MOST_CONFUSION_LABELS + " labels have worths."));
        }
        if (names.stream().anyMatch(name -> name.length() > LONGEST_LABEL)) {
            errors.add(new FieldError(path, "A label has at most " + LONGEST_LABEL + " characters."));
        }
        return names;
    }

    private static double number(Fields fields, String path, @Nullable Object value) {
        if (value instanceof Number number && Math.abs(number.doubleValue()) <= MOST) {
            return number.doubleValue();
        }
        fields.refuse(path, "Give a number for each outcome; a cost below 0 is a gain.");
        return 0;
    }

    private static @Nullable BusinessWorth byError(Fields fields, boolean there) {
        Double over = fields.number("perUnitOver", 0, MOST);
        Double under = fields.number("perUnitUnder", 0, MOST);
        if (there && (over == null || under == null)) {
            fields.refuse(
                    over == null ? "perUnitOver" : "perUnitUnder",
                    "Give both: what a unit costs by which an answer is too high, and too low; 0 or more.");
        }
        return over == null || under == null ? null : new BusinessWorth.ByError(over, under);
    }

    private @Nullable Duration adoption(Fields fields) {
        Object given = fields.take("adoption");
        if (given == null || Boolean.FALSE.equals(given)) {
            return null;
        }
        if (Boolean.TRUE.equals(given)) {
            return BusinessMetrics.USUAL_WINDOW;
        }
        if (!(given instanceof Map<?, ?> window)) {
            fields.refuse("adoption", "Say true, or {\"window\": \"P30D\"}.");
            return null;
        }
        Fields inside = Fields.of("adoption", window, errors);
        String text = inside.text("window");
        inside.end();
        try {
            Duration duration = text == null ? BusinessMetrics.USUAL_WINDOW : Duration.parse(text);
            if (duration.compareTo(LEAST_WINDOW) >= 0 && duration.compareTo(LONGEST_WINDOW) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            // said below
        }
        inside.refuse(
                "window",
                "'" + Texts.brief(String.valueOf(text)) + "' is no window: give days or hours such as P30D or PT12H,"
                        + " an hour at least and ten years at most.");
        return null;
    }

    static ObjectNode write(BusinessMetrics declared) {
        ObjectNode root = JSON.createObjectNode();
        root.put("unit", declared.unit());
        BusinessWorth worth = declared.worth();
        if (worth instanceof BusinessWorth.ByLabel labels) {
            if (labels.values()) {
                values(root.putObject("values"), labels.costs().negated());
            } else {
                costs(root.putObject("costs"), labels.costs());
            }
        } else if (worth instanceof BusinessWorth.ByError error) {
            root.put("perUnitOver", error.perUnitOver()).put("perUnitUnder", error.perUnitUnder());
        }
        Duration adoption = declared.adoption();
        if (adoption != null) {
            root.putObject("adoption").put("window", written(adoption));
        }
        return root;
    }

    private static void costs(ObjectNode node, CostMatrix costs) {
        costs.labels().forEach(node.putArray("labels")::add);
        ArrayNode matrix = node.putArray("matrix");
        for (double[] row : costs.costs()) {
            ArrayNode cells = matrix.addArray();
            for (double cell : row) {
                cells.add(cell);
            }
        }
    }

    /** What is worth 0 is left out, but for the labels: which have a worth at all must come back. */
    private static void values(ObjectNode node, CostMatrix values) {
        for (int actual = 0; actual < values.labels().size(); actual++) {
            ObjectNode row = node.putObject(values.labels().get(actual));
            for (int given = 0; given < values.labels().size(); given++) {
                if (values.costs()[actual][given] != 0) {
                    row.put(values.labels().get(given), values.costs()[actual][given]);
                }
            }
        }
    }

    /** Whole days as days: who declared P30D reads no PT720H. */
    private static String written(Duration window) {
        return window.equals(Duration.ofDays(window.toDays())) ? "P" + window.toDays() + "D" : window.toString();
    }
}
