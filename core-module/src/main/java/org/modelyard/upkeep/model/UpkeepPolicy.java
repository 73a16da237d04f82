package org.modelyard.upkeep.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelyard.registry.model.Stage;

/** Which versions may go, and which are put away. A version that another one was made from stays as long as that does. */
public final class UpkeepPolicy {

    private static final Set<Stage> NOTHING_CAME_OF_IT = Set.of(Stage.DRAFT, Stage.REJECTED);
    private static final Set<Stage> PUT_AWAY = Set.of(Stage.READY, Stage.DEPRECATED);

    private UpkeepPolicy() {}

    /**
     * Versions that were deleted before a time, that are not in use, and that no version which stays was made from.
     *
     * @param all versions of the organisation, the deleted ones among them
     */
    public static List<VersionFacts> removable(List<VersionFacts> all, Instant deletedBefore) {
        Set<Long> going = new HashSet<>();
        for (VersionFacts version : all) {
            if (version.goneSince() != null && version.goneSince().isBefore(deletedBefore) && !version.inUse()) {
                going.add(version.id());
            }
        }
        boolean changed = true;
        while (changed) {
            Set<String> needed = new HashSet<>();
            all.stream()
                    .filter(version -> !going.contains(version.id()) && !version.cleaned())
                    .forEach(version -> needed.addAll(version.needs()));
            changed = false;
            for (VersionFacts version : all) {
                changed |= needed.contains(version.name()) && going.remove(version.id());
            }
        }
        return all.stream().filter(version -> going.contains(version.id())).toList();
    }

    /** DRAFT and REJECTED versions made before a time that nothing uses and no living version was made from. */
    public static List<VersionFacts> drafts(List<VersionFacts> all, Instant madeBefore) {
        Set<String> needed = new HashSet<>();
        all.stream().filter(version -> version.goneSince() == null).forEach(version -> needed.addAll(version.needs()));
        return all.stream()
                .filter(version -> version.goneSince() == null
                        && NOTHING_CAME_OF_IT.contains(version.stage())
                        && version.lastUsed().isBefore(madeBefore)
                        && !version.inUse()
                        && !needed.contains(version.name()))
                .toList();
    }

    /**
     * READY and DEPRECATED versions that were last used before a time, but for the newest of each model and those in use.
     *
     * @param keep how many of each model's living versions stay
     */
    public static List<VersionFacts> unused(List<VersionFacts> all, Instant usedBefore, int keep) {
        Map<String, Integer> seen = new HashMap<>();
        List<VersionFacts> unused = new ArrayList<>();
        List<VersionFacts> newestFirst = all.stream()
                .filter(version -> version.goneSince() == null)
                .sorted(Comparator.comparingLong(VersionFacts::id).reversed())
                .toList();
        for (VersionFacts version : newestFirst) {
            boolean counts = version.stage().offered() || version.stage() == Stage.DEPRECATED;
            int place = counts ? seen.merge(version.model(), 1, Integer::sum) : 0;
            if (place > keep
                    && PUT_AWAY.contains(version.stage())
                    && !version.inUse()
                    && version.lastUsed().isBefore(usedBefore)) {
                unused.add(version);
            }
        }
        return unused;
    }
}
