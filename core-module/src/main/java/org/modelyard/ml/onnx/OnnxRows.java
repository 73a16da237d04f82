package org.modelyard.ml.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Unanswerable;

/** Rows as the tensors that a file takes. */
final class OnnxRows {

    private final OnnxContract contract;
    /** By position in the signature; NaN: none. */
    private final double[] substitutes;

    OnnxRows(OnnxContract contract) {
        this.contract = contract;
        List<@Nullable String> missing = contract.missing();
        this.substitutes = new double[missing.size()];
        for (int i = 0; i < substitutes.length; i++) {
            String word = missing.get(i);
            boolean text = contract.signature().inputs().get(i).feature().type().textual();
            substitutes[i] = word == null || text ? Double.NaN : Double.parseDouble(word);
        }
    }

    /** Whether the file takes one row at a time. */
    boolean single() {
        return contract.blocks().stream().anyMatch(OnnxContract.Block::single);
    }

    /** @throws Unanswerable when a value is missing, or another, where the file takes none such */
    OnnxModel.Given given(OnnxContract.Block block, InputRow[] rows, int from, int count) {
        int width = block.features().length;
        long[] shape = block.flat() ? new long[] {count} : new long[] {count, width};
        if (block.element() == OnnxPort.Element.STRING) {
            String[] texts = new String[count * width];
            for (int i = 0; i < texts.length; i++) {
                int feature = block.features()[i % width];
                String text = rows[from + i / width].texts()[feature];
                texts[i] = text == null ? String.valueOf(contract.missing().get(feature)) : text;
            }
            return environment -> OnnxTensor.createTensor(environment, texts, shape);
        }
        double[] numbers = new double[count * width];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(block, block.features()[i % width], rows[from + i / width]);
        }
        return tensor(block.element(), numbers, shape);
    }

    private double number(OnnxContract.Block block, int feature, InputRow row) {
        double number = row.numbers()[feature];
        if (Double.isNaN(number)) {
            number = substitutes[feature];
        }
        if (!block.element().takesNaN() && (Double.isNaN(number) || number != Math.rint(number))) {
            String name = contract.signature().inputs().get(feature).feature().name();
            throw new Unanswerable(
                    Double.isNaN(number)
                            ? "'" + name + "' is missing, and the model takes no row without it."
                            : "'" + name + "' is " + number + ", and the model takes whole numbers there.");
        }
        if (!block.element().reaches(number)) { // a cast would make another number of it without a word
            String name = contract.signature().inputs().get(feature).feature().name();
            throw new Unanswerable("'" + name + "' is " + number + ", beyond what the model's whole numbers hold.");
        }
        return number;
    }

    private static OnnxModel.Given tensor(OnnxPort.Element element, double[] numbers, long[] shape) {
        return switch (element) {
            case FLOAT -> {
                float[] values = new float[numbers.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) numbers[i];
                }
                yield environment -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
            }
            case DOUBLE -> environment -> OnnxTensor.createTensor(environment, DoubleBuffer.wrap(numbers), shape);
            case INT32 -> {
                int[] values = new int[numbers.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (int) numbers[i];
                }
                yield environment -> OnnxTensor.createTensor(environment, IntBuffer.wrap(values), shape);
            }
            case INT64 -> {
                long[] values = new long[numbers.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (long) numbers[i];
                }
                yield environment -> OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
            }
            case BOOL -> {
                ByteBuffer values = ByteBuffer.allocateDirect(numbers.length);
                for (double number : numbers) {
                    values.put((byte) (number == 0 ? 0 : 1));
                }
                values.flip();
                yield environment -> OnnxTensor.createTensor(environment, values, shape, OnnxJavaType.BOOL);
            }
            case STRING -> throw new IllegalArgumentException("numbers as strings");
        };
    }
}
