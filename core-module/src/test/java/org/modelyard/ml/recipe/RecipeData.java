package org.modelyard.ml.recipe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Fold;
import org.modelyard.ml.evaluation.Folds;
import org.modelyard.testdata.SharedData;

/** The public data that recipes are chosen on, each with the folds that suit it. */
final class RecipeData {

    private static final long SEED = 2_024;
    private static final int STRATA = 10;
    private static final int VIRAL = 10_000;
    private static final int POPULAR = 1_400;

    private RecipeData() {}

    /** @param part train or test */
    static Table read(String name, String part) {
        return switch (name) {
            case "banking77" -> SharedData.banking77(part);
            case "clickbait" -> SharedData.clickbait(part);
            case "tweets" -> text("vader_tweets", part);
            case "reviews" -> text("vader_movie_reviews", part);
            case "favourites" -> posts(part, false);
            case "viral" -> posts(part, true);
            case "news" -> news(part);
            case "adult" -> SharedData.adult(part);
            case "bikes" -> SharedData.bikeSharing();
            case "diabetes" -> SharedData.diabetes();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Posts are asked about by time, for they change; others in strata of the label, or of the target's size. */
    static List<Fold> folds(String name, Table table, int count) {
        if (name.equals("favourites") || name.equals("viral")) {
            int time = table.schema().indexOf("created_at");
            return Folds.timeOrdered(((Column.Numbers) table.columns().get(time)).values(), count);
        }
        int[] strata = table.target() instanceof Column.Categories labels
                ? labels.codes()
                : Folds.strata(((Column.Numbers) table.target()).values(), STRATA);
        return Folds.stratified(strata, count, SEED);
    }

    private static Table text(String set, String part) {
        return SharedData.read(set, part, SharedData.schema(Task.CLASSIFICATION, "label", "text:TEXT"));
    }

    /** Account, text and time of posts, and the logarithm of 1 + favourites, or whether there are 10,000. */
    private static Table posts(String part, boolean viral) {
        Schema raw = SharedData.schema(
                Task.REGRESSION, "favorites", "user:CATEGORICAL", "text:TEXT", "created_at:CATEGORICAL");
        Table read = SharedData.read("tweet_engagement", part, raw);
        Column.Categories times = (Column.Categories) read.columns().get(2);
        double[] seconds = IntStream.range(0, read.rows())
                .mapToDouble(row -> seconds(times.value(row)))
                .toArray();
        List<Column> columns = new ArrayList<>(read.columns());
        columns.set(2, new Column.Numbers(seconds));
        Schema schema = SharedData.schema(
                viral ? Task.CLASSIFICATION : Task.REGRESSION,
                "favorites",
                "user:CATEGORICAL",
                "text:TEXT",
                "created_at:TIMESTAMP");
        double[] counts = ((Column.Numbers) read.target()).values();
        return new Table(
                schema,
                columns,
                viral
                        ? above(counts, VIRAL)
                        : new Column.Numbers(
                                Arrays.stream(counts).map(Math::log1p).toArray()));
    }

    private static double seconds(@Nullable String instant) {
        return Instant.parse(Objects.requireNonNull(instant)).getEpochSecond();
    }

    /** Everything that is known of an article before it appears, and whether it was shared 1,400 times. */
    private static Table news(String part) {
        List<FeatureSpec> features = new ArrayList<>();
        for (String column : SharedData.columns("online_news", part)) {
            if (!List.of("url", "timedelta", "shares").contains(column)) {
                features.add(new FeatureSpec(column, FeatureType.NUMERIC));
            }
        }
        Table read = SharedData.read("online_news", part, new Schema(Task.REGRESSION, "shares", features));
        return new Table(
                new Schema(Task.CLASSIFICATION, "shares", features),
                read.columns(),
                above(((Column.Numbers) read.target()).values(), POPULAR));
    }

    private static Column above(double[] values, int bound) {
        return new Column.Categories(
                Arrays.stream(values).mapToInt(value -> value >= bound ? 1 : 0).toArray(), new String[] {"no", "yes"});
    }
}
