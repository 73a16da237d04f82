package org.modelyard.experiment.service;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.experiment.model.ExperimentVariant;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.model.VariantTarget;

/**
 * An experiment as others see it.
 *
 * @param plan as it would be asked for, nothing left out; it does not change after the start
 * @param salt with which units are hashed
 * @param slotFrom first bucket of its layer, or of all units, that is its own; null before the start
 * @param asked by the variants, settled at the start: model and version; empty before, and for content
 * @param endsAt when it stops by itself; null when it does not
 * @param changes how often it has changed: its ETag
 */
public record ExperimentView(
        UUID id,
        String name,
        ExperimentState state,
        ExperimentWish plan,
        String salt,
        @Nullable Integer slotFrom,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endsAt,
        @Nullable Instant stoppedAt,
        @Nullable String stopReason,
        long changes,
        List<Asked> asked) {

    /** What a variant asks. */
    public record Asked(String variant, String model, String version) {}

    static ExperimentView of(Experiment experiment, Instant now) {
        return new ExperimentView(
                experiment.publicId(),
                experiment.name(),
                experiment.state(now),
                ExperimentWish.of(experiment.plan()),
                experiment.salt(),
                experiment.startedAt() == null ? null : experiment.slotFrom(),
                experiment.createdBy(),
                experiment.createdAt(),
                experiment.startedAt(),
                experiment.endsAt(),
                experiment.stoppedAt(now),
                experiment.stopReason(),
                experiment.changes(),
                asked(experiment));
    }

    private static List<Asked> asked(Experiment experiment) {
        List<VariantTarget> targets = experiment.targets();
        if (targets.isEmpty()) {
            return List.of();
        }
        List<ExperimentVariant> variants = experiment.plan().variants();
        return IntStream.range(0, targets.size())
                .mapToObj(i -> new Asked(
                        variants.get(i).name(),
                        targets.get(i).model(),
                        targets.get(i).version()))
                .toList();
    }
}
