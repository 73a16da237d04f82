package org.modelyard.serving.api;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.service.ExplainedAnswers;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.serving.model.CommonFields;
import org.modelyard.serving.model.FieldReader;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.RequestJson;
import org.modelyard.serving.model.RowReader;
import org.modelyard.serving.service.Route;

/**
 * Reads a prediction request token by token, its inputs straight into the arrays that a model scores. The rows can only be
 * read once it is known where they go; when {@code environment} or {@code version} stands behind them, the body is read a
 * second time. One per request.
 */
final class PredictionReader {

    private final Routes routes;
    private final int maxRows;
    private final Set<String> seen = new HashSet<>();
    private final List<PredictionRow> rows = new ArrayList<>(1);
    private final CommonFields common;

    private @Nullable Route route;
    private @Nullable RowReader reader;
    private boolean routeKnown;

    /** Where a request goes. */
    interface Routes {
        Route of(@Nullable String environment, @Nullable String version);
    }

    PredictionReader(Routes routes, int maxRows) {
        this(routes, maxRows, new CommonFields());
    }

    /** @param common what the query says of all rows */
    PredictionReader(Routes routes, int maxRows, CommonFields common) {
        this.routes = routes;
        this.maxRows = maxRows;
        this.common = common;
    }

    /**
     * @throws JsonParseException when the JSON is malformed
     * @throws com.fasterxml.jackson.databind.JsonMappingException when it has an unknown field
     * @throws Refusal.Invalid when it is well-formed and not acceptable as a whole; what is wrong with a row stands in it
     */
    PredictionRequest read(byte[] body) throws IOException {
        pass(body);
        if (!routeKnown) {
            routeKnown = true;
            Route meant = routes.of(common.environment(), common.version());
            if (meant != route) {
                rows.clear();
                route = meant;
                reader = new RowReader(meant.signature());
                pass(body);
            }
        }
        if (rows.isEmpty()) {
            throw new Refusal.Invalid("inputs", "Send inputs (an object, or an array of them) or rows; at least one.");
        }
        Route meant = route();
        if (common.wish().explain()) {
            ExplainedAnswers.require(rows.size());
        }
        return new PredictionRequest(
                meant,
                common.addNothing() ? rows : rows.stream().map(common::with).toList(),
                common.wish());
    }

    private void pass(byte[] body) throws IOException {
        seen.clear();
        try (JsonParser json = RequestJson.FACTORY.createParser(body)) {
            try {
                document(json);
            } catch (StreamConstraintsException tooMuch) { // it does not say where
                throw new JsonParseException(json, tooMuch.getOriginalMessage(), tooMuch);
            }
        } catch (CharConversionException e) { // NULs are taken for UTF-32
            throw new JsonParseException(null, "it is not UTF-8", e);
        }
    }

    private void document(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonParseException(json, "a JSON object was expected");
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (!seen.add(name)) {
                throw new JsonParseException(json, "the field '" + Texts.brief(name) + "' is given twice");
            }
            json.nextToken();
            field(json, name);
        }
        if (json.nextToken() != null) {
            throw new JsonParseException(json, "the JSON goes on behind its end");
        }
    }

    private void field(JsonParser json, String name) throws IOException {
        switch (name) {
            case "inputs" -> inputs(json);
            case "rows" -> rows(json);
            default -> {
                if (!common.read(json, name)) {
                    throw FieldReader.unknown(json, name);
                }
            }
        }
    }

    private void inputs(JsonParser json) throws IOException {
        requireAlone("rows");
        if (!routeKnown && !resolvable()) {
            json.skipChildren(); // a field behind it may name another place: then there is a second pass
            return;
        }
        if (json.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                add(reader().inputs(json, "inputs[" + i + "]"));
            }
        } else {
            add(reader().inputs(json, "inputs"));
        }
    }

    private void rows(JsonParser json) throws IOException {
        requireAlone("inputs");
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new Refusal.Invalid("rows", "This must be an array of objects.");
        }
        if (!routeKnown && !resolvable()) {
            json.skipChildren();
            return;
        }
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            add(reader().row(json, "rows[" + i + "]"));
        }
    }

    private void add(PredictionRow row) {
        if (rows.size() == maxRows) {
            throw new Refusal.Invalid("rows", "A request has at most " + maxRows + " rows.");
        }
        rows.add(row);
    }

    private void requireAlone(String other) {
        if (seen.contains(other)) {
            throw new Refusal.Invalid("inputs", "Send inputs or rows, not both.");
        }
    }

    private RowReader reader() {
        RowReader known = reader;
        if (known == null) {
            known = new RowReader(route().signature());
            reader = known;
        }
        return known;
    }

    private boolean resolvable() {
        try {
            route();
            return true;
        } catch (Refusal.NotFound | Refusal.Unavailable nothingThereByDefault) {
            return false;
        }
    }

    /** As far as it is known: fields behind the rows may yet say otherwise. */
    private Route route() {
        Route known = route;
        if (known == null) {
            known = routes.of(common.environment(), common.version());
            route = known;
        }
        return known;
    }
}
