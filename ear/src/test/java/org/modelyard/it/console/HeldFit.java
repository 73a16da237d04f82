package org.modelyard.it.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.modelyard.it.ApiClient;
import org.modelyard.it.Await;
import org.modelyard.it.ModelyardServer;

/**
 * A training job in the midst of its fit, which stands still: the process that fits was stopped. It runs as long as a test needs it, and takes
 * no processor from what is tested beside it.
 *
 * @param id of the job
 */
record HeldFit(String id) {

    private static final String JOBS = "/api/v1/training-jobs";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A server that fits nothing else and has no process for anything else. */
    static HeldFit of(ModelyardServer server, String dataset) {
        ApiClient api = server.api();
        String id = api.post(
                        JOBS,
                        Map.of(
                                "model",
                                dataset,
                                "dataset",
                                dataset,
                                "executor",
                                "PROCESS",
                                "validation",
                                Map.of("folds", 20),
                                "trainer",
                                Map.of("type", "logistic-regression", "epochs", 1_000, "patience", 1_000)))
                .expect(202)
                .json()
                .required("id")
                .textValue();
        Await.until("the fit in its midst", PATIENCE, () -> Optional.of(
                        api.get(JOBS + "/" + id).expect(200).json())
                .filter(job -> job.path("state").asText().equals("RUNNING")
                        && job.at("/progress/epoch").asInt() > 0));
        ProcessHandle fitting = ProcessHandle.of(server.pid()).stream()
                .flatMap(ProcessHandle::children)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process that fits"));
        stop(fitting.pid());
        return new HeldFit(id);
    }

    /** The process ends with it, and would stay if the server were killed first. */
    void cancel(ApiClient api) {
        api.post(JOBS + "/" + id + "/cancel", "").expect(202);
        Await.state(api, JOBS + "/" + id, PATIENCE, "CANCELLED");
    }

    private static void stop(long process) {
        try {
            int exit = new ProcessBuilder("kill", "-STOP", Long.toString(process))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new AssertionError("the process " + process + " could not be stopped");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
