package org.modelyard.serving.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Deadline;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.serving.model.AnswerWish;
import org.modelyard.serving.model.CommonFields;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.service.PredictionOutcome;
import org.modelyard.serving.service.Predictor;
import org.modelyard.serving.service.Route;

/** A prediction by hand, with a form made from the signature of what is asked. */
@Named
@RequestScoped
public class PredictPage {

    @Inject
    private PredictTarget target;

    @Inject
    private InputFields fields;

    @Inject
    private AskFields ask;

    @Inject
    private Predictor predictor;

    @Inject
    private AnswerReasons reasons;

    @Inject
    private FeedbackForm feedback;

    @Inject
    private Viewer viewer;

    private boolean asked;
    private @Nullable ShownAnswer answer;
    private @Nullable UUID unanswered;

    /** On the first look: fills in an example when the address asks for it. */
    public void load() {
        ModelVersionView version = target.getVersion();
        String dataset = version == null ? null : version.lineage().dataset();
        if (!Links.parameter("fill").isEmpty() && dataset != null) { // else it was trained elsewhere
            Notices.attempt(() -> fields.fill(dataset));
        }
    }

    public void predict() {
        Notices.attempt(() -> {
            long start = System.nanoTime();
            try {
                askOne(start);
            } catch (RuntimeException e) {
                if (!asked) { // else it is in the log already
                    target.refused(e, start);
                }
                throw e;
            }
        });
    }

    private void askOne(long start) {
        CommonFields common = ask.read();
        Route route = target.route();
        PredictionRow row = common.with(fields.row(target.chosen().signature(), route.signature()));
        Deadline deadline = AnswerWish.orUsual(common.wish().deadline(start), start);
        PredictionOutcome outcome = target.inTurn(deadline, () -> {
            asked = true;
            return predictor
                    .predict(viewer.caller(), route, List.of(row), start, deadline)
                    .get(0);
        });
        show(outcome, common.wish().topK(), TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) / 1e3);
    }

    private void show(PredictionOutcome outcome, int topK, double millis) {
        if (outcome instanceof PredictionOutcome.Answered answered) {
            answer = ShownAnswer.of(answered, target.environment(), topK, millis);
            feedback.about(answered.inferenceId().toString(), target.chosen().labels());
            if (ask.isExplain()) {
                reasons.beside(target.getModel(), answered.version(), inputs());
            }
        } else if (outcome instanceof PredictionOutcome.Refused refused) {
            fields.refuse(target.chosen().signature(), refused.errors());
            Notices.error("The inputs do not fit the model: see the fields.");
        } else if (outcome instanceof PredictionOutcome.Failed failed) {
            unanswered = failed.inferenceId();
            Notices.error(ShownAnswer.none(failed));
        }
    }

    /** What was typed, by name, for those who ask the version for more than an answer. */
    public Map<String, Object> inputs() {
        return fields.typed(target.chosen().signature());
    }

    public List<SignatureDocument.Input> getInputs() {
        ModelVersionView version = target.getVersion();
        return version == null ? List.of() : version.signature().inputs();
    }

    /** Null until one was given. */
    public @Nullable ShownAnswer getAnswer() {
        return answer;
    }

    /** The inference of a question that was asked and not answered; null mostly. */
    public @Nullable UUID getUnanswered() {
        return unanswered;
    }

    public @Nullable ModelVersionView getVersion() {
        return target.getVersion();
    }

    public String getModel() {
        return target.getModel();
    }
}
