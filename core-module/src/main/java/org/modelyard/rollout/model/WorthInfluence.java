package org.modelyard.rollout.model;

import java.util.ArrayList;
import java.util.List;

/**
 * How an answer of one side in one step moves the difference that {@link WorthEvidence} rests on: by its distance from the mean, so many times.
 *
 * @param step from 0
 * @param mean of that side in that step
 */
public record WorthInfluence(int step, boolean candidate, double mean, double times) {

    /**
     * Of all steps that can be compared, two each.
     *
     * @param champions by step, as the candidate's; steps that are missing had none
     */
    public static List<WorthInfluence> of(List<Worth> champions, List<Worth> candidates) {
        List<WorthInfluence> all = new ArrayList<>();
        for (int i = 0; i < Math.min(champions.size(), candidates.size()); i++) {
            Worth theirs = champions.get(i);
            Worth mine = candidates.get(i);
            if (WorthEvidence.comparable(theirs, mine)) {
                all.add(new WorthInfluence(i, false, theirs.mean(), mine.told() / (double) theirs.told()));
                all.add(new WorthInfluence(i, true, mine.mean(), 1));
            }
        }
        return List.copyOf(all);
    }
}
