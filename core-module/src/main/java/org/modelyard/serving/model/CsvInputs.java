package org.modelyard.serving.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.CsvTexts;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.ValueText;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * Rows of a CSV file as a model's inputs. The header names them, in any order; a column {@code unit} that is no input names the
 * unit. An empty field is a missing value.
 */
public final class CsvInputs {

    /** Names the unit, where the model has no input of this name. */
    public static final String UNIT = "unit";

    private static final int LONGEST_UNIT = 255;
    private static final int UNIT_COLUMN = -2;
    private static final int LEFT_OUT = -3;

    private final Signature signature;
    private final List<String> header;
    private final int[] places;

    /** @throws Refusal.Invalid when the header names something that is no input, or leaves out one that is required */
    public CsvInputs(Signature signature, List<String> header) {
        this(signature, header, -1);
    }

    /**
     * The same but for a column that is no input.
     *
     * @param left its place; negative where there is none
     */
    public CsvInputs(Signature signature, List<String> header, int left) {
        this.signature = signature;
        this.header = List.copyOf(header);
        this.places = new int[header.size()];
        List<FieldError> errors = new ArrayList<>();
        for (int column = 0; column < places.length; column++) {
            String name = header.get(column);
            int place = signature.position(name);
            places[column] = column == left ? LEFT_OUT : place < 0 && name.equals(UNIT) ? UNIT_COLUMN : place;
            if (places[column] == -1) {
                // of a file without a header this is a value: the names of fields are logged, messages are not
                errors.add(new FieldError(
                        "column " + (column + 1), "The model has no input '" + Texts.brief(name) + "'."));
            }
        }
        for (Signature.Input input : signature.inputs()) {
            if (input.required() && !header.contains(input.feature().name())) {
                errors.add(new FieldError(input.feature().name(), "The model requires this input."));
            }
        }
        if (!errors.isEmpty()) {
            throw new Refusal.Invalid("The header of the CSV does not fit the model's inputs.", errors);
        }
    }

    /**
     * One row, with what is wrong in it: fields are named {@code line 3.age}.
     *
     * @param line numbers in it are those of NUMERIC inputs
     */
    public PredictionRow row(CsvTexts.Line line) {
        InputRow row = InputRow.empty(signature.inputs().size());
        List<FieldError> errors = new ArrayList<>();
        String unit = null;
        if (line.problem() != null) {
            errors.add(new FieldError(where(line), "This line " + line.problem() + "."));
            return new PredictionRow(row, errors, null, null, null, null);
        }
        for (int column = 0; column < places.length; column++) {
            double number = line.number(column);
            if (!Double.isNaN(number)) {
                row.numbers()[places[column]] = number;
                continue;
            }
            String text = line.values().get(column);
            if (text == null || places[column] == LEFT_OUT) {
                continue;
            }
            if (places[column] != UNIT_COLUMN) {
                String wrong = fill(row, places[column], text);
                if (wrong != null) {
                    errors.add(new FieldError(field(line, column), wrong));
                }
            } else if (text.length() > LONGEST_UNIT) {
                errors.add(new FieldError(field(line, column), "This has 1 to " + LONGEST_UNIT + " characters."));
            } else {
                unit = text;
            }
        }
        if (errors.isEmpty()) {
            missing(row, line, errors);
        }
        return new PredictionRow(row, errors, unit, null, null, null);
    }

    private static String where(CsvTexts.Line line) {
        return "line " + line.number();
    }

    private String field(CsvTexts.Line line, int column) {
        return where(line) + "." + Texts.brief(header.get(column));
    }

    private void missing(InputRow row, CsvTexts.Line line, List<FieldError> errors) {
        for (int i = 0; i < signature.inputs().size(); i++) {
            Signature.Input input = signature.inputs().get(i);
            if (input.required() && Double.isNaN(row.numbers()[i]) && row.texts()[i] == null) {
                errors.add(
                        new FieldError(where(line) + "." + input.feature().name(), "The model requires this input."));
            }
        }
    }

    /** Null when it went well, else what was expected. */
    private @Nullable String fill(InputRow row, int place, String text) {
        FeatureType type = signature.inputs().get(place).feature().type();
        switch (type) {
            case TEXT, CATEGORICAL -> row.texts()[place] = text;
            case NUMERIC -> row.numbers()[place] = number(text.strip());
            case BOOLEAN -> row.numbers()[place] = truth(text.strip());
            case TIMESTAMP -> row.numbers()[place] = ValueText.instant(text);
        }
        return type.textual() || !Double.isNaN(row.numbers()[place])
                ? null
                : switch (type) {
                    case BOOLEAN -> "This must be true or false.";
                    case TIMESTAMP -> "This must be a time like 2026-01-31T12:00:00Z.";
                    default -> "This must be a finite number.";
                };
    }

    private static double truth(String text) {
        return text.equalsIgnoreCase("true") ? 1 : text.equalsIgnoreCase("false") ? 0 : Double.NaN;
    }

    /** Java would take hexadecimal numbers, suffixes and words as well. */
    private static double number(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
                return Double.NaN;
            }
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isInfinite(number) ? Double.NaN : number;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
