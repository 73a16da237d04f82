package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.model.WorkState;
import org.modelyard.evaluation.model.ComparisonWish;
import org.modelyard.evaluation.model.VersionRef;
import org.modelyard.ml.evaluation.Comparison;
import org.modelyard.ml.evaluation.MetricComparison;
import org.modelyard.registry.service.ModelVersionView;

/** Tests of several versions against one, each a comparison of two; their metrics are adjusted as one family. */
@ApplicationScoped
public class VersionTests {

    private static final ComparisonWish USUAL = new ComparisonWish(null, null, null, null, null);

    @Inject
    private Comparisons comparisons;

    /** Asks for the tests that there are none of; with a wish of its own, for all. */
    void ask(Caller caller, List<ModelVersionView> versions, UUID snapshot, @Nullable ComparisonWish wish) {
        VersionRef first = ref(versions.get(0));
        for (ModelVersionView other : versions.subList(1, versions.size())) {
            if (hindrance(versions.get(0), other) == null
                    && (wish != null
                            || comparisons
                                    .newest(caller, first, ref(other), snapshot)
                                    .isEmpty())) {
                comparisons.request(
                        caller,
                        new Comparisons.NewComparison(
                                first,
                                ref(other),
                                new Evaluations.Rows(null, snapshot.toString(), null),
                                Objects.requireNonNullElse(wish, USUAL)));
            }
        }
    }

    /** Those that there are. */
    List<VersionsView.Test> of(Caller caller, List<ModelVersionView> versions, @Nullable UUID snapshot) {
        List<@Nullable ComparisonView> known = new ArrayList<>();
        List<Comparison> complete = new ArrayList<>();
        for (ModelVersionView other : versions.subList(1, versions.size())) {
            ComparisonView view = snapshot == null
                    ? null
                    : comparisons
                            .newest(caller, ref(versions.get(0)), ref(other), snapshot)
                            .orElse(null);
            known.add(view);
            Comparison result = view == null ? null : view.comparison();
            if (result != null) {
                complete.add(result);
            }
        }
        List<List<MetricComparison>> adjusted = Comparison.together(complete);
        List<VersionsView.Test> tests = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < known.size(); i++) {
            ModelVersionView other = versions.get(i + 1);
            ComparisonView view = known.get(i);
            if (view == null || view.state() != WorkState.COMPLETED) {
                tests.add(open(versions.get(0), other, view));
            } else {
                tests.add(test(other, view, complete.get(next), adjusted.get(next)));
                next++;
            }
        }
        return tests;
    }

    private static VersionsView.Test open(
            ModelVersionView first, ModelVersionView other, @Nullable ComparisonView view) {
        String why = hindrance(first, other);
        return new VersionsView.Test(
                VersionsSideBySide.ref(other),
                why == null,
                view == null ? null : view.id(),
                view == null ? null : view.state(),
                null,
                null,
                why == null ? view == null ? "Nobody has asked for a test yet." : "It is being asked." : why,
                List.of());
    }

    private static VersionsView.Test test(
            ModelVersionView other, ComparisonView view, Comparison result, List<MetricComparison> metrics) {
        double alpha = result.plan().alpha();
        return new VersionsView.Test(
                VersionsSideBySide.ref(other),
                true,
                view.id(),
                view.state(),
                result.rows(),
                result.recommendation(),
                result.reason(),
                metrics.stream().map(metric -> tested(metric, alpha)).toList());
    }

    private static VersionsView.Tested tested(MetricComparison metric, double alpha) {
        return new VersionsView.Tested(
                metric.metric(),
                known(metric.champion().value()),
                known(metric.candidate().value()),
                known(metric.gain()),
                metric.interval() == null ? null : metric.interval().low(),
                metric.interval() == null ? null : metric.interval().high(),
                known(metric.p()),
                known(metric.holm()),
                verdict(metric, alpha),
                metric.reason());
    }

    private static VersionsView.Verdict verdict(MetricComparison metric, double alpha) {
        if (!metric.tested()) {
            return VersionsView.Verdict.NOT_TESTED;
        }
        if (metric.holm() >= alpha) {
            return VersionsView.Verdict.NOT_TOLD_APART;
        }
        return metric.gain() > 0 ? VersionsView.Verdict.BETTER : VersionsView.Verdict.WORSE;
    }

    private static @Nullable String hindrance(ModelVersionView first, ModelVersionView other) {
        return first.elsewhere() || other.elsewhere()
                ? "One of the two has no model here, so that nothing can be asked of it."
                : null;
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static VersionRef ref(ModelVersionView version) {
        return new VersionRef(version.model(), version.version());
    }
}
