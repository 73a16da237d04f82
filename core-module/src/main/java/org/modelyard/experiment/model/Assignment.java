package org.modelyard.experiment.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.serving.model.StickyHash;

/**
 * Where a unit goes: by {@link StickyHash} alone, so that other programs can compute the same. With the experiment's salt s: the unit takes
 * part when its bucket for {@code layer/<layer>}, or {@code s/traffic} without a layer, lies in the experiment's slot; it is held out when
 * its bucket for {@code s/holdout} is below the holdout; else its bucket for {@code s} says the variant, in their order.
 *
 * @param variant null where the unit is not assigned
 */
public record Assignment(Reason reason, @Nullable ExperimentVariant variant) {

    /** Why. */
    public enum Reason {
        ASSIGNED,
        /** Its attributes do not meet the targeting. */
        NOT_TARGETED,
        /** Its bucket belongs to no experiment of the layer, or to another one. */
        OUTSIDE_TRAFFIC,
        /** It is kept out to be compared with. */
        HELD_OUT
    }

    /**
     * @param slotFrom first bucket of the layer that is the experiment's
     * @param targeted whether the unit meets the targeting
     */
    public static Assignment of(ExperimentPlan plan, String salt, int slotFrom, String unit, boolean targeted) {
        if (!targeted) {
            return new Assignment(Reason.NOT_TARGETED, null);
        }
        String layer = plan.layer();
        int place = StickyHash.bucket(layer == null ? salt + "/traffic" : "layer/" + layer, unit);
        if (place < slotFrom || place >= slotFrom + plan.traffic()) {
            return new Assignment(Reason.OUTSIDE_TRAFFIC, null);
        }
        if (StickyHash.bucket(salt + "/holdout", unit) < plan.holdout()) {
            return new Assignment(Reason.HELD_OUT, null);
        }
        int bucket = StickyHash.bucket(salt, unit);
        int end = 0;
        for (ExperimentVariant variant : plan.variants()) {
            end += variant.buckets();
            if (bucket < end) {
                return new Assignment(Reason.ASSIGNED, variant);
            }
        }
        throw new IllegalArgumentException("the variants take " + end + " of " + StickyHash.BUCKETS + " buckets");
    }

    /**
     * Place of the variant that a unit of a bandit gets when it asks first: the same bucket, by the round's propensities. Of predictions it is what
     * the unit gets in this round.
     */
    public static int placeIn(BanditRound round, String salt, String unit) {
        return round.at(StickyHash.bucket(salt, unit));
    }

    /** The variant's place in the plan; -1 where the unit is not assigned. */
    public int placeIn(ExperimentPlan plan) {
        return variant == null ? -1 : plan.indexOf(variant.name());
    }

    /** Buckets as a share in words: 1,250 are 12.5 %. */
    public static String percent(int buckets) {
        return java.math.BigDecimal.valueOf(buckets, 2).stripTrailingZeros().toPlainString() + " %";
    }

    /**
     * A slot in a layer.
     *
     * @param experiment who has it
     */
    public record Slot(String experiment, int from, int buckets) {}

    /**
     * The first free run of buckets that is long enough; -1 when there is none.
     *
     * @param taken by running experiments of the layer, that do not overlap
     */
    public static int free(List<Slot> taken, int buckets) {
        List<Slot> sorted = taken.stream()
                .sorted(java.util.Comparator.comparingInt(Slot::from))
                .toList();
        int from = 0;
        for (Slot slot : sorted) {
            if (slot.from() - from >= buckets) {
                return from;
            }
            from = slot.from() + slot.buckets();
        }
        return StickyHash.BUCKETS - from >= buckets ? from : -1;
    }
}
