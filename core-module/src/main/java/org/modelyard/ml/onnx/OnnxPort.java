package org.modelyard.ml.onnx;

import static org.modelyard.ml.onnx.RefusedOnnx.require;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.platform.model.Texts;

/**
 * An input or output of a graph.
 *
 * @param element of the tensor; null: another type than those that are taken
 * @param maps whether it is a sequence of maps from labels to probabilities, one a row
 * @param rank dimensions, the rows' among them; -1: not said
 * @param width numbers of a row; 1 where it is rows alone; -1: not said
 * @param rows of a call, when they are fixed; 0: any number
 */
record OnnxPort(String name, @Nullable Element element, boolean maps, int rank, int width, int rows) {

    private static final int LONGEST = FeatureSpec.MAX_NAME;
    private static final int WIDEST = 100_000;

    /** Of which inputs may be made. */
    enum Element {
        FLOAT,
        DOUBLE,
        INT32,
        INT64,
        BOOL,
        STRING;

        /** Whether NaN can stand for a missing value. */
        boolean takesNaN() {
            return this == FLOAT || this == DOUBLE;
        }

        /** Whether a number stays what it is: whole ones have their ends, and beyond 2^53 a double is not sure of its last digit. */
        boolean reaches(double number) {
            return takesNaN() || Math.abs(number) <= (this == INT32 ? Integer.MAX_VALUE : 0x1p53);
        }
    }

    static OnnxPort of(ValueInfoProto value) {
        String name = value.getName();
        require(
                !name.isBlank()
                        && name.length() <= LONGEST
                        && name.chars()
                                .noneMatch(unit -> Character.isISOControl(unit) || Character.isSurrogate((char) unit)),
                "An input or output is called '" + Texts.brief(name) + "', which is no name of 1 to " + LONGEST
                        + " printable characters.");
        TypeProto type = value.getType();
        if (type.hasSequenceType()) {
            return new OnnxPort(name, null, type.getSequenceType().getElemType().hasMapType(), -1, -1, 0);
        }
        if (!type.hasTensorType()) {
            return new OnnxPort(name, null, false, -1, -1, 0);
        }
        Element element = element(type.getTensorType().getElemType());
        if (!type.getTensorType().hasShape()) {
            return new OnnxPort(name, element, false, -1, -1, 0);
        }
        TensorShapeProto shape = type.getTensorType().getShape();
        int rank = shape.getDimCount();
        return new OnnxPort(
                name,
                element,
                false,
                rank,
                rank == 1 ? 1 : rank == 2 ? width(name, shape.getDim(1)) : -1,
                rank == 0 ? 0 : Math.max(0, width(name, shape.getDim(0))));
    }

    private static int width(String name, TensorShapeProto.Dimension dimension) {
        if (!dimension.hasDimValue() || dimension.getDimValue() <= 0) {
            return -1;
        }
        require(
                dimension.getDimValue() <= WIDEST,
                "'" + Texts.brief(name) + "' has a dimension of " + dimension.getDimValue() + "; at most " + WIDEST
                        + " is taken.");
        return (int) dimension.getDimValue();
    }

    private static @Nullable Element element(int number) {
        DataType type = DataType.forNumber(number);
        if (type == null) {
            return null;
        }
        return switch (type) {
            case FLOAT -> Element.FLOAT;
            case DOUBLE -> Element.DOUBLE;
            case INT32 -> Element.INT32;
            case INT64 -> Element.INT64;
            case BOOL -> Element.BOOL;
            case STRING -> Element.STRING;
            default -> null;
        };
    }
}
