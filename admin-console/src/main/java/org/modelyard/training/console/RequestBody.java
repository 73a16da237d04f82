package org.modelyard.training.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.training.model.TrainingDocument;
import org.modelyard.training.service.TrainingJobView;

/** A job as the request that would make its version again: what a search found stands for it. */
final class RequestBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RequestBody() {}

    static String of(TrainingJobView job) {
        Map<String, Object> body = TrainingDocument.of(job.model(), job.dataset(), job.snapshot(), job.plan());
        TrainerSpec chosen = job.chosen();
        if (chosen != null) {
            Map<String, Object> trainer = new LinkedHashMap<>();
            trainer.put("type", chosen.type());
            trainer.putAll(chosen.values());
            body.put("trainer", trainer);
            body.remove("search");
        }
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
