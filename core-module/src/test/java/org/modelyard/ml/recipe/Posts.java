package org.modelyard.ml.recipe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.testdata.SharedData;

/** Posts of two accounts: who, what and when, and what came of it. */
final class Posts {

    static final String TIME = "created_at";

    private static final String[] FEATURES = {"user:CATEGORICAL", "text:TEXT", TIME + ":TIMESTAMP"};
    private static final int BEFORE = 100;
    private static final double DECILE = 0.9;

    private Posts() {}

    /**
     * The logarithm of 1 + count.
     *
     * @param count favorites, retweets or replies
     */
    static Table counts(String part, String count) {
        Table raw = read(part, count);
        return new Table(
                SharedData.schema(Task.REGRESSION, count, FEATURES),
                raw.columns(),
                new Column.Numbers(Arrays.stream(values(raw)).map(Math::log1p).toArray()));
    }

    /** Whether there are so many favourites. */
    static Table above(String part, int bound) {
        Table raw = read(part, "favorites");
        double[] counts = values(raw);
        return labelled(raw, row -> counts[row] >= bound);
    }

    /**
     * Whether a post has more favourites than nine in ten of its account's last 100 before it. Test rows follow on training rows; those with
     * fewer before them are left out.
     */
    static Table beyondTheUsual(String part) {
        Table train = read("train", "favorites");
        boolean later = part.equals("test");
        Table asked = later ? read("test", "favorites") : train;
        List<double[]> posts = new ArrayList<>(posts(train)); // account, time, favourites, row or -1
        if (later) {
            posts.forEach(post -> post[3] = -1);
            posts.addAll(posts(asked));
        }
        posts.sort((a, b) -> Double.compare(a[1], b[1]));
        boolean[] beyond = new boolean[asked.rows()];
        boolean[] known = new boolean[asked.rows()];
        for (int i = 0; i < posts.size(); i++) {
            double[] post = posts.get(i);
            double[] before = posts.subList(0, i).stream()
                    .filter(earlier -> earlier[0] == post[0])
                    .mapToDouble(earlier -> earlier[2])
                    .toArray();
            if (post[3] >= 0 && before.length >= BEFORE) {
                double[] last = Arrays.copyOfRange(before, before.length - BEFORE, before.length);
                known[(int) post[3]] = true;
                beyond[(int) post[3]] =
                        Arrays.stream(last).filter(one -> one < post[2]).count() >= DECILE * BEFORE;
            }
        }
        return labelled(asked, row -> beyond[row])
                .select(IntStream.range(0, known.length)
                        .filter(row -> known[row])
                        .toArray());
    }

    private static List<double[]> posts(Table raw) {
        Column.Categories users = (Column.Categories) raw.columns().get(0);
        double[] times = ((Column.Numbers) raw.columns().get(2)).values();
        double[] counts = values(raw);
        return IntStream.range(0, raw.rows())
                .mapToObj(row ->
                        new double[] {Objects.requireNonNull(users.value(row)).hashCode(), times[row], counts[row], row
                        })
                .toList();
    }

    private static Table labelled(Table raw, IntPredicate yes) {
        int[] codes =
                IntStream.range(0, raw.rows()).map(row -> yes.test(row) ? 1 : 0).toArray();
        return new Table(
                SharedData.schema(Task.CLASSIFICATION, "favorites", FEATURES),
                raw.columns(),
                new Column.Categories(codes, new String[] {"no", "yes"}));
    }

    private static double[] values(Table raw) {
        return ((Column.Numbers) raw.target()).values();
    }

    private static Table read(String part, String count) {
        Table read = SharedData.read(
                "tweet_engagement",
                part,
                SharedData.schema(Task.REGRESSION, count, "user:CATEGORICAL", "text:TEXT", TIME + ":CATEGORICAL"));
        Column.Categories times = (Column.Categories) read.columns().get(2);
        List<Column> columns = new ArrayList<>(read.columns());
        columns.set(
                2,
                new Column.Numbers(IntStream.range(0, read.rows())
                        .mapToDouble(row -> seconds(times.value(row)))
                        .toArray()));
        return new Table(SharedData.schema(Task.REGRESSION, count, FEATURES), columns, read.target());
    }

    private static double seconds(@Nullable String instant) {
        return Instant.parse(Objects.requireNonNull(instant)).getEpochSecond();
    }
}
