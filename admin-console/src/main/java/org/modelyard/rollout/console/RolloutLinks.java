package org.modelyard.rollout.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.rollout.service.ModelRollouts;
import org.modelyard.rollout.service.RolloutView;

/** The rollouts of the page's model that are not over. */
@Named
@RequestScoped
public class RolloutLinks {

    private static final PageRequest RECENT = new PageRequest(20, null);

    @Inject
    private ModelRollouts rollouts;

    @Inject
    private Viewer viewer;

    private List<RolloutView> open = List.of();

    @PostConstruct
    void fromRequest() {
        String model = Links.parameter("model");
        if (!model.isEmpty()) {
            open = rollouts.list(viewer.caller(), model, null, null, RECENT).items().stream()
                    .filter(one -> one.state().open())
                    .toList();
        }
    }

    public List<RolloutView> getOpen() {
        return open;
    }
}
