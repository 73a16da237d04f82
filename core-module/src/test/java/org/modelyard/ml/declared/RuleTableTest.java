package org.modelyard.ml.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.platform.model.Refusal;

class RuleTableTest {

    static final String SIGNATURE =
            """
            "signature":{"task":"CLASSIFICATION","labels":["no","yes","ask"],"inputs":[
              {"name":"amount","type":"NUMERIC"},
              {"name":"country","type":"CATEGORICAL","default":"DE"},
              {"name":"known","type":"BOOLEAN","required":false},
              {"name":"words","type":"TEXT","required":false}]}""";

    static final String TABLE = "{\"type\":\"rules\"," + SIGNATURE
            + """
            ,"rules":[
              {"when":"amount > 1000 and not (known)","answer":"no"},
              {"when":"country in ('FR', 'IT') or length(words) > 5","answer":"ask","score":0.7},
              {"when":"country = 'DE' and amount < 10","answer":"yes","score":0.9}],
             "otherwise":{"answer":"ask","score":0.5}}""";

    @ParameterizedTest
    @CsvSource({
        "2000,DE,,,no,1,rule 1",
        "2000,DE,1,,ask,0.5,otherwise",
        "5,FR,1,,ask,0.7,rule 2",
        "5,DE,,longer,ask,0.7,rule 2",
        "5,DE,,short,yes,0.9,rule 3",
        "5,,,,yes,0.9,rule 3",
        "50,US,0,,ask,0.5,otherwise",
    })
    void the_first_rule_that_holds_answers(
            double amount,
            @Nullable String country,
            @Nullable Double known,
            @Nullable String words,
            String label,
            double score,
            String by) {
        Scorer scorer = ScorerSpec.read(json(TABLE)).open(surroundings());
        InputRow row = row(amount, country, known, words);
        Asking asking = new Asking(Deadline.NONE, null);
        Scores.Labelled answer = (Scores.Labelled) scorer.score(row, new Scores[0], asking);
        assertThat(answer.label()).isEqualTo(label);
        assertThat(answer.score()).isEqualTo(score);
        assertThat(asking.by()).isEqualTo(by);
        assertThat(java.util.Arrays.stream(answer.probabilities()).sum())
                .isCloseTo(1, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(((Scores.Labelled) scorer.score(row)).label()).isEqualTo(label);
        assertThat(row.texts()[1]).as("the caller's row is left alone").isEqualTo(country);
    }

    @Test
    void why_is_the_condition_as_it_was_written() {
        Asking asking = new Asking(Deadline.NONE, null);
        ScorerSpec.read(json(TABLE)).open(surroundings()).score(row(2000, "DE", null, null), new Scores[0], asking);
        assertThat(asking.because()).isEqualTo("amount > 1000 and not (known)");
    }

    @Test
    void a_regression_answers_numbers() {
        Scorer scorer = ScorerSpec.read(
                        json(
                                """
                                {"type":"rules","signature":{"task":"REGRESSION","inputs":[{"name":"a","type":"NUMERIC"}]},
                                 "rules":[{"when":"a > 1","answer":2.5}],"otherwise":{"answer":-1}}"""))
                .open(surroundings());
        assertThat(scorer.score(new InputRow(new double[] {2}, new String[1]))).isEqualTo(new Scores.Valued(2.5));
        assertThat(scorer.score(scorer.leastRow())).isEqualTo(new Scores.Valued(-1));
    }

    @Test
    void what_is_written_is_read_back_and_answers_the_same() {
        ScorerSpec spec = ScorerSpec.read(json(TABLE));
        ScorerSpec again = ScorerSpec.read(spec.toJson());
        assertThat(again.toJson()).isEqualTo(spec.toJson());
        assertThat(again.signature()).isEqualTo(spec.signature());
        InputRow row = row(5, null, null, null);
        assertThat(((Scores.Labelled) again.open(surroundings()).score(row)).label())
                .isEqualTo("yes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount > 1000 and not (known)|amount >|scorer.rules[0].when",
                "amount > 1000 and not (known)|amont > 5|scorer.rules[0].when",
                "\"answer\":\"no\"|\"answer\":\"perhaps\"|scorer.rules[0].answer",
                "\"answer\":\"no\"|\"anwser\":\"no\"|scorer.rules[0]",
                "\"score\":0.7|\"score\":0.2|scorer.rules[1].score",
                "\"otherwise\"|\"else\"|scorer",
                "\"default\":\"DE\"|\"default\":7|scorer.signature.inputs[1].default",
                "\"default\":\"DE\"|\"default\":\"DE\",\"required\":true|scorer.signature.inputs[1].default",
                "\"name\":\"known\"|\"name\":\"amount\"|scorer.signature.inputs",
                "[\"no\",\"yes\",\"ask\"]|[\"no\"]|scorer.signature.labels",
                "\"rules\"|\"rule\"|scorer.type",
            })
    void what_is_wrong_is_named_with_its_place(String good, String bad, String field) {
        assertThat(TABLE).contains(good);
        assertThatThrownBy(() -> ScorerSpec.read(json(TABLE.replaceFirst(
                        java.util.regex.Pattern.quote(good), java.util.regex.Matcher.quoteReplacement(bad)))))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> {
                    assertThat(refused.errors().get(0).field()).isEqualTo(field);
                    assertThat(refused.getMessage()).hasSizeGreaterThan(20);
                });
    }

    static InputRow row(double amount, @Nullable String country, @Nullable Double known, @Nullable String words) {
        return new InputRow(
                new double[] {amount, Double.NaN, known == null ? Double.NaN : known, Double.NaN},
                new String[] {null, country, null, words});
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    static Surroundings surroundings() {
        return new Surroundings() {
            @Override
            public Scorer member(String sha256) {
                throw new AssertionError("rules have no members");
            }

            @Override
            public RemoteAccess remote() {
                return RemoteAccess.NONE;
            }
        };
    }
}
