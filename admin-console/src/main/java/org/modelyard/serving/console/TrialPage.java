package org.modelyard.serving.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Role;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.experiment.service.ExperimentView;
import org.modelyard.experiment.service.Experiments;
import org.modelyard.ml.score.Deadline;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.platform.service.Outage;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.model.AnswerWish;
import org.modelyard.serving.model.CommonFields;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.RefusedRequest;
import org.modelyard.serving.model.RoutingReason;
import org.modelyard.serving.service.PredictionGate;
import org.modelyard.serving.service.PredictionOutcome;
import org.modelyard.serving.service.Predictor;
import org.modelyard.serving.service.Route;

/** One row that is addressed to an experiment by hand: which variant its unit gets, which model that asks, and what it answers. */
@Named
@RequestScoped
public class TrialPage {

    @Inject
    private Experiments experiments;

    @Inject
    private Registry registry;

    @Inject
    private Predictor predictor;

    @Inject
    private PredictionGate gate;

    @Inject
    private InputFields fields;

    @Inject
    private AskFields ask;

    @Inject
    private Viewer viewer;

    private String name = "";
    private @Nullable ExperimentView experiment;
    private @Nullable SignatureDocument signature;
    private @Nullable ShownAnswer answer;
    private String model = "";
    private boolean counted;
    private boolean asked;
    private @Nullable UUID unanswered;

    /** The fields are those of the control: what the variants ask takes the same inputs, which the start has checked. */
    @PostConstruct
    void fromRequest() {
        name = Links.parameter("name");
        experiment = experiments.get(viewer.caller(), name);
        if (isOpen()) {
            ExperimentView.Asked control = experiment.asked().get(0);
            signature = registry.resolve(viewer.caller(), control.model(), control.version())
                    .signature();
        }
    }

    public void predict() {
        Notices.attempt(() -> {
            long start = System.nanoTime();
            try {
                askOne(start);
            } catch (RuntimeException e) {
                if (!asked && Outage.rootOf(e) instanceof Refusal refusal) { // else it is in the log already
                    predictor.refused(viewer.caller(), RefusedRequest.of(Texts.brief(name), refusal), start);
                }
                throw e;
            }
        });
    }

    private void askOne(long start) {
        viewer.caller().require(Role.REVIEWER);
        CommonFields common = ask.read();
        Route route = predictor.experiment(viewer.caller(), name);
        PredictionRow row = common.with(fields.row(signature(), route.signature()));
        Deadline deadline = AnswerWish.orUsual(common.wish().deadline(start), start);
        gate.enter(deadline);
        try {
            asked = true;
            PredictionOutcome outcome = predictor
                    .predict(viewer.caller(), route, List.of(row), start, deadline)
                    .get(0);
            show(route, outcome, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) / 1e3);
        } finally {
            gate.leave();
        }
    }

    private void show(Route route, PredictionOutcome outcome, double millis) {
        if (outcome instanceof PredictionOutcome.Answered answered) {
            answer = ShownAnswer.of(answered, getExperiment().plan().environment(), 0, millis);
            model = route.models().getOrDefault(answered.variant(), route.model());
            counted = answered.reason() == RoutingReason.EXPERIMENT;
        } else if (outcome instanceof PredictionOutcome.Refused refused) {
            fields.refuse(signature(), refused.errors());
            Notices.error("The inputs do not fit the models: see the fields.");
        } else if (outcome instanceof PredictionOutcome.Failed failed) {
            unanswered = failed.inferenceId();
            Notices.error(ShownAnswer.none(failed));
        }
    }

    private SignatureDocument signature() {
        if (signature == null) {
            throw new Refusal.Conflict("'" + name + "' does not run, or asks no model: nobody can be asked by it.");
        }
        return signature;
    }

    /** Whether it runs and asks models. */
    public boolean isOpen() {
        return experiment != null
                && experiment.state() == ExperimentState.RUNNING
                && !experiment.asked().isEmpty();
    }

    public ExperimentView getExperiment() {
        if (experiment == null) {
            throw new Refusal.NotFound("experiment", name);
        }
        return experiment;
    }

    public List<SignatureDocument.Input> getInputs() {
        return signature == null ? List.of() : signature.inputs();
    }

    /** Null until one was given. */
    public @Nullable ShownAnswer getAnswer() {
        return answer;
    }

    /** The model that has answered. */
    public String getModel() {
        return model;
    }

    /** Whether the unit takes part, so that its answer counts. */
    public boolean isCounted() {
        return counted;
    }

    /** The inference of a question that was asked and not answered; null mostly. */
    public @Nullable UUID getUnanswered() {
        return unanswered;
    }

    public String getName() {
        return name;
    }
}
