package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.evaluation.BusinessMetrics;
import org.modelyard.ml.evaluation.BusinessWorth;
import org.modelyard.ml.evaluation.CostMatrix;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.DeclaredBusiness;
import org.modelyard.registry.service.ModelView;
import org.modelyard.registry.service.Registry;

/** What a model's answers are worth, by a form made of its labels. */
@Named
@RequestScoped
public class BusinessForm {

    /** More would be a wall of fields: those are declared over REST. */
    public static final int MOST_LABELS = 8;

    private static final String VALUES = "values";

    @Inject
    private DeclaredBusiness business;

    @Inject
    private Registry registry;

    @Inject
    private Viewer viewer;

    private String model = "";
    private List<String> labels = List.of();
    private boolean numbers;
    private DeclaredBusiness.@Nullable Declared declared;

    private String kind = "costs";
    private String unit = "";
    private String over = "";
    private String under = "";
    private boolean adoption;
    private String window = "P30D";
    private String seen = "";
    private final Map<String, String> cells = new HashMap<>();

    /** A cell of the table. */
    public record Cell(String key, String given) {}

    /** A row of it: what is true, and each answer. */
    public record Row(String actual, List<Cell> cells) {}

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        if (model.isEmpty()) {
            return;
        }
        ModelView known = registry.model(viewer.caller(), model);
        numbers = known.task() == Task.REGRESSION;
        labels = business.labels(viewer.caller(), model);
        declared = business.find(viewer.caller(), model).orElse(null);
        if (declared != null) {
            seen = Long.toString(declared.changes());
            fill(declared.metrics());
        }
    }

    private void fill(BusinessMetrics metrics) {
        unit = metrics.unit();
        Duration back = metrics.adoption();
        adoption = back != null;
        window = back == null ? window : "P" + Math.max(1, back.toDays()) + "D";
        BusinessWorth worth = metrics.worth();
        if (worth instanceof BusinessWorth.ByError error) {
            over = text(error.perUnitOver());
            under = text(error.perUnitUnder());
        } else if (worth instanceof BusinessWorth.ByLabel byLabel) {
            kind = byLabel.values() ? VALUES : "costs";
            CostMatrix costs = byLabel.costs();
            for (int actual = 0; actual < labels.size(); actual++) {
                for (int given = 0; given < labels.size(); given++) {
                    int row = costs.labels().indexOf(labels.get(actual));
                    int column = costs.labels().indexOf(labels.get(given));
                    if (row >= 0 && column >= 0) {
                        double cost = costs.costs()[row][column];
                        cells.put(key(actual, given), text(byLabel.values() ? 0 - cost : cost));
                    }
                }
            }
        }
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String key(int actual, int given) {
        return actual + "-" + given;
    }

    public void save() {
        boolean done = Notices.attempt(() -> business.declare(
                viewer.caller(), model, BusinessMetrics.of(typed()), seen.isEmpty() ? null : Long.valueOf(seen)));
        if (done) {
            Notices.done("It holds for evaluations and comparisons that begin from now on.");
            Links.go("/console/models/" + model);
        }
    }

    public void remove() {
        boolean done = Notices.attempt(
                () -> business.remove(viewer.caller(), model, seen.isEmpty() ? null : Long.valueOf(seen)));
        if (done) {
            Notices.done("Nothing is declared any more. What was measured stays.");
            Links.go("/console/models/" + model);
        }
    }

    /** What was typed, as a request would bring it. */
    private Map<String, Object> typed() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("unit", unit.strip());
        if (!over.isBlank() || !under.isBlank()) {
            body.put("perUnitOver", number("perUnitOver", over));
            body.put("perUnitUnder", number("perUnitUnder", under));
        }
        if (cells.values().stream().anyMatch(one -> one != null && !one.isBlank())) {
            body.put(kind, kind.equals(VALUES) ? values() : costs());
        }
        if (adoption) {
            body.put("adoption", Map.of("window", window.strip()));
        }
        return body;
    }

    private Map<String, Object> costs() {
        List<List<Double>> matrix = new ArrayList<>();
        for (int actual = 0; actual < labels.size(); actual++) {
            List<Double> row = new ArrayList<>();
            for (int given = 0; given < labels.size(); given++) {
                row.add(cell(actual, given));
            }
            matrix.add(row);
        }
        return Map.of("labels", labels, "matrix", matrix);
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int actual = 0; actual < labels.size(); actual++) {
            Map<String, Double> row = new LinkedHashMap<>();
            for (int given = 0; given < labels.size(); given++) {
                row.put(labels.get(given), cell(actual, given));
            }
            values.put(labels.get(actual), row);
        }
        return values;
    }

    /** An empty cell is 0. */
    private double cell(int actual, int given) {
        String typed = cells.getOrDefault(key(actual, given), "");
        return typed == null || typed.isBlank()
                ? 0
                : number("'" + labels.get(given) + "' for '" + labels.get(actual) + "'", typed);
    }

    private static double number(String field, String typed) {
        try {
            return Double.parseDouble(typed.strip());
        } catch (NumberFormatException e) {
            throw new Refusal.Invalid(field, field + " must be a number, not '" + typed.strip() + "'.");
        }
    }

    public List<Row> getRows() {
        return IntStream.range(0, labels.size())
                .mapToObj(actual -> new Row(
                        labels.get(actual),
                        IntStream.range(0, labels.size())
                                .mapToObj(given -> new Cell(key(actual, given), labels.get(given)))
                                .toList()))
                .toList();
    }

    public boolean isTable() {
        return !numbers && !labels.isEmpty() && labels.size() <= MOST_LABELS;
    }

    public boolean isNumbers() {
        return numbers;
    }

    public List<String> getLabels() {
        return labels;
    }

    public DeclaredBusiness.@Nullable Declared getDeclared() {
        return declared;
    }

    /** As it is stored, for who only looks; empty where nothing is. */
    public String getDocument() {
        return declared == null ? "" : declared.metrics().toJson();
    }

    public Map<String, String> getCells() {
        return cells;
    }

    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = VALUES.equals(kind) ? VALUES : "costs";
    }

    public String getUnit() {
        return unit;
    }

    public void setUnit(@Nullable String unit) {
        this.unit = unit == null ? "" : unit;
    }

    public String getOver() {
        return over;
    }

    public void setOver(@Nullable String over) {
        this.over = over == null ? "" : over;
    }

    public String getUnder() {
        return under;
    }

    public void setUnder(@Nullable String under) {
        this.under = under == null ? "" : under;
    }

    public boolean isAdoption() {
        return adoption;
    }

    public void setAdoption(boolean adoption) {
        this.adoption = adoption;
    }

    public String getWindow() {
        return window;
    }

    public void setWindow(@Nullable String window) {
        this.window = window == null ? "" : window;
    }

    public String getSeen() {
        return seen;
    }

    public void setSeen(@Nullable String seen) {
        this.seen = seen == null || !seen.matches("\\d{1,18}") ? "" : seen;
    }
}
