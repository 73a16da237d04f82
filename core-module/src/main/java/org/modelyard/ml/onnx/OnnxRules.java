package org.modelyard.ml.onnx;

import static org.modelyard.ml.onnx.RefusedOnnx.require;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import java.util.Set;
import org.modelyard.platform.model.Texts;

/** What a graph may hold, looked at in every place where one may be, before ONNX Runtime sees it. */
final class OnnxRules {

    private static final Set<String> DOMAINS = Set.of("", "ai.onnx", OnnxGraph.ML);

    /** A version never changes in what it answers. */
    private static final Set<String> CHANCE = Set.of(
            "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Multinomial", "Bernoulli");

    private static final int MOST_NODES = 100_000;
    private static final int DEEPEST = 4;

    private final OnnxTensors tensors = new OnnxTensors();
    private int nodes;

    private OnnxRules() {}

    /**
     * @return bytes that the tensors of the graph take once they are loaded
     * @throws RefusedOnnx for the first thing that is not taken
     */
    static long check(ModelProto model) {
        require(
                model.hasGraph() && model.getGraph().getNodeCount() > 0,
                "The file holds no graph, so it is no ONNX model.");
        require(model.getOpsetImportCount() > 0, "The file does not say of which operators it is made (opset_import).");
        for (OperatorSetIdProto set : model.getOpsetImportList()) {
            domain(set.getDomain());
        }
        require(model.getFunctionsCount() == 0, "It brings functions of its own, which are not run.");
        require(model.getTrainingInfoCount() == 0, "It brings a training graph, which is not run.");
        OnnxRules rules = new OnnxRules();
        rules.graph(model.getGraph(), 0);
        return rules.tensors.bytes();
    }

    private static void domain(String domain) {
        require(
                DOMAINS.contains(domain),
                "It uses operators of '" + Texts.brief(domain) + "'; those of ai.onnx and ai.onnx.ml alone are run.");
    }

    private void graph(GraphProto graph, int depth) {
        require(depth <= DEEPEST, "Its graphs lie more than " + DEEPEST + " deep in each other.");
        require(graph.getSparseInitializerCount() == 0, OnnxTensors.SPARSE);
        nodes += graph.getNodeCount();
        require(nodes <= MOST_NODES, "It has more than " + MOST_NODES + " nodes.");
        graph.getInitializerList().forEach(tensors::add);
        for (NodeProto node : graph.getNodeList()) {
            node(node, depth);
        }
    }

    private void node(NodeProto node, int depth) {
        domain(node.getDomain());
        require(
                !CHANCE.contains(node.getOpType()),
                "Its operator " + node.getOpType()
                        + " answers by chance: the same row would get another answer each time.");
        for (AttributeProto attribute : node.getAttributeList()) {
            require(attribute.getRefAttrName().isEmpty(), "An attribute refers to a function's, and there is none.");
            require(!attribute.hasSparseTensor() && attribute.getSparseTensorsCount() == 0, OnnxTensors.SPARSE);
            if (attribute.hasT()) {
                tensors.add(attribute.getT());
            }
            attribute.getTensorsList().forEach(tensors::add);
            OnnxTensors.text(attribute.getS());
            attribute.getStringsList().forEach(OnnxTensors::text);
            if (attribute.hasG()) {
                graph(attribute.getG(), depth + 1);
            }
            for (GraphProto inner : attribute.getGraphsList()) {
                graph(inner, depth + 1);
            }
        }
    }
}
