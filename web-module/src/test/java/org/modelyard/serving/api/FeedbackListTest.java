package org.modelyard.serving.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.api.Json;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

/** Feedback as an array. */
class FeedbackListTest {

    @Test
    void each_is_read_in_its_place() throws JsonProcessingException {
        assertThat(FeedbackResource.commands(
                        read("[" + FeedbackResource.EXAMPLE + "," + FeedbackResource.EXAMPLE + "]")))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.feedbackId()).isEqualTo("order-77"));
        assertThatThrownBy(() -> FeedbackResource.commands(read("[" + FeedbackResource.EXAMPLE + ",{}]")))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(refused.errors())
                        .extracting(FieldError::field)
                        .containsExactly("[1].inferenceId"));
    }

    @Test
    void nulls_are_refused_in_words() throws JsonProcessingException {
        List<@Nullable FeedbackBody> holed = read("[" + FeedbackResource.EXAMPLE + ",null]");
        assertThatThrownBy(() -> FeedbackResource.commands(holed))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(refused.errors())
                        .extracting(FieldError::field)
                        .containsExactly("[1]"));
    }

    private static List<@Nullable FeedbackBody> read(String json) throws JsonProcessingException {
        return Json.MAPPER.readerForListOf(FeedbackBody.class).readValue(json);
    }
}
