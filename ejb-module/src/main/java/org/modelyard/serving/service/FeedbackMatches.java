package org.modelyard.serving.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.ModelScope;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.entity.Feedback;
import org.modelyard.serving.entity.Inference;
import org.modelyard.serving.entity.Inferences;
import org.modelyard.serving.model.Sought;

/** Finds the inference that feedback is about: by its id, or the latest of a unit. */
@Dependent
class FeedbackMatches {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Answers about one unit that are looked at: those of ten full recommendations. */
    private static final int MOST = 1_000;

    /** Of them that are read first. */
    private static final int FEW = 50;

    @Inject
    private Inferences inferences;

    @Inject
    private Registry registry;

    /** As the log has it now. One that is sought by its unit is of a model that the giver may ask. */
    Optional<Inference> of(Feedback feedback) {
        Optional<Sought> sought = feedback.sought();
        if (sought.isPresent()) {
            return latest(feedback, sought.get());
        }
        return feedback.inference().flatMap(id -> inferences.byId(feedback.organisationId(), id));
    }

    /** Mostly it is among the first few: the others are looked at, at once, when it is not. */
    private Optional<Inference> latest(Feedback feedback, Sought sought) {
        List<Inferences.Answer> few = answered(feedback, sought, 0, FEW);
        Optional<Inferences.Answer> found = first(feedback, sought, few);
        if (found.isEmpty() && few.size() == FEW) {
            found = first(feedback, sought, answered(feedback, sought, FEW, MOST - FEW));
        }
        return found.flatMap(one -> inferences.byId(feedback.organisationId(), one.id()));
    }

    private List<Inferences.Answer> answered(Feedback feedback, Sought sought, int first, int most) {
        Instant until = feedback.observedAt();
        return inferences.answered(
                feedback.organisationId(),
                sought.unit(),
                feedback.soughtModel(),
                until.minus(sought.window()),
                until,
                first,
                most);
    }

    private Optional<Inferences.Answer> first(Feedback feedback, Sought sought, List<Inferences.Answer> answers) {
        return answers.stream()
                .filter(one -> sought.unit().equals(one.unit())) // MariaDB takes Anna and anna for the same
                .filter(one -> sought.item() == null || sought.item().equals(item(one.dimensions())))
                .filter(one -> allowed(feedback.models(), feedback.organisationId(), one.modelId()))
                .findFirst();
    }

    /** Whether the inference is of a model that may be asked. */
    boolean allowed(ModelScope scope, Inference inference) {
        return allowed(scope, inference.organisationId(), inference.modelId());
    }

    private boolean allowed(ModelScope scope, long organisationId, long modelId) {
        return scope.listed() == null
                || registry.modelName(organisationId, modelId)
                        .filter(scope::allows)
                        .isPresent();
    }

    private static @Nullable String item(@Nullable String dimensions) {
        if (dimensions == null) {
            return null;
        }
        try {
            return JSON.readTree(dimensions).path("item").textValue();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the log's dimensions are no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
