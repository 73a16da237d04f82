package org.modelyard.search.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.dataset.service.Datasets;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.service.DeploymentView;
import org.modelyard.serving.service.InferenceReading;
import org.modelyard.serving.service.InferenceView;
import org.modelyard.serving.service.ModelDeployments;

/** Finds what a text names: one bounded query for each kind. */
@Stateless
public class Search {

    /** Of each kind. */
    public static final int MOST = 10;

    private static final int LONGEST = 255; // of a unit, the longest of what is looked for

    @Inject
    private Datasets datasets;

    @Inject
    private Registry registry;

    @Inject
    private ModelDeployments deployments;

    @Inject
    private InferenceReading inferences;

    /**
     * Names that contain the text, inferences about exactly this unit, or what has this id.
     *
     * @param text {@code model:1.0.0} means the same as {@code model 1.0.0}; blank or too long finds nothing
     */
    public Found find(Caller caller, String text) {
        caller.require(Role.VIEWER);
        String wanted = text.strip();
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            return Found.NOTHING;
        }
        Optional<UUID> id = id(wanted);
        if (id.isPresent()) {
            return byId(caller, id.get(), wanted);
        }
        String name = wanted.replace(':', ' ');
        return new Found(
                datasets.named(caller, wanted, MOST),
                registry.modelNames(caller, wanted, MOST),
                registry.versionNames(caller, name, MOST),
                deployments.named(caller, name, MOST),
                inferences.ofUnit(caller, wanted, MOST),
                null,
                null);
    }

    /** A unit may be called by a UUID too. */
    private Found byId(Caller caller, UUID id, String wanted) {
        return new Found(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                inferences.ofUnit(caller, wanted, MOST),
                inferences.find(caller, id).map(InferenceView::inferenceId).orElse(null),
                deployments.find(caller, id).map(DeploymentView::id).orElse(null));
    }

    private static Optional<UUID> id(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
