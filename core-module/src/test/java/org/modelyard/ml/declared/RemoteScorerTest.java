package org.modelyard.ml.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Unanswerable;
import org.modelyard.platform.model.Refusal;

/** What is asked and read, in each protocol. */
class RemoteScorerTest extends RemoteEndpoint {

    RemoteScorerTest() throws IOException {}

    @Test
    void open_inference_sends_a_tensor_an_input_and_reads_probabilities() {
        says = ask -> new Reply(
                200,
                "{\"outputs\":[{\"name\":\"p\",\"shape\":[2,2],\"datatype\":\"FP64\",\"data\":[0.25,0.75,0.9,0.1]}]}");
        Scorer scorer = open("\"protocol\":\"OPEN_INFERENCE\"," + SIGNATURE);
        Scores[] scores = scorer.scoreAll(new InputRow[] {ROW, new InputRow(new double[] {2, 3}, new String[2])});
        assertThat(scores).extracting(one -> ((Scores.Labelled) one).label()).containsExactly("yes", "no");
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0).body())
                .isEqualTo(RuleTableTest.json(
                        "{\"inputs\":[{\"name\":\"a\",\"datatype\":\"FP64\",\"shape\":[2,1],\"data\":[1.5,2.0]},"
                                + "{\"name\":\"b\",\"datatype\":\"FP64\",\"shape\":[2,1],\"data\":[7.0,3.0]}]}"));
    }

    @Test
    void open_inference_takes_one_tensor_and_labels_by_name() {
        says = ask -> new Reply(
                200,
                "{\"outputs\":[{\"name\":\"other\",\"data\":[1]},{\"name\":\"c\",\"datatype\":\"BYTES\",\"data\":[\"yes\"]},"
                        + "{\"name\":\"s\",\"data\":[[0.8]]}]}");
        Scorer scorer =
                open("\"protocol\":\"OPEN_INFERENCE\",\"tensor\":\"x\",\"answer\":{\"label\":\"c\",\"score\":\"s\"},"
                        + SIGNATURE);
        Scores.Labelled answer = (Scores.Labelled) scorer.score(ROW);
        assertThat(answer.label()).isEqualTo("yes");
        assertThat(answer.score()).isEqualTo(0.8);
        assertThat(asked.get(0).body().at("/inputs/0").toString())
                .isEqualTo("{\"name\":\"x\",\"datatype\":\"FP64\",\"shape\":[1,2],\"data\":[1.5,7.0]}");
    }

    @Test
    void tensorflow_sends_instances_and_reads_predictions() {
        says = ask -> new Reply(200, "{\"predictions\":[[0.2],[0.4]]}");
        Scorer scorer = open("\"protocol\":\"TENSORFLOW\"," + SIGNATURE);
        Scores[] scores = scorer.scoreAll(new InputRow[] {ROW, ROW});
        assertThat(scores)
                .extracting(one -> ((Scores.Labelled) one).probabilities()[1])
                .containsExactly(0.2, 0.4);
        assertThat(asked.get(0).body().toString())
                .isEqualTo("{\"instances\":[{\"a\":1.5,\"b\":7.0},{\"a\":1.5,\"b\":7.0}]}");
        says = ask -> new Reply(200, "{\"predictions\":[[0.2]]}");
        assertThatThrownBy(() -> scorer.scoreAll(new InputRow[] {ROW, ROW})).isInstanceOf(Unanswerable.class);
    }

    @Test
    void torchserve_sends_one_row_and_reads_probabilities_by_label() {
        says = ask -> new Reply(200, "{\"yes\":0.9,\"no\":0.1}");
        Scorer scorer = open("\"protocol\":\"TORCHSERVE\"," + SIGNATURE);
        assertThat(scorer.batch()).isEqualTo(1);
        assertThat(((Scores.Labelled) scorer.score(ROW)).score()).isEqualTo(0.9);
        assertThat(asked.get(0).body().toString()).isEqualTo("{\"a\":1.5,\"b\":7.0}");
    }

    @Test
    void a_template_is_filled_and_pointers_find_the_answer() {
        says = ask -> new Reply(200, "{\"result\":[{\"worth\":12.5}]}");
        Scorer scorer = open(
                "\"protocol\":\"JSON\",\"template\":{\"v\":\"{{a}}\",\"all\":\"{{inputs}}\",\"say\":[\"<{{words}}> {{what}} {{a}}\",1]},"
                        + "\"answer\":{\"value\":\"/result/0/worth\"}," + NUMBER);
        InputRow row = new InputRow(new double[] {2, Double.NaN}, new String[] {null, "a \"b\" {{a}}"});
        assertThat(scorer.score(row)).isEqualTo(new Scores.Valued(12.5));
        assertThat(asked.get(0).body())
                .isEqualTo(RuleTableTest.json("{\"v\":2.0,\"all\":{\"a\":2.0,\"words\":\"a \\\"b\\\" {{a}}\"},"
                        + "\"say\":[\"<a \\\"b\\\" {{a}}> {{what}} 2.0\",1]}"));
    }

    @Test
    void pointers_find_the_tokens_that_the_endpoint_tells_of() {
        Scorer scorer = open("\"protocol\":\"JSON\",\"retries\":0,\"template\":{},\"answer\":{\"value\":\"/v\"},"
                + "\"usage\":{\"inputTokens\":\"/usage/prompt_tokens\",\"outputTokens\":\"/usage/completion_tokens\"},"
                + NUMBER);
        InputRow row = new InputRow(new double[] {2, Double.NaN}, new String[] {null, "a"});
        says = ask -> new Reply(200, "{\"v\":1,\"usage\":{\"prompt_tokens\":52,\"completion_tokens\":7}}");
        assertThat(tokens(scorer, row)).containsExactly(52L, 7L);
        says = ask -> new Reply(200, "{\"v\":1,\"usage\":{\"prompt_tokens\":\"52\",\"completion_tokens\":-7}}");
        assertThat(tokens(scorer, row)).containsExactly(Asking.UNTOLD, Asking.UNTOLD);
        says = ask -> new Reply(200, "{\"v\":1}");
        assertThat(tokens(scorer, row)).containsExactly(Asking.UNTOLD, Asking.UNTOLD);
        says = ask -> new Reply(200, "{\"v\":\"odd\",\"usage\":{\"prompt_tokens\":52}}");
        Asking asking = new Asking(Deadline.NONE, null);
        assertThatThrownBy(() -> scorer.score(row, new Scores[0], asking)).isInstanceOf(Unanswerable.class);
        assertThat(asking.inputTokens()).as("it has read them all the same").isEqualTo(52);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"protocol\":\"OPEN_INFERENCE\"|{\"parameters\":{\"read\":52,\"written\":7},\"outputs\":[{\"name\":\"p\",\"data\":[0.3]}]}|/parameters",
                "\"protocol\":\"OPEN_INFERENCE\"|{\"outputs\":[{\"name\":\"p\",\"data\":[0.3],\"parameters\":{\"read\":52,\"written\":7}}]}|/outputs/0/parameters",
                "\"protocol\":\"TENSORFLOW\",\"answer\":{\"scores\":\"p\"}|{\"predictions\":[{\"p\":[0.3],\"read\":52,\"written\":7}]}|/predictions/0",
                "\"protocol\":\"TORCHSERVE\",\"answer\":{\"scores\":\"p\"}|{\"p\":0.3,\"usage\":{\"read\":52,\"written\":7}}|/usage",
            })
    void endpoints_of_every_protocol_tell_their_tokens(String protocol, String body, String where) {
        says = ask -> new Reply(200, body);
        Scorer scorer = open(protocol + ",\"usage\":{\"inputTokens\":\"" + where + "/read\",\"outputTokens\":\"" + where
                + "/written\"}," + SIGNATURE);
        assertThat(scorer.metered()).isTrue();
        assertThat(tokens(scorer, ROW)).containsExactly(52L, 7L);
        assertThat(((Scores.Labelled) scorer.score(ROW)).label()).isEqualTo("no");
        says = ask -> new Reply(200, body.replace("52", "null").replace("7", "\"7\""));
        assertThat(tokens(scorer, ROW)).containsExactly(Asking.UNTOLD, Asking.UNTOLD);
        Scorer silent = open(protocol + "," + SIGNATURE);
        assertThat(silent.metered()).isFalse();
        assertThat(tokens(silent, ROW)).containsExactly(Asking.UNTOLD, Asking.UNTOLD);
    }

    /** Of many rows that an evaluation asks about nobody is told the tokens. */
    @Test
    void one_that_tells_tokens_may_be_asked_about_many_rows_where_they_do_not_count() {
        says = ask -> new Reply(200, "{\"predictions\":[[0.2],[0.4]]}");
        Scorer scorer = open("\"protocol\":\"TENSORFLOW\",\"usage\":{\"inputTokens\":\"/read\"}," + SIGNATURE);
        assertThat(scorer.batch()).isEqualTo(64);
        assertThat(scorer.scoreAll(new InputRow[] {ROW, ROW})).hasSize(2);
        assertThat(asked).hasSize(1);
    }

    @Test
    void what_is_said_of_tokens_is_kept_with_the_version() {
        String document =
                "\"protocol\":\"TENSORFLOW\",\"usage\":{\"inputTokens\":\"/predictions/0/read\"}," + SIGNATURE;
        ScorerSpec spec = spec(document);
        assertThat(ScorerSpec.read(spec.toJson()).toJson().toString())
                .isEqualTo(spec.toJson().toString())
                .contains("/predictions/0/read");
    }

    private static List<Long> tokens(Scorer scorer, InputRow row) {
        Asking asking = new Asking(Deadline.NONE, null);
        scorer.score(row, new Scores[0], asking);
        assertThat(asking.elsewhere()).isTrue();
        return List.of(asking.inputTokens(), asking.outputTokens());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing|not answered JSON",
                "[0.5,0.6]|add up to 1",
                "[0.5,0.25,0.25]|2 probabilities",
                "{\"maybe\":1}|a label was expected",
                "[\"a\",\"b\"]|probability from 0 to 1 was expected of 'no'; found: string",
            })
    void an_answer_that_is_odd_is_none(String body, String words) {
        says = ask -> new Reply(200, body);
        assertThatThrownBy(() -> open("\"protocol\":\"TORCHSERVE\",\"retries\":0," + SIGNATURE)
                        .score(ROW))
                .isInstanceOf(Unanswerable.class)
                .hasMessageContaining(words);
    }

    @Test
    void an_odd_answer_is_repeated_nowhere() {
        for (String body : List.of("\"hunter2\"", "{\"hunter2\":1}", "[\"hunter2\",1]", "hunter2")) {
            says = ask -> new Reply(200, body);
            assertThatThrownBy(() -> open("\"protocol\":\"TORCHSERVE\",\"retries\":0," + SIGNATURE)
                            .score(ROW))
                    .isInstanceOf(Unanswerable.class)
                    .satisfies(odd -> assertThat(odd.getStackTrace()).isEmpty())
                    .message()
                    .doesNotContain("hunter2");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"protocol\":\"GRPC\"|scorer.protocol",
                "\"protocol\":\"TORCHSERVE\",\"secret\":\"hunter2\"|scorer.secret",
                "\"protocol\":\"TORCHSERVE\",\"template\":{}|scorer.template",
                "\"protocol\":\"JSON\"|scorer.template",
                "\"protocol\":\"JSON\",\"template\":{}|scorer.answer",
                "\"protocol\":\"JSON\",\"template\":{},\"answer\":{\"label\":\"label\"}|scorer.answer.label",
                "\"protocol\":\"JSON\",\"template\":{},\"answer\":{\"label\":\"/l\"},\"usage\":{\"inputTokens\":\"usage\"}|scorer.usage.inputTokens",
                "\"protocol\":\"TORCHSERVE\",\"usage\":{\"inputTokens\":\"usage\"}|scorer.usage.inputTokens",
                "\"protocol\":\"OPEN_INFERENCE\",\"usage\":{\"tokens\":\"/usage\"}|scorer.usage",
                "\"protocol\":\"TORCHSERVE\",\"timeout\":\"PT1H\"|scorer.timeout",
                "\"protocol\":\"TORCHSERVE\",\"retries\":99|scorer.retries",
                "\"protocol\":\"TORCHSERVE\",\"health\":\"file:///etc/passwd\"|scorer.health",
                "\"protocol\":\"TORCHSERVE\",\"health\":\"http://me:you@host/\"|scorer.health",
                "\"protocol\":\"TORCHSERVE\",\"header\":\"A b\"|scorer.header",
                "\"protocol\":\"TORCHSERVE\",\"header\":\"Host\"|scorer.header",
                "\"protocol\":\"TORCHSERVE\",\"header\":\"content-length\"|scorer.header",
                "\"protocol\":\"TORCHSERVE\",\"prefix\":\"B\u00e9arer \"|scorer.prefix",
                "\"protocol\":\"TORCHSERVE\",\"secret\":\"modelyard.remote.secret.scores.host\"|scorer.secret",
                "\"protocol\":\"TORCHSERVE\",\"concurrency\":0|scorer.concurrency",
            })
    void what_is_wrong_is_named_with_its_place(String document, String field) {
        assertThatThrownBy(() -> spec(document + "," + SIGNATURE))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refused -> assertThat(refused.errors().get(0).field()).isEqualTo(field));
    }
}
