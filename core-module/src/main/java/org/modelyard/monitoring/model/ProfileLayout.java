package org.modelyard.monitoring.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.pulse.Pulse;
import org.modelyard.platform.model.Sha256;

/**
 * Which cells a model version's histograms have, fixed at training. Histograms can be added and compared when their
 * layouts are equal, which is when their {@link #sha256()} is.
 */
public final class ProfileLayout {

    static final int SCORE_BINS = 50;

    private final List<FeatureLayout> features;
    private final CategoryLayout labels;
    private final NumericLayout outputs;
    private final int[] offsets;
    private final byte[] bytes;
    private final String sha256;

    /**
     * @param features by the position of the feature in the model's signature
     * @param labels cells of the predicted label; no known value for a regression
     * @param outputs cells of the score (classification) or of the predicted value (regression)
     */
    ProfileLayout(List<FeatureLayout> features, CategoryLayout labels, NumericLayout outputs) {
        this.features = List.copyOf(features);
        this.labels = labels;
        this.outputs = outputs;
        this.offsets = new int[features.size() + 3];
        for (int i = 0; i < features.size(); i++) {
            offsets[i + 1] = offsets[i] + features.get(i).cells();
        }
        offsets[features.size() + 1] = offsets[features.size()] + labels.cells();
        offsets[features.size() + 2] = offsets[features.size() + 1] + outputs.cells();
        this.bytes = LayoutBytes.write(this);
        this.sha256 = Sha256.hex(bytes);
    }

    /**
     * The layout of a training table; its target gives the labels in the dictionary's order, or the bins of the
     * predicted value.
     */
    public static ProfileLayout of(Table table) {
        return table.target() instanceof Column.Categories target
                ? of(table, List.of(target.dictionary()))
                : new ProfileLayout(
                        features(table),
                        new CategoryLayout("prediction", List.of()),
                        NumericLayout.of("prediction", ((Column.Numbers) table.target()).values(), NumericLayout.BINS));
    }

    /**
     * The layout of a classifier's training table.
     *
     * @param labels in the order in which {@link Histograms#addPrediction} will name them; scores get 50 equal bins
     *     from 0 to 1
     */
    public static ProfileLayout of(Table table, List<String> labels) {
        double[] edges = IntStream.rangeClosed(0, SCORE_BINS)
                .mapToDouble(i -> (double) i / SCORE_BINS)
                .toArray();
        edges[0] = Math.nextDown(0.0);
        return new ProfileLayout(
                features(table), new CategoryLayout("prediction", labels), new NumericLayout("score", edges));
    }

    /** @throws IllegalArgumentException when the bytes are no layout */
    public static ProfileLayout fromBytes(byte[] bytes) {
        return LayoutBytes.read(bytes);
    }

    /** The stored form: the same layout gives the same bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** Identity: SHA-256 of {@link #toBytes()} in hex. */
    public String sha256() {
        return sha256;
    }

    public List<FeatureLayout> features() {
        return features;
    }

    /** Named 'prediction'; its known values are empty for a regression. */
    public CategoryLayout labels() {
        return labels;
    }

    /** Named 'score' for a classifier and 'prediction' for a regression. */
    public NumericLayout outputs() {
        return outputs;
    }

    int offset(int feature) {
        return offsets[feature];
    }

    int labelOffset() {
        return offsets[features.size()];
    }

    int outputOffset() {
        return offsets[features.size() + 1];
    }

    int cells() {
        return offsets[features.size() + 2];
    }

    private static List<FeatureLayout> features(Table table) {
        List<FeatureLayout> layouts = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            Pulse.beat();
            layouts.add(feature(table.feature(i), table.columns().get(i)));
        }
        return layouts;
    }

    private static FeatureLayout feature(FeatureSpec spec, Column column) {
        return switch (spec.type()) {
            case NUMERIC, TIMESTAMP ->
                NumericLayout.of(spec.name(), ((Column.Numbers) column).values(), NumericLayout.BINS);
            case BOOLEAN -> new BooleanLayout(spec.name());
            case CATEGORICAL -> categories(spec.name(), (Column.Categories) column);
            case TEXT -> TextLayout.of(spec.name(), ((Column.Texts) column).values());
        };
    }

    private static CategoryLayout categories(String name, Column.Categories column) {
        String[] dictionary = column.dictionary();
        long[] counts = new long[dictionary.length];
        Arrays.stream(column.codes()).filter(code -> code >= 0).forEach(code -> counts[code]++);
        List<String> known = IntStream.range(0, dictionary.length)
                .filter(code -> counts[code] > 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer code) -> -counts[code])
                        .thenComparing(code -> dictionary[code]))
                .limit(CategoryLayout.MOST)
                .map(code -> dictionary[code])
                .toList();
        return new CategoryLayout(name, known);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProfileLayout layout && sha256.equals(layout.sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }
}
