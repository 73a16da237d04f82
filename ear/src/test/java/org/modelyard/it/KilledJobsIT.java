package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs whose server is killed at random moments each end once, with one version and the same figures. */
@Tag("long")
class KilledJobsIT {

    private static final int KILLS = 20;
    private static final String NAME = "killed";
    private static final Map<String, String> QUICK_TAKEOVER = Map.of("MODELYARD_JOB_LEASE", "PT2S");

    @Test
    void each_job_ends_once_with_one_version_and_bit_equal_metrics() {
        Random random = new Random(20_261_121);
        try (ModelyardServer server = ModelyardServer.start(Database.H2, QUICK_TAKEOVER)) {
            Journey journey = new Journey(server.api());
            journey.newLoanDataset(NAME);
            journey.importCsv(NAME, Journey.loans(20_000, 11));
            String more =
                    ",\"validation\":{\"folds\":4},\"search\":{\"method\":\"random\",\"trials\":3,\"holdout\":0.25,"
                            + "\"space\":{\"l2\":{\"min\":1e-6,\"max\":0.1,\"scale\":\"LOG\"}}}";
            long begun = System.nanoTime();
            JsonNode undisturbed = journey.completed(journey.train("undisturbed", NAME, more));
            long length = System.nanoTime() - begun;
            for (int kill = 1; kill <= KILLS; kill++) {
                String model = "killed-" + kill;
                String job = journey.train(model, NAME, more);
                long moment = System.nanoTime() + (long) (random.nextDouble() * length);
                Await.until(
                        "the moment of kill " + kill,
                        Duration.ofMinutes(2),
                        () -> System.nanoTime() > moment ? Optional.of(true) : Optional.empty());
                server.kill9();
                server.start();
                JsonNode ended = journey.completed(job);
                assertThat(ended.path("metrics")).as("kill " + kill).isEqualTo(undisturbed.path("metrics"));
                assertThat(ended.path("chosen")).as("kill " + kill).isEqualTo(undisturbed.path("chosen"));
                assertThat(journey.learned(model, "1.0.0")).isEqualTo(journey.learned("undisturbed", "1.0.0"));
                assertThat(server.api()
                                .get("/api/v1/models/" + model + "/versions")
                                .expect(200)
                                .json()
                                .path("items"))
                        .hasSize(1);
            }
        }
    }
}
