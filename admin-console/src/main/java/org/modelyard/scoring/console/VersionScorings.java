package org.modelyard.scoring.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.service.Datasets;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.service.Uploads;
import org.modelyard.scoring.service.ScoringView;
import org.modelyard.scoring.service.Scorings;

/** The part of a version's page that writes its answers to a dataset into a file. */
@Named
@RequestScoped
public class VersionScorings {

    private static final PageRequest ALL = new PageRequest(PageRequest.MAX_LIMIT, null);
    private static final int SHOWN = 10;

    @Inject
    private Scorings scorings;

    @Inject
    private Uploads uploads;

    @Inject
    private Datasets datasets;

    @Inject
    private Viewer viewer;

    private String model = "";
    private String version = "";
    private @Nullable String dataset;
    private @Nullable Part file;
    private String format = "csv";
    private boolean scores;
    private @Nullable List<ScoringView> known;

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        version = Links.parameter("version");
    }

    public void start() {
        Notices.attempt(() -> {
            String brought = arrived();
            scorings.request(
                    viewer.caller(),
                    model,
                    version,
                    new Scorings.NewScoring(
                            brought == null ? dataset : null,
                            null,
                            null,
                            brought,
                            brought == null ? null : inputFormat(),
                            format,
                            scores));
        });
    }

    /** What was chosen is a file on the server's disk by now, so its size costs no memory. */
    private @Nullable String arrived() {
        Part chosen = file;
        if (chosen == null || chosen.getSize() == 0) {
            return null;
        }
        try (InputStream content = chosen.getInputStream()) {
            return uploads.whole(viewer.caller(), chosen.getSize(), content)
                    .id()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String inputFormat() {
        Part chosen = file;
        String name = chosen == null ? "" : String.valueOf(chosen.getSubmittedFileName());
        return name.endsWith(".jsonl") || name.endsWith(".ndjson") ? "jsonl" : "csv";
    }

    /** Takes one away that has ended. */
    public void forget(UUID id) {
        if (Notices.attempt(() -> scorings.delete(viewer.caller(), id))) {
            known = null;
        }
    }

    /** The latest, newest first. */
    public List<ScoringView> getItems() {
        if (known == null) {
            known = scorings.list(viewer.caller(), model, version, new PageRequest(SHOWN, null))
                    .items();
        }
        return known;
    }

    /** By name: what is shown. */
    public Map<String, String> getChoices() {
        Map<String, String> choices = new LinkedHashMap<>();
        datasets.list(viewer.caller(), ALL)
                .items()
                .forEach(one ->
                        choices.put(one.name(), one.name() + " (" + one.counts().accepted() + " examples)"));
        return choices;
    }

    public @Nullable String getDataset() {
        return dataset;
    }

    public void setDataset(@Nullable String dataset) {
        this.dataset = dataset;
    }

    public @Nullable Part getFile() {
        return file;
    }

    public void setFile(@Nullable Part file) {
        this.file = file;
    }

    public String getFormat() {
        return format;
    }

    public void setFormat(String format) {
        this.format = format;
    }

    public boolean isScores() {
        return scores;
    }

    public void setScores(boolean scores) {
        this.scores = scores;
    }
}
