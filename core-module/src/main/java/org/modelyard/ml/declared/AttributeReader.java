package org.modelyard.ml.declared;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.ValueText;
import org.modelyard.ml.score.InputRow;

/** Puts what a caller says of the unit behind the inputs. What is of another type than declared is missing: it is not the model's input. */
record AttributeReader(List<FeatureSpec> declared) {

    private static final JsonFactory JSON = new JsonFactory();

    /** @param attributes a JSON object of plain values; null: nothing is said */
    InputRow with(InputRow row, @Nullable String attributes) {
        if (declared.isEmpty()) {
            return row;
        }
        int inputs = row.numbers().length;
        InputRow whole = InputRow.empty(inputs + declared.size());
        System.arraycopy(row.numbers(), 0, whole.numbers(), 0, inputs);
        System.arraycopy(row.texts(), 0, whole.texts(), 0, inputs);
        if (attributes != null) {
            read(attributes, whole, inputs);
        }
        return whole;
    }

    private void read(String attributes, InputRow into, int inputs) {
        try (JsonParser json = JSON.createParser(attributes)) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                for (int i = 0; i < declared.size(); i++) {
                    if (declared.get(i).name().equals(name)) {
                        fill(json, value, into, i, inputs + i);
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the attributes are no JSON object", e);
        }
    }

    private void fill(JsonParser json, JsonToken value, InputRow into, int attribute, int place) throws IOException {
        switch (declared.get(attribute).type()) {
            case NUMERIC -> {
                if (value.isNumeric()) {
                    into.numbers()[place] = json.getDoubleValue();
                }
            }
            case BOOLEAN -> {
                if (value.isBoolean()) {
                    into.numbers()[place] = value == JsonToken.VALUE_TRUE ? 1 : 0;
                }
            }
            case TIMESTAMP -> {
                if (value == JsonToken.VALUE_STRING) {
                    into.numbers()[place] = ValueText.instant(json.getText());
                }
            }
            case TEXT, CATEGORICAL -> {
                if (value == JsonToken.VALUE_STRING) {
                    into.texts()[place] = json.getText();
                }
            }
        }
    }
}
