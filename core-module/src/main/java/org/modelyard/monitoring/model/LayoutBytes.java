package org.modelyard.monitoring.model;

import java.util.ArrayList;
import java.util.List;

/** The stored form of a layout: a version byte, the features, the labels, the outputs. */
final class LayoutBytes {

    private static final int VERSION = 1;
    private static final int NUMERIC = 1;
    private static final int BOOLEAN = 2;
    private static final int CATEGORY = 3;
    private static final int TEXT = 4;

    private LayoutBytes() {}

    static byte[] write(ProfileLayout layout) {
        Bytes.Writer out = new Bytes.Writer().varint(VERSION);
        out.varint(layout.features().size());
        layout.features().forEach(feature -> write(out, feature));
        write(out, layout.labels());
        write(out, layout.outputs());
        return out.bytes();
    }

    static ProfileLayout read(byte[] bytes) {
        Bytes.Reader in = new Bytes.Reader(bytes);
        long version = in.varint();
        if (version != VERSION) {
            throw new IllegalArgumentException("a profile layout of version " + version);
        }
        List<FeatureLayout> features = new ArrayList<>();
        for (int left = in.length(1); left > 0; left--) {
            features.add(feature(in));
        }
        if (!(feature(in) instanceof CategoryLayout labels) || !(feature(in) instanceof NumericLayout outputs)) {
            throw new IllegalArgumentException("a profile layout without labels or outputs");
        }
        in.end();
        return new ProfileLayout(features, labels, outputs);
    }

    private static void write(Bytes.Writer out, FeatureLayout layout) {
        if (layout instanceof NumericLayout numeric) {
            edges(out.varint(NUMERIC).text(numeric.name()), numeric);
        } else if (layout instanceof BooleanLayout flag) {
            out.varint(BOOLEAN).text(flag.name());
        } else if (layout instanceof CategoryLayout category) {
            out.varint(CATEGORY).text(category.name()).varint(category.known().size());
            category.known().forEach(out::text);
        } else if (layout instanceof TextLayout text) {
            edges(out.varint(TEXT).text(text.name()), text.lengths());
        }
    }

    private static FeatureLayout feature(Bytes.Reader in) {
        int kind = (int) in.varint();
        String name = in.text();
        return switch (kind) {
            case NUMERIC -> new NumericLayout(name, edges(in));
            case BOOLEAN -> new BooleanLayout(name);
            case CATEGORY -> {
                List<String> known = new ArrayList<>();
                for (int left = in.length(1); left > 0; left--) {
                    known.add(in.text());
                }
                yield new CategoryLayout(name, known);
            }
            case TEXT -> new TextLayout(name, new NumericLayout(name, edges(in)));
            default -> throw new IllegalArgumentException("a feature layout of kind " + kind);
        };
    }

    private static void edges(Bytes.Writer out, NumericLayout layout) {
        out.varint(layout.edges().length);
        for (double edge : layout.edges()) {
            out.number(edge);
        }
    }

    private static double[] edges(Bytes.Reader in) {
        double[] edges = new double[in.length(Double.BYTES)];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = in.number();
        }
        return edges;
    }
}
