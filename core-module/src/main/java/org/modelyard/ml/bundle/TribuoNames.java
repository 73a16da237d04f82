package org.modelyard.ml.bundle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Encoded features under Tribuo's rules: unique names, numbered in the order of their names.
 *
 * @param sorted the names in Tribuo's order
 * @param ours for each of them the index in our encoding
 */
record TribuoNames(List<String> sorted, int[] ours) {

    /** The one dimension of a regression. */
    static final String DIMENSION = "value";

    static TribuoNames of(List<String> meanings) {
        List<String> names = new ArrayList<>(meanings.size());
        Set<String> seen = new HashSet<>(meanings.size() * 2);
        for (int i = 0; i < meanings.size(); i++) {
            String name = utf8(meanings.get(i));
            names.add(seen.add(name) ? name : name + " #" + i);
        }
        int[] ours = IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparing(names::get))
                .mapToInt(Integer::intValue)
                .toArray();
        return new TribuoNames(IntStream.of(ours).mapToObj(names::get).toList(), ours);
    }

    /** Protobuf holds no half surrogate pairs. */
    static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
