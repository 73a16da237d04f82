package org.modelyard.ml.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.model.Refusal;
import org.modelyard.testdata.SharedData;

class ConditionTest {

    private static final Schema SCHEMA = SharedData.schema(
            Task.REGRESSION,
            "y",
            "platform:CATEGORICAL",
            "text:TEXT",
            "likes:NUMERIC",
            "paid:BOOLEAN",
            "createdAt:TIMESTAMP",
            "odd name:NUMERIC");
    /** Row 4 has no value at all. The times are a Saturday, a Sunday, a Monday at 23:59 in December, and 1969. */
    private static final Table ROWS = new Table(
            SCHEMA,
            List.of(
                    new Column.Categories(new int[] {0, 1, 0, 2, -1}, new String[] {"x", "web", "it's", "unused"}),
                    new Column.Texts(new String[] {"short", "a longer text", "", "mid size", null}),
                    new Column.Numbers(new double[] {1, 2.5, -3, 1000, Double.NaN}),
                    new Column.Numbers(new double[] {1, 0, 1, 0, Double.NaN}),
                    new Column.Numbers(new double[] {
                        seconds("2026-01-31T12:00:00Z"),
                        seconds("2026-02-01T00:00:00Z"),
                        seconds("2026-12-07T23:59:59Z"),
                        seconds("1969-12-31T23:00:00Z"),
                        Double.NaN
                    }),
                    new Column.Numbers(new double[] {0, 1, 2, 3, 4})),
            new Column.Numbers(new double[5]));

    private static double seconds(String time) {
        return Instant.parse(time).getEpochSecond();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "platform = 'x' | 0 2",
                "platform != 'x' | 1 3",
                "not (platform = 'x') | 1 3 4",
                "platform in ('web', 'it''s') | 1 3",
                "platform NOT IN ('web', 'nobody') | 0 2 3",
                "platform is missing | 4",
                "platform is not missing | 0 1 2 3",
                "text = '' | 2",
                "length(text) < 6 | 0 2",
                "length(text) >= 8 and length(text) <= 13 | 1 3",
                "length(platform) == 1 | 0 2",
                "length(text) is missing | 4",
                "likes > -3 | 0 1 3",
                "likes <= 2.5 | 0 1 2",
                "likes <> 1 | 1 2 3",
                "likes in (1e3, -3.0, +1) | 0 2 3",
                "paid | 0 2",
                "not paid | 1 3 4",
                "paid = false | 1 3",
                "paid in (true, false) | 0 1 2 3",
                "weekday(createdAt) in (6, 7) | 0 1",
                "weekday(createdAt) = 3 | 3",
                "hour(createdAt) = 23 | 2 3",
                "month(createdAt) = 12 | 2 3",
                "createdAt < '2026-02-01' | 0 3",
                "createdAt >= '2026-02-01T01:00:00+01:00' | 1 2",
                "\"odd name\" >= 3 | 3 4",
                "platform = 'x' or likes = 2.5 and paid | 0 2",
                "(platform = 'x' or likes = 2.5) and not paid | 1",
                "platform='x'and length(text)<40 and weekday(createdAt)in(6,7) | 0"
            })
    void rows_that_meet_it_are_found(String text, String rows) {
        assertThat(rows(text)).isEqualTo(rows);
        Condition condition = Condition.parse("where", text, SCHEMA);
        assertThat(IntStream.range(0, ROWS.rows())
                        .filter(row -> condition.holds(row(row)))
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(" ")))
                .as("row by row")
                .isEqualTo(rows);
    }

    private static InputRow row(int row) {
        InputRow one = InputRow.empty(ROWS.columns().size());
        for (int i = 0; i < ROWS.columns().size(); i++) {
            if (ROWS.columns().get(i) instanceof Column.Numbers numbers) {
                one.numbers()[i] = numbers.values()[row];
            } else {
                one.texts()[i] = RowTest.text(ROWS.columns().get(i), row);
            }
        }
        return one;
    }

    private static String rows(String text) {
        return Condition.parse("where", text, SCHEMA).rows(ROWS).stream()
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 1 | the name of an input here, not the end",
                "plattform = 'x' | 1 | no input 'plattform'; there are platform, text, likes",
                "platform = 'x' and | 19 | not the end",
                "platform = x | 12 | a text in single quotes, not with 'x'",
                "platform < 'x' | 10 | compare length(platform)",
                "platform = 'x | 12 | never closed; add '",
                "likes = '1' | 9 | with a number, not with '1'",
                "likes = 1e999 | 9 | with a number",
                "likes = 1x | 9 | ends with a digit",
                "likes | 6 | compare 'likes' by =",
                "paid = 1 | 8 | true or false",
                "paid < true | 6 | has no order; compare it by =, != or in.",
                "createdAt = 'yesterday' | 13 | a time in single quotes",
                "weekday(likes) = 1 | 9 | 'likes' is NUMERIC; weekday takes a TIMESTAMP input",
                "length(likes) = 1 | 8 | takes a TEXT or CATEGORICAL input",
                "year(createdAt) = 1 | 1 | there are length, weekday, hour and month",
                "(likes = 1 | 11 | to close the bracket of character 1, not the end",
                "likes = 1) | 10 | write 'and' or 'or' before ')'",
                "likes in 1 | 10 | '(' before the values",
                "likes in (1 2) | 13 | at the end of a list",
                "likes is 1 | 10 | 'missing' after 'is'",
                "likes not 1 | 11 | 'in' after 'not'",
                "likes + 1 = 2 | 7 | means nothing here",
                "1 < likes | 1 | name of an input here, not '1'",
                "length text = 1 | 1 | no input 'length'"
            })
    void what_is_wrong_is_said_with_its_place(String text, int place, String message) {
        assertThatThrownBy(() -> Condition.parse("slices[0].where", text, SCHEMA))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refusal -> {
                    assertThat(refusal.errors().get(0).field()).isEqualTo("slices[0].where");
                    assertThat(refusal.getMessage())
                            .startsWith("At character " + place + ": ")
                            .contains(message);
                });
    }

    @Test
    void length_depth_and_lists_are_bounded() {
        String deep = "(".repeat(Condition.MOST_DEPTH) + "paid" + ")".repeat(Condition.MOST_DEPTH);
        assertThat(rows(deep)).isEqualTo("0 2");
        assertThatThrownBy(() -> rows("(" + deep + ")")).hasMessageContaining("at most 20 deep");
        assertThatThrownBy(() -> rows("not ".repeat(200) + "paid")).hasMessageContaining("at most 20 deep");
        assertThatThrownBy(() -> rows("paid" + " ".repeat(1_000))).hasMessageContaining("at most 1000 characters");
        String many = Stream.generate(() -> "1").limit(101).collect(Collectors.joining(","));
        assertThatThrownBy(() -> rows("likes in (" + many + ")")).hasMessageContaining("at most 100 values");
    }

    @Test
    void other_rows_are_refused() {
        Table other = new Table(
                SharedData.schema(Task.REGRESSION, "y", "paid:BOOLEAN"),
                List.of(new Column.Numbers(new double[1])),
                new Column.Numbers(new double[1]));
        Condition condition = Condition.parse("where", "paid", SCHEMA);
        assertThat(condition.text()).isEqualTo("paid");
        assertThatIllegalArgumentException().isThrownBy(() -> condition.rows(other));
    }

    @Property(tries = 2_000)
    void any_text_is_read_or_refused(@ForAll String text) {
        readOrRefused(text);
    }

    @Property(tries = 5_000)
    void any_row_of_its_words_is_read_or_refused(@ForAll("words") List<String> words) {
        readOrRefused(String.join(" ", words));
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.of(
                        "platform",
                        "text",
                        "likes",
                        "paid",
                        "createdAt",
                        "\"odd name\"",
                        "length",
                        "weekday",
                        "(",
                        ")",
                        ",",
                        "=",
                        "!=",
                        "<",
                        ">=",
                        "in",
                        "is",
                        "not",
                        "missing",
                        "and",
                        "or",
                        "'x'",
                        "'2026-01-01'",
                        "3",
                        "-1e9",
                        "true",
                        "'",
                        "\"",
                        "1e999")
                .list()
                .ofMaxSize(14);
    }

    private static void readOrRefused(String text) {
        try {
            assertThat(Condition.parse("where", text, SCHEMA).rows(ROWS).length())
                    .isLessThanOrEqualTo(5);
        } catch (Refusal.Invalid e) {
            assertThat(e).hasMessageMatching("(?s)At character \\d+: .+|A condition has at most 1000 characters.*");
        }
    }
}
