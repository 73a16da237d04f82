package org.modelyard.serving.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.FieldProblems;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Typed;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.model.Observation;
import org.modelyard.serving.service.FeedbackIntake;
import org.modelyard.serving.service.InferenceLog;
import org.modelyard.serving.service.InferenceView;

/**
 * What somebody says about an answer. The form stands on several pages and sends the inference's id along, which is
 * read from the request itself: what the form offers depends on it.
 */
@Named
@RequestScoped
public class FeedbackForm {

    @Inject
    private InferenceLog log;

    @Inject
    private FeedbackIntake intake;

    @Inject
    private Registry registry;

    @Inject
    private Viewer viewer;

    private @Nullable String inference;
    private @Nullable List<String> labels;
    private @Nullable String label;
    private @Nullable Double value;
    private @Nullable String comment;
    private final Map<String, String> said = new HashMap<>();
    private FieldProblems problems = FieldProblems.NONE;

    @PostConstruct
    void begin() {
        inference = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("inference");
    }

    /** Offers feedback on this one. */
    public void about(String id, List<String> offered) {
        inference = id;
        labels = List.copyOf(offered);
    }

    /** The answer was the truth. */
    public void right() {
        attempt(() -> give(inference().label()));
    }

    /** The truth was another. */
    public void correct() {
        attempt(() -> give(label));
    }

    private void attempt(Notices.Action action) {
        problems = FieldProblems.NONE;
        Notices.attempt(() -> {
            try {
                action.run();
            } catch (RuntimeException e) {
                problems = FieldProblems.of(e);
                throw e;
            }
        });
    }

    private void give(@Nullable String truth) {
        Observation observed = observed(truth, value, comment, said);
        intake.give(viewer.caller(), List.of(new FeedbackIntake.NewFeedback(id(), null, observed)), "");
        Notices.done("Feedback taken. Give it again to correct it: the last one counts.");
        Links.go("/console/inferences/" + inference);
    }

    /**
     * What was said, the truth apart.
     *
     * @param said by the API's names of the fields
     * @throws Refusal.Invalid when the rating is no number
     */
    static Observation observed(
            @Nullable String truth, @Nullable Double value, @Nullable String comment, Map<String, String> said) {
        Typed read = new Typed(said);
        Double rating = read.number("rating");
        if (!read.wrong().isEmpty()) {
            throw new Refusal.Invalid("Nothing was taken: see the fields.", read.wrong());
        }
        String words = comment == null || comment.isBlank() ? null : comment;
        return new Observation(
                truth, value, null, read.truth("used"), read.truth("helpful"), rating, null, words, null, null);
    }

    private InferenceView inference() {
        return log.get(viewer.caller(), id());
    }

    private UUID id() {
        if (inference == null) {
            throw new Refusal.Invalid("inferenceId", "Say which inference it is about.");
        }
        return Ids.parse("inference", inference);
    }

    /** The model's labels; empty for a regression. */
    public List<String> getLabels() {
        if (labels == null) {
            InferenceView asked = inference();
            labels = registry.version(viewer.caller(), asked.model(), asked.version())
                    .labels();
        }
        return labels;
    }

    public boolean isWanted() {
        return inference != null && viewer.isReviewer();
    }

    /** Whether it was used and helpful, and how it is rated, by the API's names of the fields. */
    public Map<String, String> getSaid() {
        return said;
    }

    public FieldProblems getProblems() {
        return problems;
    }

    public @Nullable String getInference() {
        return inference;
    }

    public @Nullable String getLabel() {
        return label;
    }

    public void setLabel(@Nullable String label) {
        this.label = label;
    }

    public @Nullable Double getValue() {
        return value;
    }

    public void setValue(@Nullable Double value) {
        this.value = value;
    }

    public @Nullable String getComment() {
        return comment;
    }

    public void setComment(@Nullable String comment) {
        this.comment = comment;
    }
}
