package org.modelyard.evaluation.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.OutputEvaluation;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.tree.Workers;

/**
 * All that a version answered about rows, beside the truth.
 *
 * @param target its target's
 * @param outputs those beside it, in the version's order: each of the rows that have an answer of it
 */
public record VersionScores(TableScores target, List<TableScores> outputs) {

    public VersionScores {
        outputs = List.copyOf(outputs);
    }

    /** The table has the version's features and outputs. */
    public static VersionScores of(ModelScorer version, Table table) {
        return of(version, table, Workers.ALONE);
    }

    /** The same by several threads, which share the rows. */
    public static VersionScores of(ModelScorer version, Table table, Workers workers) {
        List<TableScores> outputs = new ArrayList<>();
        for (int output = 0; output < version.heads().size(); output++) {
            outputs.add(TableScores.of(version.about(output), table.about(output), workers));
        }
        return new VersionScores(TableScores.of(version, table, workers), outputs);
    }

    /** One after the other, as of the folds of a cross-validation. */
    public static VersionScores joined(List<VersionScores> parts) {
        List<TableScores> outputs = new ArrayList<>();
        for (int output = 0; output < parts.get(0).outputs().size(); output++) {
            int one = output;
            outputs.add(TableScores.joined(
                    parts.stream().map(part -> part.outputs().get(one)).toList()));
        }
        return new VersionScores(
                TableScores.joined(parts.stream().map(VersionScores::target).toList()), outputs);
    }

    /**
     * What was measured of each output.
     *
     * @param rows all of the job's, with the names of the outputs
     */
    public List<OutputEvaluation> evaluate(Table... rows) {
        List<OutputEvaluation> evaluations = new ArrayList<>();
        for (int output = 0; output < outputs.size(); output++) {
            long missing = 0;
            for (Table part : rows) {
                Column answers = part.outputs().get(output).answers();
                missing +=
                        IntStream.range(0, part.rows()).filter(answers::missing).count();
            }
            evaluations.add(new OutputEvaluation(
                    rows[0].outputs().get(output).name(),
                    missing,
                    outputs.get(output).evaluate()));
        }
        return evaluations;
    }

    /** What {@link #fromBytes} reads. */
    public byte[] toBytes() {
        BinaryWriter out = new BinaryWriter().put(MAGIC).put(target.toBytes()).put(outputs.size());
        outputs.forEach(output -> out.put(output.toBytes()));
        return out.toBytes();
    }

    /** @throws CorruptContent when the bytes are not what {@link #toBytes} wrote */
    public static VersionScores fromBytes(byte[] content) {
        BinaryReader in = new BinaryReader(content);
        in.expect(MAGIC, "answers of a version");
        TableScores target = TableScores.fromBytes(in.getBytes());
        List<TableScores> outputs = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            outputs.add(TableScores.fromBytes(in.getBytes()));
        }
        in.end();
        return new VersionScores(target, outputs);
    }

    /** MYV1. */
    private static final int MAGIC = 0x4D595631;
}
