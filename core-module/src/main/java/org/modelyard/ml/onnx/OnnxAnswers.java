package org.modelyard.ml.onnx;

import static org.modelyard.ml.onnx.RefusedOnnx.require;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.onnx.OnnxPort.Element;
import org.modelyard.platform.model.Texts;

/**
 * The outputs of a graph that are read.
 *
 * @param labels empty for a regression
 */
record OnnxAnswers(List<String> labels, OnnxContract.Answers read) {

    private static final int MOST_LABELS = 10_000;

    static OnnxAnswers of(OnnxFile file, OnnxWish said, OnnxNotes notes) {
        String named = said.answer().isEmpty() ? notes.answer() : said.answer();
        String namedLabel = said.label().isEmpty() ? notes.label() : said.label();
        @Nullable Task task = said.task() != null ? said.task() : notes.task();
        if (task == null) {
            task = task(file, said);
        }
        if (task == Task.REGRESSION) {
            require(said.labels().isEmpty() && said.label().isEmpty(), "A regression has no labels.");
            OnnxPort value = one(file, named, "the number", OnnxAnswers::number);
            require(
                    value.width() <= 1,
                    "Its output '" + Texts.brief(value.name()) + "' answers " + value.width()
                            + " numbers a row; one is taken.");
            return new OnnxAnswers(List.of(), new OnnxContract.Answers("", value.name(), false));
        }
        require(
                task == Task.CLASSIFICATION,
                "An ONNX file is taken for CLASSIFICATION or REGRESSION, not for " + task + ".");
        OnnxPort answer = one(file, named, "the probabilities of the labels", port -> port.maps() || floating(port));
        List<String> labels = labels(file, said, notes, answer);
        require(
                answer.maps()
                        || answer.width() < 0
                        || answer.width() == labels.size()
                        || answer.width() == 1 && labels.size() == 2,
                "Its output '" + Texts.brief(answer.name()) + "' answers " + answer.width()
                        + " probabilities, and there are " + labels.size() + " labels.");
        boolean told = !namedLabel.isEmpty();
        long candidates = file.outputs().stream().filter(OnnxAnswers::label).count();
        String label = told || candidates == 1
                ? one(file, namedLabel, "the label", OnnxAnswers::label).name()
                : "";
        return new OnnxAnswers(labels, new OnnxContract.Answers(label, answer.name(), answer.maps()));
    }

    private static Task task(OnnxFile file, OnnxWish said) {
        boolean classifies = !said.labels().isEmpty()
                || !file.labels().isEmpty()
                || file.outputs().stream().anyMatch(port -> port.maps() || port.element() == Element.STRING);
        if (classifies) {
            return Task.CLASSIFICATION;
        }
        boolean number = file.outputs().size() == 1
                && number(file.outputs().get(0))
                && file.outputs().get(0).width() == 1;
        require(
                number,
                "Whether it classifies cannot be read from its graph: say 'task', and the labels where it does.");
        return Task.REGRESSION;
    }

    private static boolean label(OnnxPort port) {
        return (port.element() == Element.STRING || port.element() == Element.INT64 || port.element() == Element.INT32)
                && port.width() <= 1;
    }

    private static boolean floating(OnnxPort port) {
        return port.element() == Element.FLOAT || port.element() == Element.DOUBLE;
    }

    private static boolean number(OnnxPort port) {
        return floating(port) || port.element() == Element.INT64 || port.element() == Element.INT32;
    }

    private static OnnxPort one(OnnxFile file, String name, String what, Predicate<OnnxPort> fits) {
        List<OnnxPort> found = file.outputs().stream()
                .filter(port -> name.isEmpty() ? fits.test(port) : port.name().equals(name))
                .toList();
        String there = Texts.brief(
                String.join(", ", file.outputs().stream().map(OnnxPort::name).toList()));
        require(
                !name.isEmpty() || found.size() <= 1,
                "Several outputs may hold " + what + ": say which in 'outputs'. There are " + there + ".");
        require(
                found.size() == 1,
                "No output holds " + what + (name.isEmpty() ? "" : " under the name '" + Texts.brief(name) + "'")
                        + ". There are " + there + ".");
        OnnxPort port = found.get(0);
        require(
                fits.test(port),
                "Its output '" + Texts.brief(name) + "' cannot be " + what + ": it is of another type.");
        require(
                port.rank() <= 2,
                "Its output '" + Texts.brief(port.name()) + "' is no table: it has " + port.rank() + " dimensions.");
        return port;
    }

    private static List<String> labels(OnnxFile file, OnnxWish said, OnnxNotes notes, OnnxPort answer) {
        List<String> read = !notes.labels().isEmpty()
                ? notes.labels()
                : file.labels().size() == 1 ? file.labels().iterator().next() : List.of();
        List<String> labels = said.labels().isEmpty() ? read : said.labels();
        require(
                !labels.isEmpty(),
                "Its labels cannot be read from its graph: say them in 'signature', in the order of the probabilities.");
        require(
                labels.size() >= 2
                        && labels.size() <= MOST_LABELS
                        && new HashSet<>(labels).size() == labels.size()
                        && labels.stream().noneMatch(String::isBlank),
                "It has " + labels.size() + " labels; 2 to " + MOST_LABELS + " different ones are taken.");
        boolean same = answer.maps() ? new HashSet<>(read).equals(new HashSet<>(labels)) : read.equals(labels);
        require(
                read.isEmpty() || same,
                "The signature has the labels " + Texts.brief(labels.toString()) + ", and the graph has "
                        + Texts.brief(read.toString()) + ".");
        return List.copyOf(Objects.requireNonNull(labels));
    }
}
