package org.modelyard.training.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.ml.evaluation.SliceLines;
import org.modelyard.ml.feature.EncodingOption;
import org.modelyard.training.model.FeatureChoice;

/**
 * What a training form says of the dataset's features: which are left out, how the others are encoded, and by which conditions
 * on them the evaluation is sliced.
 */
public class FeatureFields {

    /** Of a dataset with more the first are shown; a description in YAML names any. */
    public static final int MOST = 30;

    private final Map<String, Boolean> left = new HashMap<>();
    private final Map<String, String> options = new HashMap<>();
    private @Nullable String slices;

    /** A feature as the form shows it. */
    public record Line(String name, String type, List<Option> options) {}

    /**
     * An option of it.
     *
     * @param key of what is typed
     */
    public record Option(String key, EncodingOption declared) {}

    static List<Line> lines(List<FeatureSpec> features) {
        return features.stream()
                .limit(MOST)
                .map(feature -> new Line(
                        feature.name(),
                        feature.type().name(),
                        EncodingOption.of(feature.type()).stream()
                                .map(option -> new Option(key(feature, option), option))
                                .toList()))
                .toList();
    }

    private static String key(FeatureSpec feature, EncodingOption option) {
        return option.name() + " of " + feature.name();
    }

    /** Null where nothing was typed: then the version to go on from may fix it. */
    @Nullable
    FeatureChoice choice(List<FeatureSpec> features) {
        List<String> without = new ArrayList<>();
        Map<String, Map<String, Object>> encode = new LinkedHashMap<>();
        for (FeatureSpec feature : features) {
            if (Boolean.TRUE.equals(left.get(feature.name()))) {
                without.add(feature.name());
                continue;
            }
            for (EncodingOption option : EncodingOption.of(feature.type())) {
                String typed = options.get(key(feature, option));
                if (typed != null && !typed.isBlank()) {
                    encode.computeIfAbsent(feature.name(), first -> new LinkedHashMap<>())
                            .put(option.name(), option.value(typed.strip()));
                }
            }
        }
        return without.isEmpty() && encode.isEmpty()
                ? null
                : new FeatureChoice(null, without.isEmpty() ? null : without, encode.isEmpty() ? null : encode, null);
    }

    /** Null where none were typed. */
    @Nullable
    List<Map<String, Object>> chosenSlices() {
        return slices == null || slices.isBlank() ? null : SliceLines.read("slices", slices);
    }

    public @Nullable String getSlices() {
        return slices;
    }

    public void setSlices(@Nullable String slices) {
        this.slices = slices;
    }

    public Map<String, Boolean> getLeft() {
        return left;
    }

    public Map<String, String> getOptions() {
        return options;
    }
}
