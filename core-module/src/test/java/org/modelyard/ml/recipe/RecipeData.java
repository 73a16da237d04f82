package org.modelyard.ml.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
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
            case "favourites", "retweets", "replies" ->
                Posts.counts(part, name.equals("favourites") ? "favorites" : name);
            case "viral" -> Posts.above(part, VIRAL);
            case "top" -> Posts.beyondTheUsual(part);
            case "news" -> news(part, true);
            case "shares" -> news(part, false);
            case "clicks" -> clicks(part);
            case "adult" -> SharedData.adult(part);
            case "bikes" -> SharedData.bikeSharing();
            case "diabetes" -> SharedData.diabetes();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Posts are asked about by time, for they change; others in strata of the label, or of the target's size. */
    static List<Fold> folds(String name, Table table, int count) {
        int time = table.schema().indexOf(Posts.TIME);
        if (time >= 0) {
            return Folds.timeOrdered(((Column.Numbers) table.columns().get(time)).values(), count);
        }
        if (name.equals("clicks")) {
            return Folds.timeOrdered(
                    IntStream.range(0, table.rows()).asDoubleStream().toArray(), count);
        }
        int[] strata = table.target() instanceof Column.Categories labels
                ? labels.codes()
                : Folds.strata(((Column.Numbers) table.target()).values(), STRATA);
        return Folds.stratified(strata, count, SEED);
    }

    private static Table text(String set, String part) {
        return SharedData.read(set, part, SharedData.schema(Task.CLASSIFICATION, "label", "text:TEXT"));
    }

    /** Everything that is known of an article before it appears, and whether it was shared 1,400 times. */
    private static Table news(String part, boolean popular) {
        List<FeatureSpec> features = new ArrayList<>();
        for (String column : SharedData.columns("online_news", part)) {
            if (!List.of("url", "timedelta", "shares").contains(column)) {
                features.add(new FeatureSpec(column, FeatureType.NUMERIC));
            }
        }
        Table read = SharedData.read("online_news", part, new Schema(Task.REGRESSION, "shares", features));
        double[] shares = ((Column.Numbers) read.target()).values();
        return popular
                ? new Table(new Schema(Task.CLASSIFICATION, "shares", features), read.columns(), above(shares, POPULAR))
                : new Table(
                        read.schema(),
                        read.columns(),
                        new Column.Numbers(
                                Arrays.stream(shares).map(Math::log1p).toArray()));
    }

    /**
     * What was shown at random to visitors of a shop, in the order of time, and whether it was clicked: the first four fifths to learn from.
     */
    private static Table clicks(String part) {
        Schema raw = SharedData.schema(
                Task.CLASSIFICATION,
                "click",
                "policy:CATEGORICAL",
                "timestamp:CATEGORICAL",
                "campaign:CATEGORICAL",
                "item_id:CATEGORICAL",
                "position:CATEGORICAL",
                "user_feature_0:CATEGORICAL",
                "user_feature_1:CATEGORICAL",
                "user_feature_2:CATEGORICAL",
                "user_feature_3:CATEGORICAL");
        Table read = SharedData.read("open_bandit", "data", raw);
        Column.Categories policies = (Column.Categories) read.columns().get(0);
        Column.Categories times =
                (Column.Categories) read.columns().get(1); // codes rise with time: the dictionary is sorted
        int[] random = IntStream.range(0, read.rows())
                .filter(row -> "random".equals(policies.value(row)))
                .boxed()
                .sorted(Comparator.comparingInt(row -> times.codes()[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        int cut = random.length * 4 / 5;
        Table shown = read.select(
                part.equals("train") ? Arrays.copyOf(random, cut) : Arrays.copyOfRange(random, cut, random.length));
        List<FeatureSpec> features = raw.features().subList(2, raw.features().size());
        return new Table(
                new Schema(Task.CLASSIFICATION, "click", features),
                shown.columns().subList(2, shown.columns().size()),
                shown.target());
    }

    private static Column above(double[] values, int bound) {
        return new Column.Categories(
                Arrays.stream(values).mapToInt(value -> value >= bound ? 1 : 0).toArray(), new String[] {"no", "yes"});
    }
}
