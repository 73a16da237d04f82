package org.modelyard.serving.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.platform.model.Period;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelAccounting;
import org.modelyard.serving.model.Accounting;
import org.modelyard.serving.service.FeedbackStatistics;
import org.modelyard.serving.service.FeedbackStatisticsView;
import org.modelyard.serving.service.FeedbackStatisticsView.Rate;
import org.modelyard.serving.service.ModelMetricsView;
import org.modelyard.serving.service.ServingMetrics;
import org.modelyard.serving.service.SpentSums;

/** The parts of a model's page that say how much it is used, what that costs, and what feedback says of it. */
@Named
@RequestScoped
public class ModelUse {

    private static final String DIMENSION = "dimension:";
    private static final String OPERATION = "operation";

    @Inject
    private ServingMetrics metrics;

    @Inject
    private FeedbackStatistics statistics;

    @Inject
    private ModelAccounting accounting;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    private String model = "";
    private String period = "week";
    private String by = "version";
    private String problem = "";
    private @Nullable ModelMetricsView use;
    private @Nullable FeedbackStatisticsView rates;
    private List<Grouping> groupings = List.of();

    /**
     * What use can be shown by.
     *
     * @param query as the page's address has it, encoded
     */
    public record Grouping(String by, String name, String query) {}

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        String wantedPeriod = Links.parameter("period");
        String wantedBy = Links.parameter("by");
        period = wantedPeriod.isEmpty() ? period : wantedPeriod;
        by = wantedBy.isEmpty() ? by : wantedBy;
        if (!model.isEmpty()) {
            groupings = groupings(accounting.of(viewer.caller(), model));
            Notices.attempt(this::count);
        }
    }

    /** The page's notices are drawn by then: what is refused is said where the figures would be. */
    private void count() {
        try {
            rates = statistics.ofModel(viewer.caller(), model, period, null, "version");
            use = metrics.ofModel(viewer.caller(), model, period, null, by);
        } catch (Refusal.Invalid refused) {
            problem = String.valueOf(refused.getMessage());
        }
    }

    static List<Grouping> groupings(Accounting said) {
        List<Grouping> all = new ArrayList<>();
        for (String usual : new String[] {"version", "variant", "day"}) {
            all.add(new Grouping(usual, usual, usual));
        }
        if (!said.callers().isEmpty()) {
            all.add(new Grouping("caller", "caller", "caller"));
        }
        for (String dimension : said.dimensions().keySet()) {
            String wanted = dimension.equals(OPERATION) ? OPERATION : DIMENSION + dimension;
            all.add(new Grouping(wanted, dimension, URLEncoder.encode(wanted, StandardCharsets.UTF_8)));
        }
        return all;
    }

    /** Amounts with their currencies; a dash where nothing is known. */
    public String costs(@Nullable SpentSums spent) {
        return spent == null || spent.costs().isEmpty()
                ? "–"
                : spent.costs().entrySet().stream()
                        .map(one -> one.getValue() + " " + one.getKey())
                        .collect(Collectors.joining(", "));
    }

    /** A share with its interval and what it is of; a dash where nobody has said anything. */
    public String rate(Rate rate) {
        return rate.interval() == null
                ? "–"
                : words.percent(rate.share()) + " of " + words.number(rate.told()) + " ("
                        + words.percent(rate.interval().low()) + " to "
                        + words.percent(rate.interval().high()) + ")";
    }

    /** In words, for sentences. */
    public String getSpan() {
        return period.equals("all")
                ? "as far back as hours are kept"
                : "in the last " + period.toLowerCase(Locale.ROOT);
    }

    /** Why there are no figures; empty where there are. */
    public String getProblem() {
        return problem;
    }

    public Period[] getPeriods() {
        return Period.values();
    }

    public List<Grouping> getGroupings() {
        return groupings;
    }

    public String getPeriod() {
        return period;
    }

    public String getBy() {
        return by;
    }

    /** What it is shown by, as an address has it. */
    public String getQuery() {
        return URLEncoder.encode(by, StandardCharsets.UTF_8);
    }

    public @Nullable ModelMetricsView getUse() {
        return use;
    }

    public @Nullable FeedbackStatisticsView getRates() {
        return rates;
    }
}
