package org.modelyard.serving.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.FieldProblems;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Typed;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.Observation;
import org.modelyard.serving.model.Sought;
import org.modelyard.serving.service.FeedbackIntake;
import org.modelyard.serving.service.FeedbackView;

/** What became of a unit, where nobody has the inference's id: it is about the latest answer within a window. */
@Named
@RequestScoped
public class UnitFeedbackForm {

    @Inject
    private FeedbackIntake intake;

    @Inject
    private PredictTarget target;

    @Inject
    private Viewer viewer;

    private final Map<String, String> typed = new HashMap<>();
    private FieldProblems problems = FieldProblems.NONE;
    private @Nullable FeedbackView given;

    public void give() {
        problems = FieldProblems.NONE;
        given = null;
        Notices.attempt(() -> {
            try {
                given = intake.give(viewer.caller(), List.of(wanted(target.getModel(), typed)), "")
                        .get(0);
            } catch (RuntimeException e) {
                problems = FieldProblems.of(e);
                throw e;
            }
        });
    }

    /**
     * What was typed, by the names that the API has for the fields.
     *
     * @throws Refusal.Invalid naming the fields that cannot be read
     */
    static FeedbackIntake.NewFeedback wanted(String model, Map<String, String> typed) {
        Typed read = new Typed(typed);
        String unit = read.text("unit");
        Duration window = read.time("window");
        Observation observed = new Observation(
                read.text("label"),
                read.number("value"),
                null,
                read.truth("used"),
                read.truth("helpful"),
                read.number("rating"),
                read.text("interaction"),
                read.text("comment"),
                null,
                instant(read));
        if (unit == null) {
            read.refuse("unit", "Say whose latest answer it is about.");
        }
        if (unit == null || !read.wrong().isEmpty()) {
            throw new Refusal.Invalid("Nothing was taken: see the fields.", read.wrong());
        }
        return new FeedbackIntake.NewFeedback(
                null,
                new Sought(unit, read.text("item"), model, window == null ? Sought.USUAL_WINDOW : window),
                null,
                observed);
    }

    private static @Nullable Instant instant(Typed read) {
        try {
            return Typed.instant("observedAt", read.text("observedAt"));
        } catch (Refusal.Invalid refused) {
            read.refuse("observedAt", String.valueOf(refused.getMessage()));
            return null;
        }
    }

    /** By the API's names of the fields. */
    public Map<String, String> getTyped() {
        return typed;
    }

    public FieldProblems getProblems() {
        return problems;
    }

    /** What was taken; null until then. */
    public @Nullable FeedbackView getGiven() {
        return given;
    }
}
