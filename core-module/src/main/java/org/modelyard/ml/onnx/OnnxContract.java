package org.modelyard.ml.onnx;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.score.Signature;

/**
 * How the rows of a signature become the inputs of a foreign file, and its outputs answers.
 *
 * @param file looked through
 * @param blocks the graph's inputs, in its order
 * @param missing what stands for a missing value, by position in the signature; null: NaN, where the file takes it
 * @param answers its outputs
 */
public record OnnxContract(
        byte[] file,
        Signature signature,
        List<Block> blocks,
        List<@Nullable String> missing,
        Answers answers,
        long constants) {

    /**
     * An input of the graph: a column, or several beside each other.
     *
     * @param flat whether it takes {@code [rows]}; else {@code [rows, width]}
     * @param features position in the signature, for each of its numbers
     * @param single whether it takes one row at a time
     */
    record Block(String name, OnnxPort.Element element, boolean flat, int[] features, boolean single) {}

    /**
     * The outputs that are read.
     *
     * @param label empty: the most probable label is answered
     * @param answer probabilities, or the number
     * @param maps whether the probabilities are maps, one a row
     */
    record Answers(String label, String answer, boolean maps) {}

    /**
     * @param bytes of the file
     * @throws RefusedOnnx when the file is not taken, or its graph is not what is said of it
     */
    public static OnnxContract of(byte[] bytes, OnnxWish said) {
        OnnxFile file = OnnxFile.read(bytes);
        OnnxNotes notes = OnnxNotes.of(file.metadata());
        OnnxAnswers answers = OnnxAnswers.of(file, said, notes);
        OnnxInputs inputs = OnnxInputs.of(file, said, notes);
        Signature signature = new Signature(
                answers.labels().isEmpty() ? Task.REGRESSION : Task.CLASSIFICATION,
                inputs.signature(),
                answers.labels());
        return new OnnxContract(bytes, signature, inputs.blocks(), inputs.missing(), answers.read(), file.constants());
    }

    /** All that was said or read, so that the same file with this gives the same again. */
    public OnnxWish said() {
        List<Signature.Input> inputs = signature.inputs();
        Map<String, String> words = new TreeMap<>();
        for (int i = 0; i < missing.size(); i++) {
            String word = missing.get(i);
            if (word != null) {
                words.put(inputs.get(i).feature().name(), word);
            }
        }
        return new OnnxWish(
                signature.task(),
                inputs.stream()
                        .map(input -> new OnnxWish.Input(
                                input.feature().name(),
                                input.feature().type(),
                                input.required(),
                                input.feature().sensitive()))
                        .toList(),
                signature.labels(),
                blocks.stream()
                        .filter(block -> blocks.size() == 1 || block.features().length > 1)
                        .flatMap(block -> java.util.Arrays.stream(block.features())
                                .mapToObj(
                                        feature -> inputs.get(feature).feature().name()))
                        .toList(),
                words,
                answers.label(),
                answers.answer());
    }
}
