package org.modelyard.rollout.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.platform.model.Ids;
import org.modelyard.rollout.model.RolloutMetric;
import org.modelyard.rollout.model.RolloutState;
import org.modelyard.rollout.service.ModelRollouts;
import org.modelyard.rollout.service.RolloutAction;
import org.modelyard.rollout.service.RolloutDesk;
import org.modelyard.rollout.service.RolloutEventView;
import org.modelyard.rollout.service.RolloutView;
import org.modelyard.rollout.service.VerdictView;

/** One rollout: how far it is, what is known of the candidate, and the buttons that stop it or let it through. */
@Named
@RequestScoped
public class RolloutPage {

    @Inject
    private ModelRollouts rollouts;

    @Inject
    private RolloutDesk desk;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    @Inject
    private Clock clock;

    private String id = "";
    private String note = "";
    private @Nullable RolloutView rollout;
    private List<RolloutEventView> events = List.of();
    private List<VerdictView> history = List.of();

    /** A metric with its verdict now, the bounds there were, and its steps where there are several. */
    public record Judged(VerdictView verdict, BoundsDrawing bounds, List<VerdictView.StepCounts> steps) {

        /** Whether it is of means, and not of shares of bad ones. */
        public boolean ofValues() {
            return verdict.metric() == RolloutMetric.VALUE;
        }
    }

    @PostConstruct
    void fromRequest() {
        id = Links.parameter("id");
        if (!id.isEmpty()) {
            load();
        }
    }

    public void load() {
        rollout = rollouts.get(viewer.caller(), Ids.parse("rollout", id));
        events = rollouts.events(viewer.caller(), Ids.parse("rollout", id));
        history = rollouts.verdicts(viewer.caller(), Ids.parse("rollout", id));
    }

    public void pause() {
        act(RolloutAction.PAUSE);
    }

    public void resume() {
        act(RolloutAction.RESUME);
    }

    public void promote() {
        act(RolloutAction.PROMOTE);
    }

    public void abort() {
        act(RolloutAction.ABORT);
    }

    private void act(RolloutAction action) {
        Notices.attempt(() -> {
            desk.act(viewer.caller(), Ids.parse("rollout", id), action, note);
            note = "";
            load();
        });
    }

    /** Where it stands, in a sentence. */
    public String getVerdict() {
        if (rollout == null) {
            return "";
        }
        String what = rollout.candidate();
        return switch (rollout.state()) {
            case PENDING -> what + " is being loaded and tried; " + rollout.champion() + " answers everything.";
            case RUNNING -> where(what) + " " + rollout.standing();
            case PAUSED -> where(what) + " It is paused; a finding against it still rolls it back.";
            case PROMOTED -> what + " took over from " + rollout.champion() + ". " + rollout.standing();
            case ABORTED, ROLLED_BACK, FAILED -> rollout.champion() + " answers everything. " + rollout.standing();
        };
    }

    private String where(String what) {
        return rollout == null || rollout.percent() == 0
                ? what + " is asked what " + (rollout == null ? "" : rollout.champion()) + " is, and answers nobody."
                : what + " answers " + words.number(rollout.percent()) + " % of the units, " + rollout.champion()
                        + " the rest.";
    }

    /** One for each metric, in the plan's order. */
    public List<Judged> getJudged() {
        List<Judged> judged = new ArrayList<>();
        if (rollout != null) {
            for (VerdictView verdict : rollout.verdicts()) {
                judged.add(new Judged(
                        verdict,
                        BoundsDrawing.of(of(verdict.metric())),
                        verdict.steps().size() < 2 ? List.of() : verdict.steps()));
            }
        }
        return judged;
    }

    /** Oldest first. */
    private List<VerdictView> of(RolloutMetric metric) {
        List<VerdictView> one = new ArrayList<>();
        for (int i = history.size() - 1; i >= 0; i--) {
            if (history.get(i).metric() == metric) {
                one.add(history.get(i));
            }
        }
        return one;
    }

    public ShareDrawing getShares() {
        Instant ended = rollout == null ? null : rollout.endedAt();
        return ShareDrawing.of(events, ended == null ? clock.instant() : ended);
    }

    public boolean isPausable() {
        return stands(RolloutState.RUNNING);
    }

    public boolean isResumable() {
        return stands(RolloutState.PAUSED);
    }

    public boolean isPromotable() {
        return stands(RolloutState.RUNNING) || stands(RolloutState.PAUSED);
    }

    public boolean isAbortable() {
        return isPromotable() || stands(RolloutState.PENDING);
    }

    private boolean stands(RolloutState state) {
        return rollout != null && rollout.state() == state && viewer.isOperator();
    }

    public @Nullable RolloutView getRollout() {
        return rollout;
    }

    public List<RolloutEventView> getEvents() {
        return events;
    }

    public List<VerdictView> getHistory() {
        return history;
    }

    public String getId() {
        return id;
    }

    public String getNote() {
        return note;
    }

    public void setNote(String note) {
        this.note = note;
    }
}
