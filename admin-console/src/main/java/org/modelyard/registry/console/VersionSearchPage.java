package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.model.VersionFilter;
import org.modelyard.registry.service.VersionBrief;
import org.modelyard.registry.service.VersionSearch;

/** Versions of all models, by what the address asks for. */
@Named
@RequestScoped
public class VersionSearchPage {

    /** Conditions by the names that the address and the form have for them. */
    private static final List<String> CONDITIONS =
            List.of("q", "model", "tag", "label", "task", "stage", "metric", "min", "max", "sort");

    private static final String BEST = "highest";
    private static final String WORST = "lowest";
    private static final Map<String, String> ORDERS =
            Map.of("newest", "-createdAt", "oldest", "createdAt", BEST, "-", WORST, "");

    @Inject
    private VersionSearch search;

    @Inject
    private Viewer viewer;

    private final Map<String, String> wanted = new LinkedHashMap<>();
    private @Nullable String cursor;
    private Page<VersionBrief> page = new Page<>(List.of(), null);

    @PostConstruct
    void fromRequest() {
        CONDITIONS.forEach(name -> wanted.put(name, Links.parameter(name).strip()));
        cursor = Links.optional("cursor");
    }

    public void load() {
        Notices.attempt(() -> page = search.find(viewer.caller(), filter(), PageRequest.of(null, cursor)));
    }

    private VersionFilter filter() {
        String metric = given("metric");
        String range = metric == null ? null : metric + ":" + of("min") + ".." + of("max");
        String order = of("sort").isEmpty() ? "newest" : of("sort");
        String rule = ORDERS.get(order);
        boolean byMetric = order.equals(BEST) || order.equals(WORST);
        if (rule == null || (byMetric && metric == null)) {
            throw new Refusal.Invalid("sort", "To have the highest or the lowest first, name a metric.");
        }
        return new VersionFilter(
                        given("q"),
                        given("model"),
                        given("tag"),
                        given("label"),
                        chosen("task", Task.values()),
                        given("stage") == null
                                ? List.of()
                                : List.of(Objects.requireNonNull(chosen("stage", Stage.values()))),
                        null,
                        null,
                        null,
                        false,
                        true)
                .with(range, byMetric ? rule + metric : rule);
    }

    private <E extends Enum<E>> @Nullable E chosen(String name, E[] all) {
        String text = given(name);
        return text == null
                ? null
                : Arrays.stream(all)
                        .filter(one -> one.name().equals(text))
                        .findFirst()
                        .orElseThrow(() ->
                                new Refusal.Invalid(name, "There is no " + name + " '" + Texts.brief(text) + "'."));
    }

    private String of(String name) {
        return wanted.getOrDefault(name, "");
    }

    private @Nullable String given(String name) {
        return of(name).isEmpty() ? null : of(name);
    }

    /** The metric that the table shows; null for the usual one of each task. */
    public @Nullable String getMetric() {
        return given("metric");
    }

    /** A version's value of that metric. */
    public @Nullable Double value(VersionBrief version) {
        String metric = given("metric");
        String usual = version.task() == Task.REGRESSION ? "rmse" : "accuracy";
        return version.metrics().get(metric == null ? usual : metric);
    }

    /** The address of the next page. */
    public String getNext() {
        StringBuilder address = new StringBuilder("/console/versions?cursor=").append(page.next());
        wanted.forEach((name, value) -> {
            if (!value.isEmpty()) {
                address.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return address.toString();
    }

    public boolean isFiltered() {
        return wanted.values().stream().anyMatch(value -> !value.isEmpty());
    }

    public Map<String, String> getWanted() {
        return wanted;
    }

    public Page<VersionBrief> getPage() {
        return page;
    }

    public Task[] getTasks() {
        return Task.values();
    }

    public Stage[] getStages() {
        return Stage.values();
    }

    public List<String> getOrders() {
        return List.of("newest", "oldest", BEST, WORST);
    }
}
