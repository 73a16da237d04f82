package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.it.RolloutCalls.Begun;

/** Canaries that are judged by what they show, each in an environment of its own so that none waits for another: one passes, the others do not. */
@OnBothDatabases
class JudgedRolloutsIT {

    private static final int UNITS = 240;
    private static final int HIGH = 150;
    private static final String RULES = "1.0.1";
    private static final String BREAKING = "1.0.2";
    private static final String SLOW = "1.0.3";

    private final ApiClient api;
    private final String name = "judged-" + UUID.randomUUID().toString().substring(0, 8);
    private final String own = name + "-qa";
    private final String chains = name + "-chains";
    private final RolloutCalls rollouts;

    JudgedRolloutsIT(ModelyardServer server) {
        this.api = server.api();
        this.rollouts = new RolloutCalls(api, name);
    }

    @Test
    void one_that_passes_promotes_itself_and_others_are_rolled_back_for_what_they_show() {
        try (ModelElsewhere breaking = new ModelElsewhere();
                ModelElsewhere slow = new ModelElsewhere()) {
            NumbersInService numbers = new NumbersInService(api, name);
            numbers.make(0, 1);
            numbers.add(breaking.document());
            numbers.add(slow.document());
            String chain = numbers.add(chained());
            api.post("/api/v1/environments", Map.of("name", own)).expect(201);
            api.post("/api/v1/environments", Map.of("name", chains)).expect(201);

            Begun good = begun("production", RULES, judgedBy("ERRORS", 0.2));
            Begun failing = begun("staging", BREAKING, judgedBy("ERRORS", 0.2));
            Begun leftByItsMember = begun(chains, chain, judgedBy("ERRORS", 0.2));
            Begun late = begun("development", SLOW, judgedBy("LATENCY", 0.2));
            // the last, since its time runs from its begin
            Begun undecided = begun(own, RULES, judgedBy("ERRORS", 0.0001) + ",\"longest\":\"PT6S\"");
            rollouts.in("RUNNING", undecided);
            units(own).below(UNITS);

            it_waits_for_requests_and_promotes_itself_when_it_has_passed(good);
            breaking.breaks();
            errors_roll_it_back(failing);
            errors_of_a_member_roll_its_chain_back(leftByItsMember);
            slow.takes(Duration.ofMillis(150));
            latency_rolls_it_back(late);
            inconclusive_at_the_end_is_no_pass(undecided);
            without_the_environment(own);
            without_the_environment(chains);
        }
    }

    private void it_waits_for_requests_and_promotes_itself_when_it_has_passed(Begun good) {
        JsonNode waiting = rollouts.in("RUNNING", good);
        assertThat(waiting.path("standing").asText()).isEqualTo("The step needs 60 more requests.");
        assertThat(waiting.at("/verdicts/0/outcome").asText()).isEqualTo("INCONCLUSIVE");
        units("production").below(UNITS);

        JsonNode promoted = rollouts.in("PROMOTED", good);
        assertThat(promoted.path("standing").asText()).isEqualTo("All steps are done and passed.");
        assertThat(rollouts.kinds(good)).containsExactly("ASKED", "STARTED", "PROMOTED");
        assertThat(rollouts.stored(good)).isEqualTo("PASS");
        JsonNode verdict = promoted.at("/verdicts/0");
        assertThat(verdict.path("outcome").asText()).isEqualTo("PASS");
        assertThat(verdict.path("candidateTrials").asInt()).isBetween(60, UNITS);
        assertThat(verdict.path("candidateBad").asInt()).isZero();
        answersAll("production", RULES);
    }

    /** What it is tried with it answers: its health is no reason. */
    private void errors_roll_it_back(Begun failing) {
        rollouts.in("RUNNING", failing);
        int asked = 60;
        int unanswered = 0;
        for (JsonNode answer : units("staging").below(asked)) {
            unanswered += answer.has("error") ? 1 : 0;
        }
        assertThat(unanswered)
                .as("the candidate's units")
                .isEqualTo(NumberUnits.side(failing.salt(), true, asked).size());

        JsonNode ended = rollouts.in("ROLLED_BACK", failing);
        assertThat(ended.path("standing").asText()).startsWith("ERRORS: ");
        assertThat(rollouts.stored(failing)).isEqualTo("FAIL");
        JsonNode verdict = ended.at("/verdicts/0");
        assertThat(verdict.path("candidateTrials").asInt()).isBetween(10, unanswered);
        assertThat(verdict.path("candidateBad")).isEqualTo(verdict.path("candidateTrials"));
        assertThat(verdict.path("championBad").asInt()).isZero();
        answersAll("staging", "1.0.0");
    }

    /** What its other member answers is no error. */
    private void errors_of_a_member_roll_its_chain_back(Begun chain) {
        rollouts.in("RUNNING", chain);
        int asked = 120;
        int unanswered = 0;
        for (JsonNode answer : units(chains).below(asked)) {
            boolean failed = answer.has("error");
            unanswered += failed ? 1 : 0;
            if (!failed && answer.path("variant").asText().equals("candidate")) {
                assertThat(answer.path("answeredBy").asText()).isEqualTo(name + " " + RULES);
            }
        }
        assertThat(unanswered)
                .as("the candidate's units that its rules do not answer")
                .isEqualTo(NumberUnits.side(chain.salt(), true, asked).stream()
                        .filter(unit -> NumberUnits.x(unit) < HIGH)
                        .count());

        JsonNode ended = rollouts.in("ROLLED_BACK", chain);
        assertThat(ended.path("standing").asText()).startsWith("ERRORS: ");
        assertThat(rollouts.stored(chain)).isEqualTo("FAIL");
        JsonNode verdict = ended.at("/verdicts/0");
        assertThat(verdict.path("candidateBad").asInt()).isBetween(1, unanswered);
        assertThat(verdict.path("championBad").asInt()).isZero();
        answersAll(chains, "1.0.0");
    }

    /** Rules for the highest numbers, else what is served elsewhere and breaks. */
    private String chained() {
        return "{\"scorer\":{\"type\":\"chain\",\"steps\":[{\"model\":\"" + name + "\",\"version\":\"" + RULES
                + "\",\"when\":\"x >= " + HIGH + "\"},{\"model\":\"" + name + "\",\"version\":\"" + BREAKING + "\"}]}}";
    }

    /** A row of a request is as late as those before it, so that each side is asked by itself. */
    private void latency_rolls_it_back(Begun late) {
        rollouts.in("RUNNING", late);
        NumberUnits units = units("development");
        JsonNode ended = Await.until(late.path() + " rolled back", RolloutCalls.PATIENCE, () -> {
            JsonNode now = api.get(late.path()).expect(200).json();
            if (now.path("state").asText().equals("RUNNING")) {
                units.of(NumberUnits.side(late.salt(), false, UNITS));
                units.of(NumberUnits.side(late.salt(), true, UNITS).subList(0, 4));
                return Optional.empty();
            }
            return Optional.of(now);
        });
        assertThat(ended.path("state").asText()).isEqualTo("ROLLED_BACK");
        assertThat(ended.path("standing").asText()).startsWith("LATENCY: ");
        assertThat(rollouts.stored(late)).isEqualTo("FAIL");
        answersAll("development", "1.0.0");
    }

    private void inconclusive_at_the_end_is_no_pass(Begun undecided) {
        JsonNode ended = rollouts.in("ROLLED_BACK", undecided);
        assertThat(ended.path("standing").asText())
                .isEqualTo("It was not decided within 6 seconds: ERRORS is INCONCLUSIVE, which is not a pass.");
        assertThat(rollouts.stored(undecided)).isEqualTo("INCONCLUSIVE");
        assertThat(ended.at("/verdicts/0/candidateTrials").asInt())
                .as("more than the minimum")
                .isGreaterThan(10);
        assertThat(rollouts.kinds(undecided)).containsExactly("ASKED", "STARTED", "ROLLED_BACK");
        answersAll(own, "1.0.0");
    }

    /** Beside 1.0.0, which serves there from now on. */
    private Begun begun(String environment, String candidate, String judgement) {
        rollouts.serves(environment, "1.0.0");
        return rollouts.begin(
                environment,
                candidate,
                "{\"type\":\"CANARY\",\"steps\":[{\"percent\":50,\"duration\":\"PT0S\",\"requests\":60}]," + judgement
                        + "}");
    }

    private static String judgedBy(String metric, double tolerance) {
        return "\"judgement\":{\"metrics\":[\"" + metric + "\"],\"minimum\":10,\"tolerances\":{\"" + metric + "\":"
                + tolerance + "}}";
    }

    private NumberUnits units(String environment) {
        return new NumberUnits(api, name, environment);
    }

    private void answersAll(String environment, String version) {
        Await.until(version + " to answer all", RolloutCalls.PATIENCE, () -> Optional.of(
                        NumberUnits.said("version", units(environment).below(UNITS)))
                .filter(versions -> versions.toString().equals("[" + version + "]")));
    }

    /** Others share the server. */
    private void without_the_environment(String environment) {
        for (JsonNode deployment : api.get("/api/v1/deployments?environment=" + environment + "&model=" + name)
                .expect(200)
                .json()
                .path("items")) {
            if (deployment.path("state").asText().equals("ACTIVE")) {
                api.post("/api/v1/deployments/" + deployment.path("id").asText() + "/withdraw", "{}")
                        .expect(200);
            }
        }
        api.delete("/api/v1/environments/" + environment).expect(204);
    }
}
