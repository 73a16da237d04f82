package org.modelyard.serving.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Typed;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.service.InferenceTraces;

/** What a model was asked under a trace, in the time that the address says. */
@Named
@RequestScoped
public class TraceSearch {

    /** Parts of one trace lie close together. */
    private static final Duration AROUND = Duration.ofMinutes(30);

    @Inject
    private InferenceTraces traces;

    @Inject
    private Viewer viewer;

    private String trace = "";
    private String model = "";
    private String since = "";
    private String until = "";
    private InferenceTraces.@Nullable Found found;

    @PostConstruct
    void fromRequest() {
        trace = Links.parameter("traceId").strip();
        model = Links.parameter("traceModel").strip();
        since = Links.parameter("traceSince").strip();
        until = Links.parameter("traceUntil").strip();
    }

    /** Before the page is drawn: what is refused stands above everything else on it. */
    public void load() {
        if (!trace.isEmpty()) {
            Notices.attempt(() -> {
                if (model.isEmpty()) {
                    throw new Refusal.Invalid("model", "Say of which model: its log alone is looked through.");
                }
                found = traces.find(
                        viewer.caller(),
                        model,
                        trace,
                        Typed.instant("since", since),
                        Typed.instant("until", until),
                        null);
            });
        }
    }

    /** The address that finds what belongs to the same trace around a time. */
    public String around(String ofModel, String traceId, Instant at) {
        return "/console/search?traceId=" + encoded(traceId) + "&traceModel=" + encoded(ofModel) + "&traceSince="
                + encoded(at.minus(AROUND).toString()) + "&traceUntil="
                + encoded(at.plus(AROUND).toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Null where nothing was looked for, or that was refused. */
    public InferenceTraces.@Nullable Found getFound() {
        return found;
    }

    public String getTrace() {
        return trace;
    }

    public String getModel() {
        return model;
    }

    public String getSince() {
        return since;
    }

    public String getUntil() {
        return until;
    }
}
