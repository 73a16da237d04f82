package org.modelyard.experiment.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.AllocationStrategy;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.service.BanditRounds;
import org.modelyard.experiment.service.ExperimentView;
import org.modelyard.experiment.service.RoundView;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.PageRequest;

/** The part of an experiment's page that a bandit has: how its shares moved. */
@Named
@RequestScoped
public class BanditPart {

    private static final int MOST_ROUNDS = 60;

    @Inject
    private BanditRounds bandits;

    @Inject
    private Viewer viewer;

    private List<RoundView> rounds = List.of();
    private ExperimentWish.@Nullable Allocation allocation;
    private boolean content;

    /** As of now; to be called again when something has changed. */
    public void load(ExperimentView experiment) {
        ExperimentWish.Allocation planned = experiment.plan().allocation();
        if (planned != null && planned.strategy() == AllocationStrategy.THOMPSON) {
            allocation = planned;
            content = experiment.plan().subject() == ExperimentSubject.CONTENT;
            rounds = bandits.list(viewer.caller(), experiment.name(), new PageRequest(MOST_ROUNDS, null))
                    .items();
        }
    }

    /** Null where shares are fixed. */
    public ExperimentWish.@Nullable Allocation getAllocation() {
        return allocation;
    }

    /** Whether a unit keeps what it got, as {@code assign} sees to; predictions are divided anew by each round. */
    public boolean isContent() {
        return content;
    }

    /** Newest first, sixty at most. */
    public List<RoundView> getRounds() {
        return rounds;
    }

    /** Null before the start, and where shares are fixed. */
    public @Nullable RoundsDrawing getDrawing() {
        if (rounds.isEmpty() || allocation == null) {
            return null;
        }
        List<RoundView> oldestFirst = new ArrayList<>(rounds);
        Collections.reverse(oldestFirst);
        Duration every = allocation.every();
        return RoundsDrawing.of(oldestFirst, every == null ? Duration.ZERO : every);
    }
}
