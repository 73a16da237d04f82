package org.modelyard.serving.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.RefusedRequest;

class RefusedRequestsTest {

    @Test
    void the_status_is_that_of_the_answer_and_nothing_that_was_sent_is_repeated() {
        assertThat(RefusedRequests.of("m", new JsonParseException(null, "Unrecognized token 'hunter2'")))
                .isEqualTo(new RefusedRequest("m", 400, "the JSON is not what is read here"));
        assertThat(RefusedRequests.of("m", new Refusal.NotFound("version", "hunter2")))
                .isEqualTo(new RefusedRequest("m", 404, "nothing answers there"));
        assertThat(RefusedRequests.of("m", new Refusal.Invalid("unit", "not 'hunter2'")))
                .isEqualTo(new RefusedRequest("m", 422, "not acceptable: unit"));
        assertThat(RefusedRequests.of("m", new Refusal.Unavailable("too many", Duration.ofSeconds(1)))
                        .status())
                .isEqualTo(503);
        assertThat(RefusedRequests.of("m", new Refusal.Conflict("DRAFT")).status())
                .isEqualTo(409);
    }
}
