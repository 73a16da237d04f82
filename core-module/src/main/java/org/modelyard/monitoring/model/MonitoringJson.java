package org.modelyard.monitoring.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** The documents that a report carries, as JSON text of our own: reading what was not written so is a fault. */
public final class MonitoringJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private MonitoringJson() {}

    public static String write(List<?> document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of our own cannot be written", e);
        }
    }

    public static List<ReportLine> lines(String json) {
        return read(json, new TypeReference<>() {});
    }

    public static List<FeatureChart> charts(String json) {
        return read(json, new TypeReference<>() {});
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored drift report cannot be read", e);
        }
    }
}
