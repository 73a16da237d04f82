package org.modelyard.upkeep.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * What an upkeep found, in the order in which it goes.
 *
 * @param count of all findings
 * @param bytes of all findings
 * @param items the first {@link #MOST} of them
 * @param notes what was left alone and why, a sentence each
 */
public record UpkeepReport(long count, long bytes, List<Finding> items, List<String> notes) {

    public static final int MOST = 10_000;

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    public UpkeepReport {
        items = List.copyOf(items);
        notes = List.copyOf(notes);
    }

    public static UpkeepReport of(List<Finding> all, List<String> notes) {
        return new UpkeepReport(
                all.size(),
                all.stream().mapToLong(Finding::bytes).sum(),
                new ArrayList<>(all.subList(0, Math.min(MOST, all.size()))),
                notes);
    }

    public String toJson() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of our own cannot be written", e);
        }
    }

    public static UpkeepReport fromJson(String json) {
        try {
            return MAPPER.readValue(json, UpkeepReport.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored report cannot be read", e);
        }
    }
}
