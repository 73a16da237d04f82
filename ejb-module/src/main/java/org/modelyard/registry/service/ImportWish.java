package org.modelyard.registry.service;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file from elsewhere that becomes a version.
 *
 * @param format one of {@code onnx}, {@code tribuo}, {@code bundle}
 * @param upload id of the finished upload; null where the file is known otherwise
 * @param features of ONNX inputs that are wider than one: the names of their numbers, in the order of the graph
 * @param missing what stands for a missing value, by input: a word or a number
 * @param outputs which of the graph's outputs are read; null: found by their types
 */
public record ImportWish(
        @Nullable String format,
        @Nullable String upload,
        @Nullable List<@Nullable String> features,
        @Nullable Map<String, @Nullable Object> missing,
        @Nullable Outputs outputs) {

    /**
     * Names of the graph's outputs.
     *
     * @param label null: found by its type, or the most probable label is answered
     * @param answer with the probabilities or the number
     */
    public record Outputs(@Nullable String label, @Nullable String answer) {}
}
