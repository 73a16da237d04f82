package org.modelyard.ml.onnx;

import static org.modelyard.ml.onnx.RefusedOnnx.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.ml.onnx.OnnxPort.Element;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Texts;

/**
 * The inputs of a signature, and where each goes.
 *
 * @param missing by position in the signature
 */
record OnnxInputs(List<Signature.Input> signature, List<OnnxContract.Block> blocks, List<@Nullable String> missing) {

    /** A number or string of the graph's inputs. */
    private record Place(int port, int at, Element element) {}

    static OnnxInputs of(OnnxFile file, OnnxWish said, OnnxNotes notes) {
        List<OnnxPort> ports = file.inputs();
        require(!ports.isEmpty(), "Its graph has no input.");
        Map<String, Place> places = places(ports, said, notes);
        for (String name : said.missing().keySet()) {
            require(
                    places.containsKey(name),
                    "A missing value is said for '" + Texts.brief(name) + "', which is no input.");
        }
        List<Signature.Input> inputs = said.inputs().isEmpty() ? read(places, said, notes) : declared(places, said);
        List<@Nullable String> missing = new ArrayList<>();
        int[][] features = ports.stream().map(port -> new int[0]).toArray(int[][]::new);
        for (int position = 0; position < inputs.size(); position++) {
            Signature.Input input = inputs.get(position);
            Place place = placed(places, input.feature().name());
            missing.add(missing(input, place.element(), said, notes));
            features[place.port()] = with(features[place.port()], place.at(), position);
        }
        List<OnnxContract.Block> blocks = new ArrayList<>();
        for (int i = 0; i < ports.size(); i++) {
            OnnxPort port = ports.get(i);
            blocks.add(new OnnxContract.Block(
                    port.name(), element(port), port.rank() == 1, features[i], port.rows() == 1));
        }
        return new OnnxInputs(inputs, blocks, missing);
    }

    private static int[] with(int[] features, int at, int position) {
        int[] grown = at < features.length ? features : Arrays.copyOf(features, at + 1);
        grown[at] = position;
        return grown;
    }

    private static Element element(OnnxPort port) {
        Element element = port.element();
        if (element == null) {
            throw new RefusedOnnx("Its input '" + Texts.brief(port.name())
                    + "' is no tensor of float, double, int32, int64, bool or string.");
        }
        return element;
    }

    private static Map<String, Place> places(List<OnnxPort> ports, OnnxWish said, OnnxNotes notes) {
        List<String> names = names(ports, said, notes);
        Map<String, Place> places = new LinkedHashMap<>();
        int next = 0;
        for (int i = 0; i < ports.size(); i++) {
            OnnxPort port = ports.get(i);
            String called = "Its input '" + Texts.brief(port.name()) + "'";
            require(
                    port.rank() == 1 || port.rank() == 2 || port.rank() == -1,
                    called + " is no table: it has " + port.rank() + " dimensions.");
            require(
                    port.rows() <= 1,
                    called + " takes " + port.rows()
                            + " rows at a time; save the model for any number of rows, or for one.");
            int width = wide(ports, i) && port.width() < 0 ? names.size() - next : port.width();
            for (int at = 0; at < width; at++) {
                boolean column = !wide(ports, i) || names.isEmpty() && width == 1;
                require(
                        column || next < names.size(),
                        called + " takes " + width
                                + " features: 'features' has to name each number of the graph's inputs, and names "
                                + names.size() + ".");
                String name = column ? port.name() : names.get(next++);
                require(
                        places.put(name, new Place(i, at, element(port))) == null,
                        "Two of its inputs are called '" + Texts.brief(name) + "'.");
            }
            require(width > 0, called + " has a width that only 'features' can tell: name them in their order.");
        }
        require(
                next == names.size(),
                "'features' names " + names.size() + " numbers, and the graph takes " + next + ".");
        return places;
    }

    /** Whether its numbers are named by the list. */
    private static boolean wide(List<OnnxPort> ports, int port) {
        return ports.size() == 1 || ports.get(port).width() != 1;
    }

    private static List<String> names(List<OnnxPort> ports, OnnxWish said, OnnxNotes notes) {
        if (!said.features().isEmpty() || ports.size() > 1) {
            return said.features();
        }
        return !said.inputs().isEmpty()
                ? said.inputs().stream().map(OnnxWish.Input::name).toList()
                : notes.features();
    }

    private static Place placed(Map<String, Place> places, String name) {
        Place place = places.get(name);
        if (place == null) {
            throw new RefusedOnnx("The signature has an input '" + Texts.brief(name) + "', and the graph has "
                    + Texts.brief(String.join(", ", places.keySet())) + ".");
        }
        return place;
    }

    private static List<Signature.Input> read(Map<String, Place> places, OnnxWish said, OnnxNotes notes) {
        List<Signature.Input> inputs = new ArrayList<>();
        places.forEach((name, place) -> {
            FeatureType type =
                    switch (place.element()) {
                        case BOOL -> FeatureType.BOOLEAN;
                        case STRING -> FeatureType.CATEGORICAL;
                        default -> FeatureType.NUMERIC;
                    };
            FeatureType noted = notes.types().getOrDefault(name, type);
            boolean maybe = said.missing().containsKey(name) || notes.words().containsKey(name);
            inputs.add(new Signature.Input(feature(name, fits(noted, place.element()) ? noted : type, false), !maybe));
        });
        return inputs;
    }

    private static FeatureSpec feature(String name, FeatureType type, boolean sensitive) {
        require(
                !name.isBlank()
                        && name.length() <= FeatureSpec.MAX_NAME
                        && name.chars().noneMatch(Character::isISOControl),
                "'" + Texts.brief(name) + "' is no name of an input: use 1-" + FeatureSpec.MAX_NAME
                        + " printable characters.");
        return new FeatureSpec(name, type, sensitive);
    }

    private static List<Signature.Input> declared(Map<String, Place> places, OnnxWish said) {
        Map<String, OnnxWish.Input> known = new HashMap<>();
        List<Signature.Input> inputs = new ArrayList<>();
        for (OnnxWish.Input input : said.inputs()) {
            Place place = placed(places, input.name());
            require(
                    known.put(input.name(), input) == null,
                    "The signature names '" + Texts.brief(input.name()) + "' twice.");
            require(
                    fits(input.type(), place.element()),
                    "The signature says that '" + Texts.brief(input.name()) + "' is " + input.type()
                            + ", and the graph takes " + place.element() + " there.");
            inputs.add(new Signature.Input(feature(input.name(), input.type(), input.sensitive()), input.required()));
        }
        for (String name : places.keySet()) {
            require(
                    known.containsKey(name),
                    "The graph has an input '" + Texts.brief(name) + "', which the signature lacks.");
        }
        return inputs;
    }

    private static boolean fits(FeatureType type, Element element) {
        return element == Element.STRING
                ? type.textual()
                : !type.textual() && (element != Element.BOOL || type == FeatureType.BOOLEAN);
    }

    /** Null: NaN stands for it, or the input is required. */
    private static @Nullable String missing(Signature.Input input, Element element, OnnxWish said, OnnxNotes notes) {
        String name = input.feature().name();
        String word = said.missing().getOrDefault(name, notes.words().getOrDefault(name, OnnxNotes.NAN));
        if (element == Element.STRING) {
            boolean told = said.missing().containsKey(name) || notes.words().containsKey(name);
            require(
                    told || input.required(),
                    "'" + Texts.brief(name) + "' may be missing, and 'missing' has no word for it.");
            return told ? word : "";
        }
        if (word.equals(OnnxNotes.NAN)) {
            require(
                    element.takesNaN() || input.required(),
                    "'" + Texts.brief(name) + "' may be missing, the graph takes " + element
                            + " there, and 'missing' has no number for it.");
            return null;
        }
        double number = number(name, word);
        require(
                element.takesNaN()
                        || number == Math.rint(number)
                                && element.reaches(number)
                                && (element != Element.BOOL || number == 0 || number == 1),
                "'" + Texts.brief(word) + "' cannot stand for a missing '" + Texts.brief(name) + "', which is "
                        + element + ".");
        return word;
    }

    private static double number(String name, String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new RefusedOnnx(
                    "'" + Texts.brief(word) + "' stands for a missing '" + Texts.brief(name) + "', which is a number.",
                    e);
        }
    }
}
