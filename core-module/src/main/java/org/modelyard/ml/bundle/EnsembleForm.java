package org.modelyard.ml.bundle;

import java.util.ArrayList;
import java.util.List;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.model.Ensemble;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.model.TrainedModel;

/** An ensemble: each member in its own form, one level deep. */
final class EnsembleForm {

    private static final int MAGIC = 0x4D594531; // MYE1

    private EnsembleForm() {}

    static byte[] write(Ensemble ensemble, List<String> labels, List<String> meanings) {
        BinaryWriter out = new BinaryWriter().put(MAGIC).put(ensemble.link().name());
        out.put(ensemble.outputs()).put(ensemble.width());
        out.put(ensemble.weights()).put(ensemble.bias());
        out.put(ensemble.members().size());
        for (TrainedModel member : ensemble.members()) {
            ModelPart part = ModelPart.of(member);
            out.put(part.kind()).put(part.write(member, labels, meanings));
        }
        return out.toBytes();
    }

    static Ensemble read(byte[] content, List<String> labels, List<String> meanings) {
        BinaryReader in = new BinaryReader(content);
        in.expect(MAGIC, "ensemble");
        Link link = Link.valueOf(in.getString());
        int outputs = in.getInt();
        int width = in.getInt();
        double[] weights = in.getDoubles();
        double[] bias = in.getDoubles();
        int count = in.getInt();
        List<TrainedModel> members = new ArrayList<>();
        for (int member = 0; member < count; member++) {
            ModelPart part = ModelPart.ofKind(in.getString());
            if (part == ModelPart.ENSEMBLE) {
                throw new CorruptBundle("An ensemble holds an ensemble.");
            }
            members.add(part.read(in.getBytes(), labels, meanings));
        }
        in.end();
        return new Ensemble(link, outputs, width, members, weights, bias);
    }
}
