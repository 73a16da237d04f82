package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.service.EpochChanged;
import org.modelyard.registry.service.ModelAccounting;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.Accounting;
import org.modelyard.serving.model.Spending;
import org.modelyard.serving.model.Spent;

/** Declared prices and dimensions in memory. */
@ApplicationScoped
public class ModelAccounts {

    private static final System.Logger LOG = System.getLogger(ModelAccounts.class.getName());
    private static final long PAUSE_NANOS = 1_000_000_000;

    @Inject
    private ModelAccounting said;

    private volatile @Nullable Known known;

    /** Who answers asks by itself, one at a time: the others do not wait for it. */
    private final ReentrantLock oneAtATime = new ReentrantLock();

    private long asked = System.nanoTime() - PAUSE_NANOS;

    private record Place(long organisationId, String model) {}

    private record Known(Map<Long, Accounting> byId, Map<Place, Accounting> byName) {}

    void changed(@Observes EpochChanged change) {
        if (change.name().equals(Epochs.ROUTING)) {
            refresh();
        }
    }

    /** Reads them anew, whether a change was seen or not: one that is made while the server starts is seen by nobody. */
    synchronized void refresh() {
        try {
            Map<Long, Accounting> byId = new HashMap<>();
            Map<Place, Accounting> byName = new HashMap<>();
            for (ModelAccounting.Accounted one : said.all()) {
                byId.put(one.modelId(), one.accounting());
                byName.put(new Place(one.organisationId(), one.model()), one.accounting());
            }
            known = new Known(byId, byName);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the prices of models cannot be read; those that are known hold", e);
        }
    }

    /**
     * What an answer took; costs nothing to tell where no price is declared and nobody has told any tokens. Where prices are not known yet they are
     * asked for, by one answer a second; the others of that second have no cost, and never will.
     *
     * @param asking as the scorer has left it
     * @return null where there is nothing to tell
     */
    @Nullable
    Spent spent(long organisationId, Servable servable, InputRow row, Asking asking, boolean answered) {
        Known now = known == null ? askedFor() : known;
        Accounting own = now == null ? null : now.byId().get(servable.modelId());
        if (asking.tried().isEmpty() && !asking.elsewhere() && (own == null || !own.priced())) {
            return null;
        }
        return Spending.of(
                own,
                servable.version(),
                servable.signature(),
                row,
                asking,
                answered,
                model -> now == null ? null : now.byName().get(new Place(organisationId, model)));
    }

    /** Who asks, where the model's answers are added up by that: else nobody's name is written down. */
    @Nullable
    String caller(Servable servable, String actor) {
        Known now = known;
        Accounting own = now == null ? null : now.byId().get(servable.modelId());
        return own == null || own.callers().isEmpty() ? null : actor;
    }

    private @Nullable Known askedFor() {
        if (oneAtATime.tryLock()) {
            try {
                if (known == null && System.nanoTime() - asked >= PAUSE_NANOS) {
                    refresh();
                    asked = System.nanoTime();
                }
            } finally {
                oneAtATime.unlock();
            }
        }
        return known;
    }

    /**
     * By what a model's answers are added up; null where nobody has said anything.
     *
     * @throws IllegalStateException as long as it is not known: nobody counts by a guess
     */
    @Nullable
    Accounting of(long modelId) {
        if (known == null) {
            refresh();
        }
        Known now = known;
        if (now == null) {
            throw new IllegalStateException("it is not known yet by what answers are added up");
        }
        return now.byId().get(modelId);
    }
}
