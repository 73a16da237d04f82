package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A start that cannot succeed ends. */
class StartIT {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Test
    void a_start_up_bean_that_fails_ends_the_process_with_a_plain_line() throws IOException {
        try (ModelyardServer server = ModelyardServer.prepare(Database.H2, Map.of())) {
            Files.writeString(server.home().resolve("journal"), "a file where a directory belongs");
            server.launch();
            assertThat(server.endsWithin(LONGEST)).as(server.logTail()).isTrue();
            assertThat(server.exitValue()).isEqualTo(1);
            assertThat(server.log().lines()).contains("Modelyard did not start; the lines above say why.");
        }
    }
}
