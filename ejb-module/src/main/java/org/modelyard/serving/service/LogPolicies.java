package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.service.EpochChanged;
import org.modelyard.registry.service.ModelLogging;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.LogKey;
import org.modelyard.serving.model.LogPolicy;

/** Log policies in memory. As long as it is not known what somebody has said, no input is kept. */
@ApplicationScoped
public class LogPolicies {

    private static final System.Logger LOG = System.getLogger(LogPolicies.class.getName());

    @Inject
    private ModelLogging said;

    @Inject
    private LoggingKey logging;

    private volatile @Nullable LogKey key;

    private volatile @Nullable Map<Long, LogPolicy> known;

    void changed(@Observes EpochChanged change) {
        if (change.name().equals(Epochs.ROUTING)) {
            refresh();
        }
    }

    /**
     * Reads them anew, whether a change was seen or not: one that is made while the server starts is seen by nobody. One at a time, so that what
     * was read first is not what stays.
     */
    synchronized void refresh() {
        try {
            Map<Long, LogPolicy> all = Map.copyOf(said.all());
            known = all;
            if (key == null && all.values().stream().anyMatch(LogPolicy::hashes)) {
                key = logging.get();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the log policies cannot be read; those that are known hold", e);
        }
    }

    /** What of a row is written. */
    InputRow kept(Servable servable, InputRow row) {
        return of(servable.modelId()).kept(row, servable.signature(), key);
    }

    LogPolicy of(long modelId) {
        Map<Long, LogPolicy> now = known;
        return now == null ? LogPolicy.CLOSED : now.getOrDefault(modelId, LogPolicy.USUAL);
    }
}
