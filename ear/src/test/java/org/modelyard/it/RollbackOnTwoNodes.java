package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelyard.it.RolloutCalls.Begun;

/** Two nodes go back to what served before within a second, while another model that hangs is being tried. */
record RollbackOnTwoNodes(ModelyardServer first, ModelyardServer second) {

    /** What both nodes are to be started with. */
    static final Map<String, String> SETTINGS =
            Map.of("MODELYARD_REMOTE_HOSTS", ModelElsewhere.host(), "MODELYARD_ROLLOUT_LOOK", "PT1S");

    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration WATCHED = Duration.ofMillis(1_500);
    private static final String NAME = "again";
    private static final String OTHER = "hanging";
    /** Whatever it shows. */
    private static final String HALF = "{\"type\":\"GRADUAL\",\"judgement\":{\"metrics\":[]},"
            + "\"steps\":[{\"percent\":50,\"duration\":\"PT1H\"},{\"percent\":100}]}";

    private static final String GOOD = "1.0.0";
    private static final String BAD = "1.0.1";

    void within_a_second() throws IOException, InterruptedException {
        both_have_one_folder();
        RolloutCalls rollouts = new RolloutCalls(first.api(), NAME);
        try (ModelElsewhere hanging = new ModelElsewhere()) {
            new NumbersInService(first.api(), NAME).make(0, 1);
            NumbersInService other = new NumbersInService(first.api(), OTHER);
            other.make();
            other.add(hanging.document());
            rollouts.serves("production", GOOD);
            Begun rollout = rollouts.begin("production", BAD, HALF);
            rollouts.in("RUNNING", rollout);
            String pending = hangs(hanging);

            try (Askers askers = new Askers(List.of(first.api(), second.api()), NAME)) {
                askers.answeredBy(BAD);
                second.api().post(rollout.path() + "/abort", "{}").expect(200);
                good_alone_a_second_after(System.nanoTime(), askers);
            }
            String bad = rollouts.serves("production", BAD);
            try (Askers askers = new Askers(List.of(first.api(), second.api()), NAME)) {
                askers.answeredBy(BAD);
                first.api().post("/api/v1/deployments/" + bad + "/rollback", "").expect(202);
                good_alone_a_second_after(System.nanoTime(), askers);
            }
            assertThat(state(pending)).as("all that time").isEqualTo("PENDING");
        }
    }

    /** Both nodes try the one that is asked for: one at once, the other when it sweeps next. */
    private String hangs(ModelElsewhere hanging) {
        hanging.hangs();
        String pending = first.api()
                .post("/api/v1/deployments", Map.of("model", OTHER, "version", GOOD))
                .expect(202)
                .json()
                .path("id")
                .asText();
        Await.until("both nodes to try " + OTHER, RolloutCalls.PATIENCE, () -> Optional.of(hanging.waiting())
                .filter(waiting -> waiting >= 2));
        return pending;
    }

    private String state(String deployment) {
        return first.api()
                .get("/api/v1/deployments/" + deployment)
                .expect(200)
                .json()
                .path("state")
                .asText();
    }

    /** Questions that were sent a second or more after it was done: those that were on their way may have been routed before. */
    private static void good_alone_a_second_after(long done, Askers askers) throws InterruptedException {
        askers.until(done, WATCHED);
        assertThat(askers.stopped())
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(200))
                .filteredOn(answer -> answer.asked() - done > LONGEST.toNanos())
                .allSatisfy(answer -> assertThat(answer.version())
                        .as(
                                "%s, asked %s ms after it was rolled back",
                                answer.body(), (answer.asked() - done) / 1_000_000)
                        .isEqualTo(GOOD));
    }

    /** From now on both have the first one's files, as on a disk that nodes share. */
    private void both_have_one_folder() throws IOException {
        Path own = second.home().resolve("artifacts");
        Files.move(own, second.home().resolve("artifacts-of-its-own"));
        Files.createSymbolicLink(own, first.home().resolve("artifacts"));
    }
}
