package org.modelyard.ml.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.model.Ensemble;
import org.modelyard.ml.model.FactorisationMachine;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.NearestNeighbours;
import org.modelyard.ml.model.Perceptron;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.model.TreeEnsemble;
import org.modelyard.ml.tree.Tree;

/** The numbers of each kind of model as JSON. Features are told by their position. */
final class ModelNumbers {

    private final JsonGenerator out;

    ModelNumbers(JsonGenerator out) {
        this.out = out;
    }

    void write(TrainedModel model) throws IOException {
        out.writeStartObject();
        if (model instanceof LinearModel linear) {
            head("linear", model);
            numbers("bias", linear.bias());
            rows("weights", linear.weights(), linear.outputs());
        } else if (model instanceof TreeEnsemble trees) {
            head("trees", model);
            trees(trees);
        } else if (model instanceof Perceptron network) {
            head("perceptron", model);
            network(network);
        } else if (model instanceof FactorisationMachine machine) {
            head("factorisation-machine", model);
            out.writeNumberField("factors", machine.factors());
            numbers("bias", machine.bias());
            rows("weights", machine.weights(), machine.outputs() * (1 + machine.factors()));
        } else if (model instanceof NearestNeighbours neighbours) {
            head("nearest-neighbours", model);
            neighbours(neighbours);
        } else if (model instanceof Ensemble ensemble) {
            head("ensemble", model);
            numbers("bias", ensemble.bias());
            rows("weights", ensemble.weights(), ensemble.outputs());
            out.writeArrayFieldStart("members");
            for (TrainedModel member : ensemble.members()) {
                write(member);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private void head(String kind, TrainedModel model) throws IOException {
        out.writeStringField("kind", kind);
        out.writeStringField("link", model.link().name());
        out.writeNumberField("outputs", model.outputs());
    }

    private void numbers(String name, double[] values) throws IOException {
        out.writeFieldName(name);
        out.writeArray(values, 0, values.length);
    }

    /** Arrays of {@code width} numbers. */
    private void rows(String name, double[] values, int width) throws IOException {
        out.writeArrayFieldStart(name);
        for (int at = 0; at < values.length; at += width) {
            out.writeArray(values, at, width);
        }
        out.writeEndArray();
    }

    private void trees(TreeEnsemble ensemble) throws IOException {
        numbers("bias", ensemble.bias());
        out.writeArrayFieldStart("trees");
        Tree nodes = ensemble.nodes();
        for (int tree = 0; tree < ensemble.roots().length; tree++) {
            int root = ensemble.roots()[tree];
            int end = tree + 1 < ensemble.roots().length ? ensemble.roots()[tree + 1] : nodes.size();
            out.writeStartObject();
            if (ensemble.leafWidth() < ensemble.outputs()) {
                out.writeNumberField("output", tree % ensemble.outputs());
            }
            out.writeArrayFieldStart("nodes");
            for (int node = root; node < end; node++) {
                node(ensemble, node, root);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void node(TreeEnsemble ensemble, int node, int root) throws IOException {
        Tree nodes = ensemble.nodes();
        out.writeStartObject();
        out.writeNumberField("node", node - root);
        out.writeNumberField("cover", nodes.covers()[node]);
        if (nodes.features()[node] < 0) {
            out.writeFieldName("values");
            out.writeArray(nodes.values(), nodes.next()[node], ensemble.leafWidth());
        } else {
            out.writeNumberField("feature", nodes.features()[node]);
            out.writeNumberField("threshold", nodes.thresholds()[node]);
            out.writeNumberField("atMost", nodes.next()[node] - root);
            out.writeNumberField("above", nodes.next()[node] + 1 - root);
        }
        out.writeEndObject();
    }

    private void network(Perceptron network) throws IOException {
        out.writeNumberField("mean", network.mean());
        out.writeNumberField("deviation", network.deviation());
        out.writeArrayFieldStart("layers");
        int inputs = network.width();
        for (int layer = 0; layer < network.units().length; layer++) {
            int units = network.units()[layer];
            float[] weights = network.layers().get(layer);
            out.writeStartObject();
            out.writeStringField("activation", layer < network.units().length - 1 ? "relu" : "none");
            floats("bias", weights, inputs * units, units);
            out.writeArrayFieldStart("weights");
            for (int input = 0; input < inputs; input++) {
                floats(weights, input * units, units);
            }
            out.writeEndArray();
            out.writeEndObject();
            inputs = units;
        }
        out.writeEndArray();
    }

    private void floats(String name, float[] values, int from, int count) throws IOException {
        out.writeFieldName(name);
        floats(values, from, count);
    }

    private void floats(float[] values, int from, int count) throws IOException {
        out.writeStartArray();
        for (int i = from; i < from + count; i++) {
            out.writeNumber(values[i]);
        }
        out.writeEndArray();
    }

    private void neighbours(NearestNeighbours model) throws IOException {
        out.writeNumberField("neighbours", model.neighbours());
        out.writeStringField("distance", model.cosine() ? "cosine" : "euclidean");
        out.writeBooleanField("weighted", model.weighted());
        SparseRows rows = model.rows();
        out.writeArrayFieldStart("rows");
        for (int row = 0; row < rows.rows(); row++) {
            int from = rows.offsets()[row];
            int count = rows.offsets()[row + 1] - from;
            out.writeStartObject();
            out.writeNumberField("answer", model.answers()[row]);
            out.writeFieldName("features");
            out.writeArray(rows.indices(), from, count);
            floats("values", rows.values(), from, count);
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
