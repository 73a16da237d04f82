package org.modelyard.serving.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of an hour that an inference counts for: all of it, one a dimension that its model declares, and one for who asked where it names callers. */
public final class UsageParts {

    private static final System.Logger LOG = System.getLogger(UsageParts.class.getName());
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<UsageKey, UsageCounts> counts = new HashMap<>();

    /** One is counted whose model says something of prices or dimensions, or of which tokens are known. */
    public void add(InferenceRecord inference, long modelId, @Nullable Accounting accounting) {
        Spent spent = inference.spent();
        if (accounting == null && spent == null) {
            return;
        }
        HourKey hour = HourKey.of(inference, modelId);
        add(UsageKey.of(hour, spent), inference);
        if (accounting != null && !accounting.callers().isEmpty()) {
            add(UsageKey.of(hour, spent, UsageKey.CALLERS, accounting.caller(inference.caller())), inference);
        }
        if (accounting == null || accounting.dimensions().isEmpty()) {
            return;
        }
        Map<String, String> said = said(inference.dimensions());
        for (String dimension : accounting.dimensions().keySet()) {
            add(UsageKey.of(hour, spent, dimension, accounting.part(dimension, said.get(dimension))), inference);
        }
    }

    private void add(UsageKey key, InferenceRecord inference) {
        counts.computeIfAbsent(key, first -> new UsageCounts()).add(inference);
    }

    /** What was added. */
    public Map<UsageKey, UsageCounts> counts() {
        return counts;
    }

    /**
     * Values as texts, by name: the object has plain values alone.
     *
     * @param dimensions as the log has them; null for none
     */
    public static Map<String, String> said(@Nullable String dimensions) {
        Map<String, String> said = new HashMap<>();
        if (dimensions == null) {
            return said;
        }
        try (JsonParser json = JSON.createParser(dimensions)) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                if (json.nextToken() != JsonToken.VALUE_NULL) {
                    said.put(name, json.getText());
                }
            }
        } catch (IOException e) {
            // one odd row must not keep those behind it out of the log
            LOG.log(Level.WARNING, "the dimensions of an inference are no JSON: {0}", e.getMessage());
        }
        return said;
    }
}
