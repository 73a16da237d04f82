package org.modelyard.ml.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.modelyard.stats.Interval;
import org.modelyard.stats.Proportions;

/**
 * {@code demographicParityDifference} and {@code demographicParityRatio}: the largest selection rate less, and the smallest
 * over, the other extreme. {@code equalisedOddsDifference}: the larger spread of the groups' true and false positive rates.
 * {@code calibrationDifference}: the spread of the groups' calibration gaps. Against the reference, all other rows less the
 * reference: {@code statisticalParityDifference, disparateImpact} (a ratio), {@code equalOpportunityDifference} (true positive
 * rate), {@code averageOddsDifference} (mean of both rates' differences). Extremes of many groups are unlike by chance, so
 * their intervals are widened for the number of pairs (Bonferroni), and all of them for the number of labels that are looked at.
 */
final class GroupDisparities {

    private static final String ROWS = "rows";
    private static final String POSITIVE = "positive rows";

    private final List<GroupRates> groups;
    private final String reference;
    private final int minimum;
    private final int labels;

    /** @param labels how many are looked at, each against the rest */
    GroupDisparities(List<GroupRates> groups, String reference, int minimum, int labels) {
        this.groups = groups.stream().filter(GroupRates::enough).toList();
        this.reference = reference;
        this.minimum = minimum;
        this.labels = labels;
    }

    List<Disparity> all() {
        List<Disparity> all = new ArrayList<>();
        all.add(spread("demographicParityDifference", GroupDisparities::selected, ROWS));
        all.add(parityRatio());
        all.add(equalisedOdds());
        all.add(calibration());
        all.add(againstReference("statisticalParityDifference", GroupDisparities::selected, ROWS));
        all.add(disparateImpact());
        all.add(againstReference("equalOpportunityDifference", GroupDisparities::truePositives, POSITIVE));
        all.add(averageOdds());
        return all;
    }

    /** A share of some of a group's rows. */
    private record Share(String group, long hits, long of) {
        double value() {
            return (double) hits / of;
        }

        Share plus(Share other) {
            return new Share("all others", hits + other.hits, of + other.of);
        }
    }

    private static Share selected(GroupRates group) {
        return new Share(group.group(), group.confusion().predicted(1), group.rows());
    }

    private static Share truePositives(GroupRates group) {
        return new Share(
                group.group(),
                group.confusion().counts()[1][1],
                group.confusion().support(1));
    }

    private static Share falsePositives(GroupRates group) {
        return new Share(
                group.group(),
                group.confusion().counts()[0][1],
                group.confusion().support(0));
    }

    private List<Share> shares(Function<GroupRates, Share> of) {
        return groups.stream()
                .map(of)
                .filter(share -> share.of() >= minimum)
                .sorted(Comparator.comparingDouble(Share::value))
                .toList();
    }

    private double confidence(int groups, int families) {
        return 1 - (1 - Answers.CONFIDENCE) / labels / (families * groups * (groups - 1) / 2.0);
    }

    private Disparity spread(String name, Function<GroupRates, Share> of, String what) {
        List<Share> shares = shares(of);
        return shares.size() < 2 ? Disparity.tooFew(name, minimum, what) : spread(name, shares, 1);
    }

    private Disparity spread(String name, List<Share> ascending, int families) {
        Share low = ascending.get(0);
        Share high = ascending.get(ascending.size() - 1);
        Interval interval = difference(low, high, confidence(ascending.size(), families));
        return Disparity.measured(
                name,
                high.value() - low.value(),
                new Interval(Math.max(0, interval.low()), interval.high(), Answers.CONFIDENCE),
                "'" + high.group() + "' against '" + low.group() + "'.");
    }

    private Disparity parityRatio() {
        String name = "demographicParityRatio";
        List<Share> shares = shares(GroupDisparities::selected);
        if (shares.size() < 2) {
            return Disparity.tooFew(name, minimum, ROWS);
        }
        Share low = shares.get(0);
        Share high = shares.get(shares.size() - 1);
        if (high.hits() == 0) {
            return Disparity.undefined(name, "No row of any group is called positive.");
        }
        Interval ratio = Proportions.ratio(high.hits(), high.of(), low.hits(), low.of(), confidence(shares.size(), 1));
        return Disparity.measured(
                name,
                low.value() / high.value(),
                ratio == null
                        ? null
                        : new Interval(Math.min(1, ratio.low()), Math.min(1, ratio.high()), Answers.CONFIDENCE),
                "'" + low.group() + "' against '" + high.group() + "'.");
    }

    private Disparity equalisedOdds() {
        String name = "equalisedOddsDifference";
        List<Share> hits = shares(GroupDisparities::truePositives);
        List<Share> alarms = shares(GroupDisparities::falsePositives);
        if (hits.size() < 2 || alarms.size() < 2) {
            return Disparity.tooFew(name, minimum, "positive and as many negative rows");
        }
        Disparity first = spread(name, hits, 2);
        Disparity second = spread(name, alarms, 2);
        return first.value() >= second.value() ? first : second;
    }

    private Disparity calibration() {
        String name = "calibrationDifference";
        List<Metric> gaps = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (GroupRates group : groups) {
            Metric gap = group.calibrationGap();
            if (gap == null) {
                return Disparity.undefined(name, "There are no probabilities.");
            }
            gaps.add(gap);
            names.add(group.group());
        }
        if (gaps.size() < 2) {
            return Disparity.tooFew(name, minimum, ROWS);
        }
        int low = 0;
        int high = 0;
        for (int i = 1; i < gaps.size(); i++) {
            low = gaps.get(i).value() < gaps.get(low).value() ? i : low;
            high = gaps.get(i).value() > gaps.get(high).value() ? i : high;
        }
        return Disparity.measured(
                name,
                gaps.get(high).value() - gaps.get(low).value(),
                null,
                "'" + names.get(high) + "' against '" + names.get(low) + "'.");
    }

    /** The reference's share, and that of all other rows; null where either has too few. */
    private Share @Nullable [] pair(Function<GroupRates, Share> of) {
        Share own = null;
        Share others = null;
        for (GroupRates group : groups) {
            Share share = of.apply(group);
            if (group.group().equals(reference)) {
                own = share;
            } else {
                others = others == null ? new Share("all others", share.hits(), share.of()) : others.plus(share);
            }
        }
        return own == null || others == null || own.of() < minimum || others.of() < minimum
                ? null
                : new Share[] {own, others};
    }

    private Disparity againstReference(String name, Function<GroupRates, Share> of, String what) {
        Share[] pair = pair(of);
        return pair == null
                ? Disparity.tooFew(name, minimum, what)
                : Disparity.measured(
                        name,
                        pair[1].value() - pair[0].value(),
                        stated(difference(pair[0], pair[1], single())),
                        about());
    }

    private Disparity disparateImpact() {
        String name = "disparateImpact";
        Share[] pair = pair(GroupDisparities::selected);
        if (pair == null) {
            return Disparity.tooFew(name, minimum, ROWS);
        }
        if (pair[0].hits() == 0) {
            return Disparity.undefined(name, "No row of '" + reference + "' is called positive.");
        }
        return Disparity.measured(
                name,
                pair[1].value() / pair[0].value(),
                stated(Proportions.ratio(pair[0].hits(), pair[0].of(), pair[1].hits(), pair[1].of(), single())),
                about());
    }

    /** The two differences are of different rows, so their distances to the interval's ends add up in squares. */
    private Disparity averageOdds() {
        String name = "averageOddsDifference";
        Share[] hits = pair(GroupDisparities::truePositives);
        Share[] alarms = pair(GroupDisparities::falsePositives);
        if (hits == null || alarms == null) {
            return Disparity.tooFew(name, minimum, "positive and as many negative rows");
        }
        double first = hits[1].value() - hits[0].value();
        double second = alarms[1].value() - alarms[0].value();
        Interval a = difference(hits[0], hits[1], single());
        Interval b = difference(alarms[0], alarms[1], single());
        double value = (first + second) / 2;
        return Disparity.measured(
                name,
                value,
                new Interval(
                        value - Math.hypot(first - a.low(), second - b.low()) / 2,
                        value + Math.hypot(a.high() - first, b.high() - second) / 2,
                        Answers.CONFIDENCE),
                about());
    }

    /** Of one figure, so that all labels' intervals of it hold together. */
    private double single() {
        return 1 - (1 - Answers.CONFIDENCE) / labels;
    }

    private static @Nullable Interval stated(@Nullable Interval wide) {
        return wide == null ? null : new Interval(wide.low(), wide.high(), Answers.CONFIDENCE);
    }

    private String about() {
        return "All others against '" + reference + "'.";
    }

    private static Interval difference(Share from, Share to, double confidence) {
        return Proportions.newcombe(from.hits(), from.of(), to.hits(), to.of(), confidence);
    }
}
