package org.modelyard.serving.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonParseException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.CsvInputs;
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
        assertThat(RefusedRequests.of("m", new Refusal.Forbidden("bound to others")))
                .isEqualTo(new RefusedRequest("m", 403, "the caller is bound to other models"));
        assertThat(RefusedRequests.of("m", new Refusal.Conflict("DRAFT")).status())
                .isEqualTo(409);
    }

    @Test
    void of_a_table_without_a_header_the_log_has_no_cell() {
        Signature signature = new Signature(
                Task.REGRESSION,
                List.of(new Signature.Input(new FeatureSpec("age", FeatureType.NUMERIC), true)),
                List.of());
        Refusal.Invalid refused = catchThrowableOfType(
                Refusal.Invalid.class, () -> new CsvInputs(signature, List.of("41", "Jane Doe", "hunter2")));
        RefusedRequest request = RefusedRequests.of("m", refused);
        assertThat(request)
                .isEqualTo(new RefusedRequest("m", 422, "not acceptable: column 1, column 2, column 3, age"));
        assertThat(String.valueOf(request.record(new UUID(1, 2), 0, 1, 5).dimensions()))
                .contains("column 2")
                .doesNotContain("Jane", "hunter2", "41");
    }
}
