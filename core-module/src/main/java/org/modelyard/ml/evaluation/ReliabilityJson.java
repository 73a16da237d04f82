package org.modelyard.ml.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.modelyard.stats.Interval;

/** The bins of a reliability diagram, wherever a document has one. */
public final class ReliabilityJson {

    private ReliabilityJson() {}

    public static void write(ArrayNode array, List<ReliabilityBin> bins) {
        for (ReliabilityBin bin : bins) {
            array.addObject()
                    .put("from", bin.from())
                    .put("to", bin.to())
                    .put("rows", bin.rows())
                    .put("stated", bin.stated())
                    .put("share", bin.share())
                    .put("low", bin.interval().low())
                    .put("high", bin.interval().high())
                    .put("confidence", bin.interval().confidence());
        }
    }

    public static List<ReliabilityBin> read(JsonNode array) {
        return MetricJson.list(
                array,
                bin -> new ReliabilityBin(
                        bin.required("from").asDouble(),
                        bin.required("to").asDouble(),
                        bin.required("rows").asLong(),
                        bin.required("stated").asDouble(),
                        bin.required("share").asDouble(),
                        new Interval(
                                bin.required("low").asDouble(),
                                bin.required("high").asDouble(),
                                bin.required("confidence").asDouble())));
    }
}
