package org.modelyard.ml.onnx;

/**
 * What a foreign model may take.
 *
 * @param threads of one call; 1: the calling one
 * @param millis of one call; it ends at the operator that is at work then
 * @param memory in bytes, of the process in which it is tried, beside what such a process takes without a model
 */
public record OnnxLimits(int threads, long millis, long memory) {}
