package org.modelyard.scoring.model;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.CsvTexts;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.TextRecords;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.score.Unanswerable;
import org.modelyard.serving.model.CsvInputs;
import org.modelyard.serving.model.PredictionRow;

/**
 * The rows of an uploaded file, asked about one after the other. Columns that are no input are left out; one called {@code id} that is
 * none names the row in the answers, else the number of its line does.
 */
public final class FileRows implements Closeable {

    private static final String ID = "id";
    private static final int LONGEST_ID = 200;
    private static final int SAMPLE = 8_192;

    private final TextRecords records;
    private final int id;
    private final CsvInputs inputs;

    private FileRows(TextRecords records, Signature signature) {
        this.records = records;
        this.id = signature.position(ID) < 0 ? records.names().indexOf(ID) : -1;
        this.inputs = new CsvInputs(signature, records.names(), id);
    }

    /**
     * @param in is closed with this
     * @throws org.modelyard.platform.model.Refusal.Invalid when it cannot be read, or lacks a column that the model requires
     */
    public static FileRows open(InputStream in, AnswerFormat format, Signature signature) throws IOException {
        List<String> wanted = new ArrayList<>(
                signature.inputs().stream().map(input -> input.feature().name()).toList());
        if (signature.position(ID) < 0) {
            wanted.add(ID);
        }
        Set<String> numeric = signature.inputs().stream()
                .map(Signature.Input::feature)
                .filter(feature -> feature.type() == FeatureType.NUMERIC)
                .map(FeatureSpec::name)
                .collect(Collectors.toSet());
        return new FileRows(
                format == AnswerFormat.CSV
                        ? TextRecords.csv(in, wanted, numeric)
                        : TextRecords.jsonLines(in, wanted, numeric),
                signature);
    }

    /**
     * About how many rows a file has, by its first ones.
     *
     * @param in is closed
     * @param bytes of all of it
     * @return 0 when there are none; of few the exact number
     * @throws org.modelyard.platform.model.Refusal.Invalid as {@link #open}, or when the first ones cannot be read
     */
    public static long about(InputStream in, long bytes, AnswerFormat format, Signature signature) throws IOException {
        Counting counting = new Counting(in);
        try (FileRows rows = open(counting, format, signature)) {
            long first = rows.skip(SAMPLE);
            return first < SAMPLE ? first : (long) ((double) bytes / counting.bytes * first);
        }
    }

    private static final class Counting extends FilterInputStream {
        private long bytes;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            bytes += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            bytes += Math.max(0, n);
            return n;
        }
    }

    /** What became of some rows. */
    public record Asked(long rows, long refused) {}

    /** Passes over rows. @return how many rows there were */
    public long skip(long most) {
        return records.skip(most);
    }

    /** Asks about the next rows, as many at the most. */
    public Asked ask(Scorer scorer, AnswerWriter out, long most) {
        Scores[] others = new Scores[scorer.signature().outputs().size()];
        long rows = 0;
        long refused = 0;
        for (CsvTexts.Line line = next(rows, most); line != null; line = next(rows, most)) {
            rows++;
            refused += answer(scorer, line, others, out) ? 0 : 1;
        }
        return new Asked(rows, refused);
    }

    private CsvTexts.@Nullable Line next(long rows, long most) {
        return rows == most ? null : records.next();
    }

    private boolean answer(Scorer scorer, CsvTexts.Line line, Scores[] others, AnswerWriter out) {
        String named = id < 0 ? null : line.values().get(id);
        String name = named == null || named.length() > LONGEST_ID ? Long.toString(line.number()) : named;
        PredictionRow row = inputs.row(line);
        if (!row.errors().isEmpty()) {
            out.refuse(
                    name,
                    row.errors().stream()
                            .map(error -> error.field() + ": " + error.message())
                            .collect(Collectors.joining(" ")));
            return false;
        }
        return score(scorer, name, row.inputs(), others, out);
    }

    private static boolean score(Scorer scorer, String name, InputRow row, Scores[] others, AnswerWriter out) {
        try {
            Scores answer = others.length == 0 ? scorer.score(row) : scorer.score(row, others);
            if (answer.finite()) {
                out.answer(name, answer, others);
                return true;
            }
            out.refuse(name, "The model's answer is no number.");
        } catch (Unanswerable e) {
            out.refuse(name, String.valueOf(e.getMessage()));
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
