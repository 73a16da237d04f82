package org.modelyard.dataset.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * Examples from a stream, row by row, in memory that does not grow with the file. A row that is not good is left out and
 * reported with its line; a file that cannot be read on is refused. Not for use by several threads at once.
 *
 * <pre>{@code
 * try (ExampleReader reader = ExampleReader.infer(in, ExampleFormat.CSV, task, target, ReadLimits.defaults())) {
 *     ChunkBuilder chunk = new ChunkBuilder(reader.schema());
 *     while (reader.next()) {
 *         chunk.add(reader.row());
 *         if (chunk.full()) { … chunk.build() … }
 *     }
 *     … reader.report() …
 * }
 * }</pre>
 */
public final class ExampleReader implements AutoCloseable {

    private final RecordSource source;
    private final @Nullable Sample sample;
    private final RowParser parser;
    private final List<RowError> errors = new ArrayList<>();
    private long read;
    private long rejected;
    private long lastLine;

    private ExampleReader(RecordSource source, @Nullable Sample sample, RowParser parser) {
        this.source = source;
        this.sample = sample;
        this.parser = parser;
    }

    /**
     * Reads into a known schema. Columns may come in any order.
     *
     * @param in raw or gzip; closed with the reader
     * @throws Refusal.Invalid when the file is empty, not UTF-8 or damaged, or its header does not fit
     * @throws UncheckedIOException when the stream breaks
     */
    public static ExampleReader open(InputStream in, ExampleFormat format, Schema schema, ReadLimits limits) {
        return guarded(in, () -> {
            RecordSource source = source(in, format, limits);
            List<String> names = source.header();
            if (names.isEmpty()) {
                names = new ArrayList<>(
                        schema.features().stream().map(FeatureSpec::name).toList());
                names.add(schema.target());
            } else {
                requireColumns(schema, names, limits.ignoreUnknown());
            }
            return new ExampleReader(source, null, parser(schema, names, limits));
        });
    }

    /**
     * Reads the first rows, infers the features from them, and then hands out all rows.
     *
     * @throws Refusal.Invalid as {@link #open}; also when there is no row to infer from
     */
    public static ExampleReader infer(
            InputStream in, ExampleFormat format, Task task, String target, ReadLimits limits) {
        return guarded(in, () -> {
            RecordSource source = source(in, format, limits);
            if (!source.header().isEmpty()) {
                requireTarget(source.header(), target);
            }
            Sample sample = new Sample(task, target, source.header());
            sample.take(source, limits.sampleRows());
            if (sample.isEmpty()) {
                throw new Refusal.Invalid("file", "The file holds no rows to infer the features from.");
            }
            requireTarget(sample.names(), target);
            return new ExampleReader(source, sample, parser(sample.schema(), sample.names(), limits));
        });
    }

    private interface Opening {
        ExampleReader open() throws IOException;
    }

    private static ExampleReader guarded(InputStream in, Opening opening) {
        try {
            return opening.open();
        } catch (IOException e) {
            throw closing(in, new UncheckedIOException(e));
        } catch (RuntimeException e) {
            throw closing(in, e);
        }
    }

    private static RuntimeException closing(InputStream in, RuntimeException e) {
        try {
            in.close();
        } catch (IOException suppressed) {
            e.addSuppressed(suppressed);
        }
        return e;
    }

    private static RecordSource source(InputStream in, ExampleFormat format, ReadLimits limits) throws IOException {
        BoundedInput bounded = new BoundedInput(in, limits);
        return switch (format) {
            case CSV -> new CsvSource(bounded, limits);
            case JSON_LINES -> new JsonLinesSource(bounded, limits);
            case JSON ->
                throw new Refusal.Invalid("format", "Examples are read from csv and jsonl; json is for export only.");
        };
    }

    private static RowParser parser(Schema schema, List<String> names, ReadLimits limits) {
        int[] features = names.stream()
                .mapToInt(name -> name.equals(schema.target()) ? RowParser.TARGET : schema.indexOf(name))
                .toArray();
        return new RowParser(schema, names, features, limits.ignoreUnknown());
    }

    private static void requireTarget(List<String> names, String target) {
        if (!names.contains(target)) {
            throw new Refusal.Invalid(
                    "file",
                    "The target '" + Texts.brief(target) + "' is not among the columns that the file names: "
                            + list(names) + ".");
        }
    }

    private static void requireColumns(Schema schema, List<String> names, boolean ignoreUnknown) {
        requireTarget(names, schema.target());
        Set<String> missing =
                new TreeSet<>(schema.features().stream().map(FeatureSpec::name).toList());
        Set<String> unknown = new TreeSet<>(names);
        unknown.remove(schema.target());
        unknown.removeAll(Set.copyOf(missing));
        names.forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw new Refusal.Invalid("file", "The header lacks columns of the dataset: " + list(missing) + ".");
        }
        if (!unknown.isEmpty() && !ignoreUnknown) {
            throw new Refusal.Invalid(
                    "file", "The header names columns that the dataset does not have: " + list(unknown) + ".");
        }
    }

    private static String list(Iterable<String> names) {
        List<String> quoted = new ArrayList<>();
        names.forEach(name -> quoted.add("'" + Texts.brief(name) + "'"));
        return quoted.size() <= 10
                ? String.join(", ", quoted)
                : quoted.stream().limit(10).collect(Collectors.joining(", ")) + " and " + (quoted.size() - 10)
                        + " more";
    }

    public Schema schema() {
        return parser.row().schema();
    }

    /**
     * Goes on to the next good row.
     *
     * @return false at the end of the file
     * @throws Refusal.Invalid when the file cannot be read on; rows handed out before are good
     * @throws UncheckedIOException when the stream breaks
     */
    public boolean next() {
        while ((sample != null && sample.replay(parser)) || source.next(parser)) {
            read++;
            RowError error = parser.finish();
            lastLine = parser.line();
            if (error == null) {
                return true;
            }
            rejected++;
            if (errors.size() < ReadReport.MAX_ERRORS) {
                errors.add(error);
            }
        }
        return false;
    }

    /** The present row: valid until {@link #next} is called again. */
    public ExampleRow row() {
        return parser.row();
    }

    /** The line on which the present row starts, from 1. */
    public long line() {
        return lastLine;
    }

    /** What was met so far; complete when {@link #next} has answered false. */
    public ReadReport report() {
        return new ReadReport(read, rejected, errors);
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
