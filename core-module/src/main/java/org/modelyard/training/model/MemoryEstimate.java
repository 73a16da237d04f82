package org.modelyard.training.model;

import java.util.List;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.search.SearchPlan;
import org.modelyard.platform.model.Refusal;

/**
 * What a job takes in memory at its worst moment, counted from its plan before anything is loaded: a guess from above, since what texts hold and
 * how many labels there are is known only then. Weights are counted for {@value FitMemory#LABELS} labels; trainers refuse by themselves what
 * would be too many.
 *
 * @param table bytes of the rows' columns, split, and of the answers to them; always in the server
 * @param fits bytes of all fits that run at once, rows encoded: in the server, or each in a process of its own
 * @param each bytes of one of these fits
 */
public record MemoryEstimate(long table, long fits, long each) {

    private static final int NUMBER = 8;
    private static final int CODE = 4;
    /** A String object with its array and the reference to it, without the characters. */
    private static final int TEXT = 64;

    /** What a JVM needs beside its data. */
    private static final long PROCESS = 24L << 20;

    private static final double MIB = 1 << 20;

    /**
     * @param schema of the snapshot
     * @param rows of the snapshot
     * @param stored bytes of its chunks; 0 when they are not known yet, then texts count nothing
     */
    public static MemoryEstimate of(Schema schema, long rows, long stored, TrainingPlan plan) {
        SearchPlan search = plan.search();
        int parallel = search == null ? 1 : search.parallel();
        long each = numbers(schema, rows) + FitMemory.of(schema, rows, texts(schema, stored), plan);
        // a fit selects rows once more than the job has split them: the strings are shared
        long table = numbers(schema, rows) + texts(schema, stored) + FitMemory.answers(schema, rows, plan.outputs());
        return new MemoryEstimate(table, parallel * each, each);
    }

    /** Of the rows alone, as they are when a version is asked about them. */
    public static long ofRows(Schema schema, long rows, long stored) {
        return numbers(schema, rows) + texts(schema, stored) + FitMemory.answers(schema, rows, List.of());
    }

    private static long numbers(Schema schema, long rows) {
        long row = NUMBER;
        for (FeatureSpec feature : schema.features()) {
            row += switch (feature.type()) {
                case NUMERIC, TIMESTAMP, BOOLEAN -> NUMBER;
                case CATEGORICAL -> CODE;
                case TEXT -> TEXT;
            };
        }
        return rows * row;
    }

    private static long texts(Schema schema, long stored) {
        return schema.features().stream().anyMatch(feature -> feature.type() == FeatureType.TEXT) ? stored : 0;
    }

    /** Bytes that the job takes of the machine. */
    public long total() {
        return table + fits;
    }

    /**
     * @param allowed bytes in the server
     * @param heap bytes of a process that a job with the executor PROCESS fits in
     * @throws Refusal.Invalid when it is more than allowed, with what to change
     */
    public void require(ExecutorKind executor, long allowed, long heap) {
        boolean apart = executor == ExecutorKind.PROCESS;
        require(apart ? table : total(), allowed);
        if (apart && table + each + PROCESS > heap) {
            throw new Refusal.Invalid(
                    "executor",
                    "The process would take about " + mib(table + each + PROCESS) + " MiB and may take " + mib(heap)
                            + " MiB. Train on fewer rows or features, lower maxTerms, or raise"
                            + " modelyard.training.process.heap.");
        }
    }

    /** The same of {@link #ofRows}. */
    public static void require(Schema schema, long rows, long stored, long allowed) {
        require(ofRows(schema, rows, stored), allowed);
    }

    private static void require(long needed, long allowed) {
        if (needed > allowed) {
            throw new Refusal.Invalid(
                    "dataset",
                    "The job would take about " + mib(needed) + " MiB and may take " + mib(allowed)
                            + " MiB. Train on fewer rows or features, lower maxTerms, run fewer trials at once, or raise"
                            + " modelyard.training.memory and the heap.");
        }
    }

    private static long mib(long bytes) {
        return Math.round(bytes / MIB);
    }
}
