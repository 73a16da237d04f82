/**
 * Models as ONNX: writing ours, running any, and comparing the two. Owns the graphs, and the only use of ONNX Runtime, whose native library
 * is not loaded before the first {@link org.modelyard.ml.onnx.OnnxModel} is opened. Only operators of the standard are written.
 */
@NullMarked
package org.modelyard.ml.onnx;

import org.jspecify.annotations.NullMarked;
