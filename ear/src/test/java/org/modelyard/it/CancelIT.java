package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cancelling does not wait for the end of what the job is at. */
@OnBothDatabases
class CancelIT {

    private static final int ROWS = 12_000;
    private static final int WORDS = 80;
    /** A second, and the look for the wish. */
    private static final Duration LONGEST = Duration.ofMillis(1_200);

    private final ApiClient api;
    private final Journey journey;
    private final String name = "cancelled-" + UUID.randomUUID().toString().substring(0, 8);

    CancelIT(ModelyardServer server) {
        this.api = server.api();
        this.journey = new Journey(api);
    }

    private static String tickets() {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder csv = new StringBuilder("text,label\n");
        for (int row = 0; row < ROWS; row++) {
            int label = random.nextInt(3);
            for (int word = 0; word < WORDS; word++) {
                int known = random.nextInt(1 + random.nextInt(20_000));
                csv.append(Integer.toString(known * 7_919 + label, Character.MAX_RADIX))
                        .append(' ');
            }
            csv.append(",label").append(label).append('\n');
        }
        return csv.toString();
    }

    /** The texts take seconds to encode, and the held-out rows take seconds to be compared with all others. */
    @ParameterizedTest
    @CsvSource({
        "FIT, '{\"type\":\"logistic-regression\",\"epochs\":1000}'",
        "EVALUATE, '{\"type\":\"k-nearest-neighbours\",\"wordNgrams\":1,\"characterNgrams\":0}'"
    })
    void a_job_is_cancelled_within_a_second_in_the_middle_of(String phase, String trainer) {
        journey.newDataset(name, "label", "{\"name\":\"text\",\"type\":\"TEXT\"}");
        journey.importCsv(name, tickets());
        String job = "/api/v1/training-jobs/"
                + api.post(
                                "/api/v1/training-jobs",
                                "{\"model\":\"" + name + "\",\"dataset\":\"" + name + "\",\"trainer\":" + trainer + "}")
                        .expect(202)
                        .json()
                        .required("id")
                        .textValue();
        Await.until(phase, Journey.LONGEST, () -> {
            JsonNode now = api.get(job).expect(200).json();
            assertThat(now.path("state").asText()).isIn("QUEUED", "RUNNING");
            return now.at("/progress/phase").asText().equals(phase) ? Optional.of(now) : Optional.empty();
        });
        Instant wished = Instant.now();
        JsonNode asked = api.post(job + "/cancel", "").expect(202).json();
        assertThat(asked.path("state").asText()).isEqualTo("RUNNING");
        JsonNode ended = Await.state(api, job, Journey.LONGEST, "CANCELLED", "COMPLETED", "FAILED")
                .json();
        assertThat(ended.path("state").asText()).isEqualTo("CANCELLED");
        assertThat(ended.at("/progress/phase").asText()).isEqualTo(phase);
        Duration taken =
                Duration.between(wished, Instant.parse(ended.path("endedAt").asText()));
        assertThat(taken).isLessThanOrEqualTo(LONGEST);
    }
}
