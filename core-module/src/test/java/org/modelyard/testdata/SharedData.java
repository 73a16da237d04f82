package org.modelyard.testdata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;

/** Reads the shared data sets. Each method skips the calling test where the data is not present. */
public final class SharedData {

    private SharedData() {}

    public static Path folder(String name) {
        Path folder = Path.of(System.getProperty("modelyard.data", "../shared/data"), name);
        Assumptions.assumeTrue(Files.isDirectory(folder), "shared data not present: skipped");
        return folder;
    }

    public static JsonNode json(String set, String file) {
        try {
            return new ObjectMapper().readTree(folder(set).resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param part train or test */
    public static Table banking77(String part) {
        return read("banking77", part, schema(Task.CLASSIFICATION, "label", "text:TEXT"));
    }

    /** @param part train or test */
    public static Table clickbait(String part) {
        return read("clickbait_headlines", part, schema(Task.CLASSIFICATION, "clickbait", "headline:TEXT"));
    }

    /** @param part train or test */
    public static Table adult(String part) {
        return read(
                "adult",
                part,
                schema(
                        Task.CLASSIFICATION,
                        "income_gt_50k",
                        "age:NUMERIC",
                        "workclass:CATEGORICAL",
                        "fnlwgt:NUMERIC",
                        "education:CATEGORICAL",
                        "education_num:NUMERIC",
                        "marital_status:CATEGORICAL",
                        "occupation:CATEGORICAL",
                        "relationship:CATEGORICAL",
                        "race:CATEGORICAL",
                        "sex:CATEGORICAL",
                        "capital_gain:NUMERIC",
                        "capital_loss:NUMERIC",
                        "hours_per_week:NUMERIC",
                        "native_country:CATEGORICAL"));
    }

    public static Table bikeSharing() {
        return read(
                "bike_sharing",
                "data",
                schema(
                        Task.REGRESSION,
                        "cnt",
                        "season:NUMERIC",
                        "yr:NUMERIC",
                        "mnth:NUMERIC",
                        "hr:NUMERIC",
                        "holiday:NUMERIC",
                        "weekday:NUMERIC",
                        "workingday:NUMERIC",
                        "weathersit:NUMERIC",
                        "temp:NUMERIC",
                        "atemp:NUMERIC",
                        "hum:NUMERIC",
                        "windspeed:NUMERIC"));
    }

    /** Its folds (0 to 4) are the column {@code fold}, see {@link #numbers}. */
    public static Table diabetes() {
        return read(
                "diabetes",
                "data",
                schema(
                        Task.REGRESSION,
                        "progression",
                        "age:NUMERIC",
                        "sex:NUMERIC",
                        "bmi:NUMERIC",
                        "bp:NUMERIC",
                        "s1:NUMERIC",
                        "s2:NUMERIC",
                        "s3:NUMERIC",
                        "s4:NUMERIC",
                        "s5:NUMERIC",
                        "s6:NUMERIC"));
    }

    /** @param features each {@code name:TYPE} */
    public static Schema schema(Task task, String target, String... features) {
        List<FeatureSpec> specs = new ArrayList<>();
        for (String feature : features) {
            int colon = feature.lastIndexOf(':');
            specs.add(new FeatureSpec(feature.substring(0, colon), FeatureType.valueOf(feature.substring(colon + 1))));
        }
        return new Schema(task, target, specs);
    }

    /** Columns of {@code <set>/<part>.csv.gz} by name; an empty field is missing; dictionaries are sorted. */
    public static Table read(String set, String part, Schema schema) {
        List<NamedCsvRecord> records = records(set, part);
        List<Column> columns = new ArrayList<>();
        for (FeatureSpec feature : schema.features()) {
            columns.add(
                    switch (feature.type()) {
                        case TEXT -> new Column.Texts(strings(records, feature.name()));
                        case CATEGORICAL -> categories(strings(records, feature.name()));
                        case NUMERIC, BOOLEAN, TIMESTAMP -> doubles(strings(records, feature.name()));
                    });
        }
        @Nullable String[] target = strings(records, schema.target());
        return new Table(schema, columns, schema.task() == Task.REGRESSION ? doubles(target) : categories(target));
    }

    /** One column as numbers; an empty field is NaN. */
    public static double[] numbers(String set, String part, String column) {
        return doubles(strings(records(set, part), column)).values();
    }

    /** The names of the columns of {@code <set>/<part>.csv.gz}, in their order. */
    public static List<String> columns(String set, String part) {
        return records(set, part).get(0).getHeader();
    }

    private static List<NamedCsvRecord> records(String set, String part) {
        Path file = folder(set).resolve(part + ".csv.gz");
        try (Reader text =
                        new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            return csv.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String[] strings(List<NamedCsvRecord> records, String column) {
        @Nullable String[] values = new String[records.size()];
        for (int i = 0; i < values.length; i++) {
            String field = records.get(i).getField(column);
            values[i] = field.isEmpty() ? null : field;
        }
        return values;
    }

    private static Column.Numbers doubles(@Nullable String[] values) {
        double[] numbers = new double[values.length];
        for (int i = 0; i < numbers.length; i++) {
            String value = values[i];
            numbers[i] = value == null ? Double.NaN : Double.parseDouble(value);
        }
        return new Column.Numbers(numbers);
    }

    private static Column.Categories categories(@Nullable String[] values) {
        TreeSet<String> distinct = new TreeSet<>();
        for (String value : values) {
            if (value != null) {
                distinct.add(value);
            }
        }
        String[] dictionary = distinct.toArray(String[]::new);
        int[] codes = new int[values.length];
        for (int i = 0; i < codes.length; i++) {
            String value = values[i];
            codes[i] = value == null ? -1 : java.util.Arrays.binarySearch(dictionary, value);
        }
        return new Column.Categories(codes, dictionary);
    }
}
