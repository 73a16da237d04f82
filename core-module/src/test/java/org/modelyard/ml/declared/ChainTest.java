package org.modelyard.ml.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.score.TooLate;
import org.modelyard.ml.score.Unanswerable;
import org.modelyard.platform.model.Refusal;

class ChainTest {

    private static final Signature FAST =
            new Signature(Task.CLASSIFICATION, List.of(input("words", FeatureType.TEXT, true)), List.of("no", "yes"));
    private static final Signature SLOW = new Signature(
            Task.CLASSIFICATION,
            List.of(input("amount", FeatureType.NUMERIC, true), input("words", FeatureType.TEXT, false)),
            List.of("yes", "maybe"));

    private final Map<String, Member> members = new HashMap<>();

    /** The inputs that a member was asked with, and what it says. */
    private static final class Given implements Scorer {
        private final Signature signature;
        private final Function<InputRow, Scores> says;
        private final List<InputRow> asked = new ArrayList<>();
        private boolean closed;

        Given(Signature signature, Function<InputRow, Scores> says) {
            this.signature = signature;
            this.says = says;
        }

        @Override
        public Signature signature() {
            return signature;
        }

        @Override
        public Scores score(InputRow row) {
            asked.add(row);
            return says.apply(row);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void it_tells_of_all_that_it_has_tried_whatever_became_of_them() {
        Scorer chain = chain(
                "{\"model\":\"fast\",\"version\":\"1.0.0\",\"when\":\"amount > 100\"},"
                        + "{\"model\":\"fast\",\"version\":\"1.0.0\",\"minScore\":0.95},{\"model\":\"slow\",\"version\":\"2.0.0\"}");
        answers("fast", 0.9);
        member("slow").says(row -> {
            throw new Unanswerable("not now");
        });
        Asking asking = new Asking(Deadline.NONE, null);
        chain.score(row(7, "a"), new Scores[0], asking);
        assertThat(asking.tried())
                .extracting(Asking.Tried::model, Asking.Tried::version, Asking.Tried::answered)
                .containsExactly(tuple("fast", "1.0.0", true), tuple("slow", "2.0.0", false));
        assertThat(asking.tried().get(0).row().texts()).containsExactly("a");
    }

    @Test
    void the_first_answer_that_is_certain_enough_counts() {
        Scorer chain = chain(
                "{\"model\":\"fast\",\"version\":\"1.0.0\",\"minScore\":0.8},{\"model\":\"slow\",\"version\":\"2.0.0\"}");
        answers("fast", 0.9);
        answers("slow", 0.6);
        Asking asking = new Asking(Deadline.NONE, null);
        Scores.Labelled answer = (Scores.Labelled) chain.score(row(7, "a"), new Scores[0], asking);
        assertThat(answer.labels()).containsExactly("no", "yes", "maybe");
        assertThat(answer.label()).isEqualTo("yes");
        assertThat(answer.probabilities()).containsExactly(1 - 0.9, 0.9, 0);
        assertThat(asking.by()).isEqualTo("fast 1.0.0");
        assertThat(asking.because()).isEqualTo("fast 1.0.0: its score 0.900 is at least 0.8");
        assertThat(member("slow").asked).isEmpty();
    }

    @Test
    void one_that_is_not_certain_hands_on_with_its_reason() {
        Scorer chain = chain(
                "{\"model\":\"fast\",\"version\":\"1.0.0\",\"minScore\":0.8},{\"model\":\"slow\",\"version\":\"2.0.0\"}");
        answers("fast", 0.7);
        answers("slow", 0.6);
        Asking asking = new Asking(Deadline.NONE, null);
        Scores.Labelled answer = (Scores.Labelled) chain.score(row(7, "a"), new Scores[0], asking);
        assertThat(answer.label()).isEqualTo("maybe");
        assertThat(answer.probabilities()).containsExactly(0, 1 - 0.6, 0.6);
        assertThat(asking.by()).isEqualTo("slow 2.0.0");
        assertThat(asking.because())
                .isEqualTo("fast 1.0.0: its score 0.700 is below 0.8; slow 2.0.0: its answer counts");
        InputRow asked = member("slow").asked.get(0);
        assertThat(asked.numbers()).containsExactly(7, Double.NaN);
        assertThat(asked.texts()).containsExactly(null, "a");
    }

    @Test
    void conditions_look_at_attributes_and_at_the_length_of_a_text() {
        Scorer chain =
                chain("{\"model\":\"fast\",\"version\":\"1.0.0\",\"when\":\"tier = 'free' or length(words) < 3\"},"
                        + "{\"model\":\"slow\",\"version\":\"2.0.0\"}");
        answers("fast", 0.9);
        answers("slow", 0.9);
        assertThat(by(chain, "abcd", "{\"tier\":\"free\",\"else\":1}")).isEqualTo("fast 1.0.0");
        assertThat(by(chain, "ab", "{\"tier\":\"gold\"}")).isEqualTo("fast 1.0.0");
        assertThat(by(chain, "abcd", "{\"tier\":\"gold\"}")).isEqualTo("slow 2.0.0");
        assertThat(by(chain, "abcd", "{\"tier\":7}")).isEqualTo("slow 2.0.0");
        assertThat(by(chain, "abcd", null)).isEqualTo("slow 2.0.0");
    }

    @Test
    void one_that_fails_or_is_late_is_passed_over() {
        Scorer chain = chain(
                "{\"model\":\"fast\",\"version\":\"1.0.0\"},{\"model\":\"late\",\"version\":\"1.0.0\"},{\"model\":\"slow\",\"version\":\"2.0.0\"}");
        member("fast").says(row -> {
            throw new Unanswerable("out of order");
        });
        member("late").says(row -> {
            throw new TooLate("still thinking");
        });
        answers("slow", 0.9);
        Asking asking = new Asking(Deadline.NONE, null);
        chain.score(row(7, "a"), new Scores[0], asking);
        assertThat(asking.because())
                .isEqualTo("fast 1.0.0: it had no answer (out of order); late 1.0.0: it had no answer in time;"
                        + " slow 2.0.0: its answer counts");
    }

    @Test
    void an_answer_after_the_members_deadline_does_not_count() {
        Scorer chain = chain(
                "{\"model\":\"fast\",\"version\":\"1.0.0\",\"deadline\":\"PT0.005S\"},{\"model\":\"slow\",\"version\":\"2.0.0\"}");
        member("fast").says(row -> {
            Deadline over = Deadline.after(System.nanoTime(), Duration.ofMillis(10));
            while (!over.over()) {
                Thread.onSpinWait();
            }
            return labelled(FAST, 0.9);
        });
        answers("slow", 0.9);
        assertThat(by(chain, "a", null)).isEqualTo("slow 2.0.0");
        Deadline past = Deadline.after(System.nanoTime() - 10, Duration.ofNanos(1));
        assertThatThrownBy(() -> chain.score(row(7, "a"), new Scores[0], new Asking(past, null)))
                .isInstanceOf(TooLate.class);
    }

    @Test
    void when_no_score_is_enough_the_last_answer_counts_and_without_any_there_is_none() {
        Scorer chain = chain(
                "{\"model\":\"fast\",\"version\":\"1.0.0\",\"minScore\":0.8},{\"model\":\"slow\",\"version\":\"2.0.0\",\"minScore\":0.95}");
        answers("fast", 0.7);
        answers("slow", 0.6);
        Asking asking = new Asking(Deadline.NONE, null);
        chain.score(row(7, "a"), new Scores[0], asking);
        assertThat(asking.by()).isEqualTo("slow 2.0.0");
        assertThat(asking.because()).endsWith("no score was enough, so the last answer counts");
        members.values().forEach(member -> member.says(row -> new Scores.Valued(Double.NaN)));
        assertThatThrownBy(() -> chain.score(row(7, "a"))).isInstanceOf(Unanswerable.class);
        chain.close();
        assertThat(members.values()).allMatch(member -> member.given.closed);
    }

    @Test
    void it_takes_all_inputs_of_its_members_and_is_read_back_as_it_was() {
        Chain chain = bound(
                "{\"model\":\"fast\",\"version\":\"1.0.0\",\"when\":\"tier = 'x'\"},{\"model\":\"slow\",\"version\":\"2.0.0\",\"deadline\":\"PT1S\"}");
        assertThat(chain.signature().inputs())
                .containsExactly(input("words", FeatureType.TEXT, false), input("amount", FeatureType.NUMERIC, false));
        ScorerSpec again = ScorerSpec.read(chain.toJson());
        assertThat(again.toJson()).isEqualTo(chain.toJson());
        assertThat(again.signature()).isEqualTo(chain.signature());
        assertThat(bound("{\"model\":\"fast\",\"version\":\"1.0.0\"}")
                        .signature()
                        .inputs())
                .as("one that is always asked")
                .containsExactly(input("words", FeatureType.TEXT, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"model\":\"fast\"}",
                "{\"model\":\"fast\",\"version\":\"1.0.0\",\"when\":\"teir = 'x'\"}",
                "{\"model\":\"fast\",\"version\":\"1.0.0\",\"minScore\":2}",
                "{\"model\":\"fast\",\"version\":\"1.0.0\",\"deadline\":\"PT5M\"}",
                "{\"model\":\"fast\",\"version\":\"1.0.0\",\"sha256\":\"ab\"}",
                "{\"model\":\"fast\",\"version\":\"1.0.0\"},{\"model\":\"number\",\"version\":\"1.0.0\"}",
                "{\"model\":\"number\",\"version\":\"1.0.0\",\"minScore\":0.5}",
                "{\"model\":\"fast\",\"version\":\"1.0.0\"},{\"model\":\"odd\",\"version\":\"1.0.0\"}"
            })
    void what_does_not_go_together_is_refused(String steps) {
        assertThatThrownBy(() -> bound(steps)).isInstanceOf(Refusal.Invalid.class);
    }

    private @Nullable String by(Scorer chain, String words, @Nullable String attributes) {
        Asking asking = new Asking(Deadline.NONE, attributes);
        chain.score(row(7, words), new Scores[0], asking);
        return asking.by();
    }

    private Member member(String model) {
        return members.computeIfAbsent(
                model,
                name -> new Member(
                        switch (name) {
                            case "slow" -> SLOW;
                            case "number" -> new Signature(Task.REGRESSION, FAST.inputs(), List.of());
                            case "odd" ->
                                new Signature(
                                        Task.CLASSIFICATION,
                                        List.of(input("words", FeatureType.NUMERIC, true)),
                                        List.of("no", "yes"));
                            default -> FAST;
                        }));
    }

    private Chain bound(String steps) {
        Chain chain = (Chain) ScorerSpec.read(RuleTableTest.json(
                "{\"type\":\"chain\",\"attributes\":[{\"name\":\"tier\",\"type\":\"CATEGORICAL\"}],\"steps\":[" + steps
                        + "]}"));
        List<String> names = chain.steps().stream().map(ChainStep::model).toList();
        return chain.bound(
                names.stream().map(name -> member(name).given.signature).toList(), names);
    }

    private Scorer chain(String steps) {
        return bound(steps).open(new Surroundings() {
            @Override
            public Scorer member(String sha256) {
                return ChainTest.this.member(sha256).given;
            }

            @Override
            public RemoteAccess remote() {
                return RemoteAccess.NONE;
            }
        });
    }

    private static InputRow row(double amount, String words) {
        return new InputRow(new double[] {Double.NaN, amount}, new String[] {words, null});
    }

    private static Signature.Input input(String name, FeatureType type, boolean required) {
        return new Signature.Input(new FeatureSpec(name, type), required);
    }

    private static Scores labelled(Signature signature, double second) {
        return new Scores.Labelled(signature.labels(), new double[] {1 - second, second}, 1);
    }

    private void answers(String model, double second) {
        Member member = member(model);
        member.says(row -> labelled(member.given.signature, second));
    }

    /** A member whose words may change. */
    private final class Member {
        private Function<InputRow, Scores> says = row -> {
            throw new AssertionError("not told yet");
        };
        private final Given given;
        private final List<InputRow> asked;

        Member(Signature signature) {
            given = new Given(signature, row -> says.apply(row));
            asked = given.asked;
        }

        void says(Function<InputRow, Scores> words) {
            says = words;
        }
    }
}
