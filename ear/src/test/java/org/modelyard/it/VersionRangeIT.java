package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What a range or {@code latest} means moves with the registry, not with the next deployment; models are found by their words, and
 * numbers are given once.
 */
@OnBothDatabases
class VersionRangeIT {

    private final ApiClient api;
    private final Journey journey;
    private final String name = "ranges-" + UUID.randomUUID().toString().substring(0, 8);

    VersionRangeIT(ModelyardServer server) {
        this.api = server.api();
        this.journey = new Journey(api);
    }

    @Test
    void a_range_follows_a_version_that_training_registers() {
        journey.newLoanDataset(name);
        journey.importCsv(name, Journey.loans(300, 5));
        journey.completed(journey.train(name, name, ""));
        assertThat(answering("^1.0")).isEqualTo("1.0.0");
        assertThat(answering("latest")).isEqualTo("1.0.0");

        String second = journey.completed(journey.train(name, name, ""))
                .path("modelVersion")
                .asText();
        assertThat(second).isNotEqualTo("1.0.0");
        for (String wish : new String[] {"^1.0", "latest"}) {
            Await.until(wish + " to mean " + second, Journey.LONGEST, () -> Optional.of(answering(wish))
                    .filter(second::equals));
        }
        assertThat(answering("1.0.0")).isEqualTo("1.0.0");
        files_and_approvals_are_read_by_a_range_and_written_by_a_number(second);
        assertThat(RunCalls.problem(asked("^7").expect(404))).contains("^7");
        assertThat(RunCalls.problem(asked(">=1 <").expect(422))).contains(">=1 <");
    }

    @Test
    void models_are_found_by_what_is_said_of_them() {
        new ModelSearchCalls(api, name + "-found").found();
    }

    @Test
    void bumps_that_are_said_at_once_leave_no_gap_and_the_later_is_held_against_the_earlier()
            throws InterruptedException {
        BumpCalls bumps = new BumpCalls(api, name + "-bumps");
        bumps.noGapAndNoNumberTwice();
        bumps.theSecondIsHeldAgainstTheFirst();
    }

    private void files_and_approvals_are_read_by_a_range_and_written_by_a_number(String second) {
        String versions = "/api/v1/models/" + name + "/versions/";
        String wanted =
                api.get(versions + second + "/artifacts/evaluation").expect(200).body();
        for (String wish : new String[] {"%5E1.0", "latest"}) {
            ApiClient.Reply found =
                    api.get(versions + wish + "/artifacts/evaluation").expect(200);
            assertThat(found.body()).isEqualTo(wanted);
            assertThat(found.header("Content-Disposition").orElse("")).contains(name + "-" + second + "-evaluation");
            assertThat(api.get(versions + wish + "/approvals")
                            .expect(200)
                            .json()
                            .path("items")
                            .isArray())
                    .isTrue();
            assertThat(RunCalls.problem(
                            api.post(versions + wish + "/approvals", "{}").expect(404)))
                    .contains("There is no version of " + name);
        }
        api.get(versions + "champion/artifacts/model").expect(404);
        api.get(versions + "latest/artifacts/no-such-kind").expect(404);
    }

    private String answering(String wish) {
        return asked(wish).expect(200).json().at("/predictions/0/version").asText();
    }

    private ApiClient.Reply asked(String wish) {
        return api.post(
                "/api/v1/models/" + name + "/predict",
                "{\"inputs\":" + Journey.loanInputs(60, 10) + ",\"version\":\"" + wish + "\"}");
    }
}
