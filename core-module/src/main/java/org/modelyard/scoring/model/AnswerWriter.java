package org.modelyard.scoring.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.ValueText;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;

/**
 * Writes answers one by one, in UTF-8. A line has the row's id, an example's or what a file says, the label and its score or the value, the scores of all labels where
 * they are wanted, what is answered beside the target, and, of a row that cannot be answered, the error alone. The stream is flushed and
 * stays open; breaking streams are an {@link UncheckedIOException}. CSV is data as it is: a label that begins with = is written so, for
 * whoever reads it as data; a spreadsheet that runs formulas is no reader of it.
 */
public abstract sealed class AnswerWriter implements AutoCloseable {

    final Signature signature;
    final boolean scores;

    private AnswerWriter(Signature signature, boolean scores) {
        this.signature = signature;
        this.scores = scores;
    }

    /**
     * Lines without the names above them, so that parts can be laid one behind the other.
     *
     * @param scores of all labels too
     */
    public static AnswerWriter open(OutputStream out, AnswerFormat format, Signature signature, boolean scores) {
        try {
            return format == AnswerFormat.CSV ? new Csv(out, signature, scores) : new Json(out, signature, scores);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What stands above all lines; empty for JSON lines.
     *
     * @param labels empty for regression
     * @param outputs names of what is answered beside the target
     */
    public static byte[] head(AnswerFormat format, List<String> labels, List<String> outputs, boolean scores) {
        if (format == AnswerFormat.JSONL) {
            return new byte[0];
        }
        List<String> names = new ArrayList<>(List.of("id"));
        if (labels.isEmpty()) {
            names.add("value");
        } else {
            names.addAll(List.of("label", "score"));
            if (scores) {
                labels.forEach(label -> names.add("score:" + label));
            }
        }
        names.addAll(outputs);
        names.add("error");
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param others one an output beside the target, in their order */
    public final void answer(String id, Scores answer, Scores[] others) {
        try {
            append(id, answer, others);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public final void refuse(String id, String error) {
        try {
            append(id, error);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final void close() {
        try {
            end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    abstract void append(String id, Scores answer, Scores[] others) throws IOException;

    abstract void append(String id, String error) throws IOException;

    abstract void end() throws IOException;

    private static @Nullable String text(double number) {
        return Double.isFinite(number) ? ValueText.format(FeatureType.NUMERIC, number) : null;
    }

    private static final class Csv extends AnswerWriter {
        private final CsvWriter csv;
        private final List<@Nullable String> cells = new ArrayList<>();
        private final int width;

        Csv(OutputStream out, Signature signature, boolean scores) {
            super(signature, scores);
            csv = CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.LF)
                    .build(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 15));
            int labels = signature.labels().size();
            width = 2
                    + (labels == 0 ? 1 : 2 + (scores ? labels : 0))
                    + signature.outputs().size();
        }

        @Override
        void append(String id, Scores answer, Scores[] others) {
            cells.clear();
            cells.add(id);
            if (answer instanceof Scores.Labelled labelled) {
                cells.add(labelled.label());
                cells.add(text(labelled.score()));
                if (scores) {
                    for (double probability : labelled.probabilities()) {
                        cells.add(text(probability));
                    }
                }
            } else if (answer instanceof Scores.Valued valued) {
                cells.add(text(valued.value()));
            }
            for (Scores other : others) {
                cells.add(
                        other instanceof Scores.Labelled labelled
                                ? labelled.label()
                                : text(((Scores.Valued) other).value()));
            }
            cells.add(null);
            csv.writeRecord(cells);
        }

        @Override
        void append(String id, String error) {
            cells.clear();
            cells.add(id);
            while (cells.size() < width - 1) {
                cells.add(null);
            }
            cells.add(error);
            csv.writeRecord(cells);
        }

        @Override
        void end() throws IOException {
            csv.flush();
        }
    }

    private static final class Json extends AnswerWriter {
        private final JsonGenerator json;
        private boolean empty = true;

        Json(OutputStream out, Signature signature, boolean scores) throws IOException {
            super(signature, scores);
            json = new JsonFactory().createGenerator(out);
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        }

        @Override
        void append(String id, Scores answer, Scores[] others) throws IOException {
            begin(id);
            one(answer, scores);
            if (others.length > 0) {
                json.writeObjectFieldStart("outputs");
                for (int i = 0; i < others.length; i++) {
                    json.writeObjectFieldStart(signature.outputs().get(i).name());
                    one(others[i], false);
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        }

        private void one(Scores answer, boolean all) throws IOException {
            if (answer instanceof Scores.Valued valued) {
                number("value", valued.value());
            } else if (answer instanceof Scores.Labelled labelled) {
                json.writeStringField("label", labelled.label());
                number("score", labelled.score());
                if (all) {
                    json.writeObjectFieldStart("scores");
                    for (int i = 0; i < labelled.labels().size(); i++) {
                        number(labelled.labels().get(i), labelled.probabilities()[i]);
                    }
                    json.writeEndObject();
                }
            }
        }

        private void number(String name, double number) throws IOException {
            String text = text(number);
            json.writeFieldName(name);
            if (text == null) {
                json.writeNull();
            } else {
                json.writeNumber(text);
            }
        }

        private void begin(String id) throws IOException {
            empty = false;
            json.writeStartObject();
            json.writeStringField("id", id);
        }

        @Override
        void append(String id, String error) throws IOException {
            begin(id);
            json.writeStringField("error", error);
            json.writeEndObject();
        }

        @Override
        void end() throws IOException {
            if (!empty) {
                json.writeRaw('\n');
            }
            json.close();
        }
    }
}
