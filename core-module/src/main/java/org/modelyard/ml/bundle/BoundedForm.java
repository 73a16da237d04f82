package org.modelyard.ml.bundle;

import java.util.List;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.WeightBounds;

/** A linear model about whose weights something is laid down: the bounds, then the model as it is written without them. */
final class BoundedForm {

    private static final int MAGIC = 0x4D594231; // MYB1

    private BoundedForm() {}

    static byte[] write(LinearModel model, List<String> labels, List<String> meanings) {
        BinaryWriter out = new BinaryWriter().put(MAGIC);
        model.bounds().write(out);
        return out.put(TribuoWriter.write(model, labels, meanings)).toBytes();
    }

    static LinearModel read(byte[] content, List<String> labels, List<String> meanings) {
        BinaryReader in = new BinaryReader(content);
        in.expect(MAGIC, "linear model with bounds");
        WeightBounds bounds = WeightBounds.read(in);
        LinearModel free = TribuoReader.read(in.getBytes(), labels, meanings);
        in.end();
        if (bounds.none()) {
            throw new CorruptBundle("A linear model with bounds has none.");
        }
        return new LinearModel(free.link(), free.outputs(), free.width(), free.weights(), free.bias(), bounds);
    }
}
