package org.modelyard.ml.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.OffHeap;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;

/**
 * Answers rows by a foreign ONNX file. Bounded are the threads of a call and its time; the file, its nodes and its constants were when it was read.
 * Not bounded is what an operator takes of memory for rows that nobody has tried: ONNX Runtime has no such limit on a processor.
 */
public final class OnnxScorer implements Scorer, OffHeap {

    /** Rows of a call. */
    private static final int BATCH = 256;

    private final OnnxContract contract;
    private final OnnxRows rows;
    private final OnnxModel model;
    private final OnnxLimits limits;
    private final Set<String> wanted = new HashSet<>();
    private final OnnxReplies replies;

    private OnnxScorer(OnnxContract contract, OnnxModel model, OnnxLimits limits) {
        this.contract = contract;
        this.rows = new OnnxRows(contract);
        this.model = model;
        this.limits = limits;
        this.replies = new OnnxReplies(contract);
        wanted.add(contract.answers().answer());
        if (!contract.answers().label().isEmpty()) {
            wanted.add(contract.answers().label());
        }
    }

    /** @throws RefusedOnnx when ONNX Runtime does not take the file, or its operators */
    public static OnnxScorer open(OnnxContract contract, OnnxLimits limits) {
        try {
            OnnxModel model = OnnxModel.open(BindingStrings.spoken(contract.file()), limits.threads());
            return new OnnxScorer(contract, model, limits);
        } catch (OnnxFailure e) {
            throw new RefusedOnnx(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Signature signature() {
        return contract.signature();
    }

    /** ONNX Runtime keeps the file's constants a second time. */
    @Override
    public long offHeapBytes() {
        return contract.file().length;
    }

    /**
     * @throws org.modelyard.ml.score.TooLate when it takes too long
     * @throws Unanswerable when a value is missing, or another, where the file takes none such, or its answer is none
     * @throws OnnxFailure when ONNX Runtime fails
     */
    @Override
    public Scores score(InputRow row) {
        return scoreAll(new InputRow[] {row})[0];
    }

    @Override
    public int batch() {
        return rows.single() ? 1 : BATCH;
    }

    @Override
    public Scores[] scoreAll(InputRow[] asked) {
        Scores[] scores = new Scores[asked.length];
        for (int from = 0; from < asked.length; from += batch()) {
            int count = Math.min(batch(), asked.length - from);
            Map<String, OnnxModel.Given> inputs = new HashMap<>();
            for (OnnxContract.Block block : contract.blocks()) {
                inputs.put(block.name(), rows.given(block, asked, from, count));
            }
            List<Scores> replied = replies.read(model.run(inputs, wanted, limits.millis()), count);
            for (int i = 0; i < count; i++) {
                scores[from + i] = replied.get(i);
            }
        }
        return scores;
    }

    @Override
    public InputRow leastRow() {
        InputRow least = InputRow.empty(signature().inputs().size());
        for (int i = 0; i < least.numbers().length; i++) {
            Signature.Input input = signature().inputs().get(i);
            if (input.required() && input.feature().type().textual()) {
                least.texts()[i] = "";
            } else if (input.required()) {
                least.numbers()[i] = 0;
            }
        }
        return least;
    }

    /** The file as it came. */
    public byte[] file() {
        return contract.file();
    }

    @Override
    public void close() {
        model.close();
    }
}
