package org.modelyard.rollout.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.rollout.model.RolloutStrategy;
import org.modelyard.rollout.model.RolloutWish;
import org.modelyard.rollout.service.RolloutDesk;
import org.modelyard.rollout.service.RolloutView;
import org.modelyard.serving.console.DeploymentCareForm;

/** The part of a version's page that rolls it out step by step. */
@Named
@RequestScoped
public class RolloutForm {

    @Inject
    private RolloutDesk desk;

    @Inject
    private DeploymentCareForm care;

    @Inject
    private JudgementForm judgement;

    @Inject
    private Viewer viewer;

    private String model = "";
    private String number = "";
    private String environment = "production";
    private RolloutStrategy strategy = RolloutStrategy.GRADUAL;
    private boolean deprecate;
    private String note = "";

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        number = Links.parameter("version");
    }

    public void begin() {
        Notices.attempt(() -> {
            try {
                RolloutWish wish = new RolloutWish(strategy, null, judgement.wanted(), null, null, deprecate, note);
                judgement.requireObeyed(wish);
                RolloutView begun = desk.open(viewer.caller(), care.wanted(model, number, environment), wish);
                Links.go("/console/rollouts/" + begun.id());
            } catch (RuntimeException e) {
                judgement.refused(e);
                throw e;
            }
        });
    }

    public RolloutStrategy[] getStrategies() {
        return RolloutStrategy.values();
    }

    public String getEnvironment() {
        return environment;
    }

    public void setEnvironment(String environment) {
        this.environment = environment;
    }

    public RolloutStrategy getStrategy() {
        return strategy;
    }

    public void setStrategy(RolloutStrategy strategy) {
        this.strategy = strategy;
    }

    public boolean isDeprecate() {
        return deprecate;
    }

    public void setDeprecate(boolean deprecate) {
        this.deprecate = deprecate;
    }

    public String getNote() {
        return note;
    }

    public void setNote(String note) {
        this.note = note;
    }
}
