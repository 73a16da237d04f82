package org.modelyard.ml.onnx;

import static org.modelyard.ml.onnx.RefusedOnnx.require;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import org.modelyard.platform.model.Texts;

/** Constants of a file: each holds all of its own numbers, no more and no fewer than its dimensions say. */
final class OnnxTensors {

    static final String SPARSE = "It holds sparse tensors, which are small in the file and large in memory.";

    /** Of one file. */
    private static final long MOST_BYTES = 1L << 30;

    private static final int OF_STRING = 64;

    private long bytes;

    /** Of those that were looked at, once they are loaded. */
    long bytes() {
        return bytes;
    }

    void add(TensorProto tensor) {
        String name = "The tensor '" + Texts.brief(tensor.getName()) + "'";
        require(
                tensor.getExternalDataCount() == 0 && tensor.getDataLocation() == TensorProto.DataLocation.DEFAULT,
                name + " lies in another file (external data). Save the model as one file.");
        require(!tensor.hasSegment(), name + " is a part of one, which is not taken.");
        DataType type = DataType.forNumber(tensor.getDataType());
        int size = type == null ? 0 : size(type);
        if (type == null || size == 0) {
            throw new RefusedOnnx(name + " is of a type that is not taken (" + tensor.getDataType() + ").");
        }
        long elements = elements(tensor, name);
        bytes = Math.addExact(bytes, elements * size);
        require(bytes <= MOST_BYTES, "Its tensors take more than " + MOST_BYTES + " bytes.");
        requireNumbers(tensor, type, size, elements, name);
        tensor.getStringDataList().forEach(OnnxTensors::text);
    }

    private static long elements(TensorProto tensor, String name) {
        long elements = 1;
        for (long dimension : tensor.getDimsList()) {
            require(dimension >= 0, name + " has a dimension below 0.");
            require(
                    dimension == 0 || elements <= MOST_BYTES / dimension,
                    name + " says that it has more numbers than " + MOST_BYTES + " bytes hold.");
            elements *= dimension;
        }
        return elements;
    }

    private static void requireNumbers(TensorProto tensor, DataType type, int size, long elements, String name) {
        int raw = tensor.getRawData().size();
        int listed = tensor.getFloatDataCount()
                + tensor.getInt32DataCount()
                + tensor.getInt64DataCount()
                + tensor.getDoubleDataCount()
                + tensor.getUint64DataCount()
                + tensor.getStringDataCount();
        int own =
                switch (type) {
                    case FLOAT -> tensor.getFloatDataCount();
                    case DOUBLE -> tensor.getDoubleDataCount();
                    case INT64 -> tensor.getInt64DataCount();
                    case UINT32, UINT64 -> tensor.getUint64DataCount();
                    case STRING -> tensor.getStringDataCount();
                    default -> tensor.getInt32DataCount();
                };
        boolean whole = tensor.hasRawData() && listed == 0 && type != DataType.STRING
                ? raw == elements * size
                : raw == 0 && own == elements && listed == own;
        require(whole, name + " has other numbers than its dimensions say.");
    }

    /** In bytes; 0: not taken. */
    private static int size(DataType type) {
        return switch (type) {
            case STRING -> OF_STRING;
            case DOUBLE, INT64, UINT64 -> 8;
            case FLOAT, INT32, UINT32 -> 4;
            case FLOAT16, BFLOAT16, INT16, UINT16 -> 2;
            case INT8, UINT8, BOOL -> 1;
            default -> 0;
        };
    }

    /** ONNX Runtime's Java binding makes strings of these bytes, and trusts them. */
    static void text(ByteString text) {
        require(text.isValidUtf8(), "It holds a string that is no UTF-8.");
    }
}
