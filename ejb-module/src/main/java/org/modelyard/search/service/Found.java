package org.modelyard.search.service;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.service.DatasetView;
import org.modelyard.registry.service.VersionName;
import org.modelyard.serving.service.DeploymentView;
import org.modelyard.serving.service.InferenceBrief;

/**
 * What a search found, at most {@link Search#MOST} of each kind, newest first.
 *
 * @param models names
 * @param inference the one that the text is the id of; null for none
 * @param deployment the one that the text is the id of; null for none
 * @param inferences about the unit that the text names
 */
public record Found(
        List<DatasetView> datasets,
        List<String> models,
        List<VersionName> versions,
        List<DeploymentView> deployments,
        List<InferenceBrief> inferences,
        @Nullable UUID inference,
        @Nullable UUID deployment) {

    static final Found NOTHING = new Found(List.of(), List.of(), List.of(), List.of(), List.of(), null, null);

    /** Lines of all kinds. */
    public int count() {
        return datasets.size()
                + models.size()
                + versions.size()
                + deployments.size()
                + inferences.size()
                + (inference == null ? 0 : 1)
                + (deployment == null ? 0 : 1);
    }

    /** Whether a kind is full, so that there may be more than is shown. */
    public boolean full() {
        return List.of(datasets, models, versions, deployments, inferences).stream()
                .anyMatch(kind -> kind.size() == Search.MOST);
    }
}
