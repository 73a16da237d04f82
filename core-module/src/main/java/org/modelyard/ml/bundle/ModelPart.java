package org.modelyard.ml.bundle;

import java.util.List;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.model.TreeEnsemble;
import org.modelyard.ml.tree.Tree;

/** The part of a bundle that holds the model itself, one form a kind of model. */
enum ModelPart {
    /** Tribuo protobuf. Its name in the manifest is empty, as in the files of before there were others. */
    LINEAR("", "model.tribuo") {
        @Override
        byte[] write(TrainedModel model, List<String> labels, List<String> meanings) {
            return TribuoWriter.write((LinearModel) model, labels, meanings);
        }

        @Override
        TrainedModel read(byte[] content, List<String> labels, List<String> meanings) {
            return TribuoReader.read(content, labels, meanings);
        }
    },
    TREES("trees", "model.trees") {
        @Override
        byte[] write(TrainedModel model, List<String> labels, List<String> meanings) {
            TreeEnsemble trees = (TreeEnsemble) model;
            BinaryWriter out = new BinaryWriter().put(MAGIC).put(trees.link().name());
            out.put(trees.outputs()).put(trees.width()).put(trees.leafWidth());
            out.put(trees.bias()).put(trees.roots());
            trees.nodes().write(out);
            return out.toBytes();
        }

        @Override
        TrainedModel read(byte[] content, List<String> labels, List<String> meanings) {
            BinaryReader in = new BinaryReader(content);
            in.expect(MAGIC, "model of trees");
            Link link = Link.valueOf(in.getString());
            int outputs = in.getInt();
            int width = in.getInt();
            int leafWidth = in.getInt();
            double[] bias = in.getDoubles();
            int[] roots = in.getInts();
            Tree nodes = Tree.read(in);
            in.end();
            return new TreeEnsemble(link, outputs, width, bias, leafWidth, roots, nodes);
        }
    };

    private static final int MAGIC = 0x4D595431; // MYT1

    private final String kind;
    private final String entry;

    ModelPart(String kind, String entry) {
        this.kind = kind;
        this.entry = entry;
    }

    /** In the manifest. */
    String kind() {
        return kind;
    }

    /** The name of the part. */
    String entry() {
        return entry;
    }

    /** @param meanings of the encoder's features */
    abstract byte[] write(TrainedModel model, List<String> labels, List<String> meanings);

    /** @throws org.modelyard.ml.binary.CorruptContent or IllegalArgumentException when the bytes are no such model */
    abstract TrainedModel read(byte[] content, List<String> labels, List<String> meanings);

    static ModelPart of(TrainedModel model) {
        return model instanceof LinearModel ? LINEAR : TREES;
    }

    static ModelPart ofKind(String kind) {
        for (ModelPart part : values()) {
            if (part.kind.equals(kind)) {
                return part;
            }
        }
        throw new CorruptBundle("The bundle holds a kind of model that is not known here.");
    }
}
