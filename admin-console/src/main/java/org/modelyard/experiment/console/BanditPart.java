package org.modelyard.experiment.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.AllocationStrategy;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.service.BanditRounds;
import org.modelyard.experiment.service.Experiments;
import org.modelyard.experiment.service.RoundView;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.PageRequest;

/** The part of an experiment's page that a bandit has: how its shares moved. */
@Named
@RequestScoped
public class BanditPart {

    private static final int MOST_ROUNDS = 60;

    @Inject
    private Experiments experiments;

    @Inject
    private BanditRounds bandits;

    @Inject
    private Viewer viewer;

    private List<RoundView> rounds = List.of();
    private ExperimentWish.@Nullable Allocation allocation;

    @PostConstruct
    void fromRequest() {
        String name = Links.parameter("name");
        if (name.isEmpty()) {
            return;
        }
        ExperimentWish.Allocation planned =
                experiments.get(viewer.caller(), name).plan().allocation();
        if (planned != null && planned.strategy() == AllocationStrategy.THOMPSON) {
            allocation = planned;
            rounds = bandits.list(viewer.caller(), name, new PageRequest(MOST_ROUNDS, null))
                    .items();
        }
    }

    /** Null where shares are fixed. */
    public ExperimentWish.@Nullable Allocation getAllocation() {
        return allocation;
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
