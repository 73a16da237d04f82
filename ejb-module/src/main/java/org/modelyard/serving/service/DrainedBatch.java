package org.modelyard.serving.service;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.modelyard.journal.Entry;
import org.modelyard.serving.model.HourCounts;
import org.modelyard.serving.model.HourKey;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.model.LoggedInference;
import org.modelyard.serving.model.MalformedInference;
import org.modelyard.serving.model.VersionShape;

/**
 * What becomes of the journal's records in one transaction: rows, and counts by hour. What is wrong with one record is said loudly and is
 * that record's alone: it must never keep those behind it out of the log.
 */
final class DrainedBatch {

    private static final System.Logger LOG = System.getLogger(DrainedBatch.class.getName());

    private final LongFunction<Optional<VersionShape>> versions;
    private final UsageRollup usage;
    private List<LoggedInference> rows = new ArrayList<>();
    private final Map<HourKey, HourCounts> hours = new HashMap<>();
    private final Map<Long, Optional<VersionShape>> shapes = new HashMap<>();

    /** @param versions by internal id; its exceptions are no record's fault, and are thrown on */
    DrainedBatch(LongFunction<Optional<VersionShape>> versions, UsageRollup usage) {
        this.versions = versions;
        this.usage = usage;
    }

    /** Adds a record to rows and counts. */
    void add(Entry entry) {
        decode(entry).ifPresent(this::add);
    }

    /** Adds a record to the rows alone. */
    void addUncounted(Entry entry) {
        decode(entry)
                .ifPresent(inference -> rows.add(
                        row(inference, shape(inference.modelVersionId()).orElse(null))));
    }

    /** Adds what of a record can surely be written, to the rows alone. */
    void addBare(Entry entry) {
        decode(entry)
                .ifPresent(inference -> rows.add(LoggedInference.bare(
                        inference,
                        shape(inference.modelVersionId())
                                .map(VersionShape::modelId)
                                .orElse(0L))));
    }

    private void add(InferenceRecord inference) {
        VersionShape shape = shape(inference.modelVersionId()).orElse(null);
        LoggedInference row = row(inference, shape);
        rows.add(row);
        count(row, inference, shape); // of no version too: the log is bounded by its bytes
        if (inference.modelVersionId() != 0) {
            usage.add(inference, row.modelId());
        }
    }

    private static LoggedInference row(InferenceRecord inference, @Nullable VersionShape shape) {
        try {
            return LoggedInference.of(inference, shape);
        } catch (RuntimeException odd) {
            LOG.log(
                    Level.ERROR,
                    "prediction " + inference.inferenceId() + " goes into the log without its inputs: they cannot be"
                            + " written out",
                    odd);
            return LoggedInference.bare(inference, shape == null ? 0 : shape.modelId());
        }
    }

    private void count(LoggedInference row, InferenceRecord inference, @Nullable VersionShape shape) {
        HourCounts counts = hours.computeIfAbsent(
                HourKey.of(inference, row.modelId()), hour -> new HourCounts(shape == null ? null : shape.layout()));
        try {
            counts.add(inference, row.bytes());
        } catch (RuntimeException odd) {
            LOG.log(
                    Level.ERROR,
                    "prediction " + inference.inferenceId() + " is in the log, but not in all counts of its hour",
                    odd);
        }
    }

    private Optional<VersionShape> shape(long versionId) {
        return versionId == 0 ? Optional.empty() : shapes.computeIfAbsent(versionId, versions::apply);
    }

    /** A record of a later release, or none of ours, cannot become a row: said loudly, and passed over. */
    private static Optional<InferenceRecord> decode(Entry entry) {
        try {
            return Optional.of(InferenceRecord.decode(entry.payload()));
        } catch (MalformedInference e) {
            LOG.log(Level.ERROR, "the journal''s record at {0} is lost: {1}", entry.position(), e.getMessage());
            return Optional.empty();
        }
    }

    /** For what is said of a record that stays out. */
    static String name(Entry entry) {
        return decode(entry)
                .map(inference -> "prediction " + inference.inferenceId())
                .orElse("the journal's record at " + entry.position());
    }

    /** Gives the rows that were added since this was last asked, and keeps none of them. */
    List<LoggedInference> take() {
        List<LoggedInference> taken = rows;
        rows = new ArrayList<>();
        return taken;
    }

    /** As they are added. */
    Map<HourKey, HourCounts> hours() {
        return hours;
    }

    /** Of a version whose record was added; null when it could not be found any more. */
    @Nullable
    VersionShape known(long versionId) {
        return shapes.getOrDefault(versionId, Optional.empty()).orElse(null);
    }
}
