package org.modelyard.dataset.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.DuplicateMode;
import org.modelyard.dataset.model.ExampleFilter;
import org.modelyard.dataset.model.ExampleFormat;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.service.DatasetView;
import org.modelyard.dataset.service.Datasets;
import org.modelyard.dataset.service.ExampleView;
import org.modelyard.dataset.service.Examples;
import org.modelyard.dataset.service.ImportView;
import org.modelyard.dataset.service.Imports;
import org.modelyard.dataset.service.SnapshotView;
import org.modelyard.dataset.service.Snapshots;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;

/** One dataset: what it holds, import by upload, snapshots. */
@Named
@RequestScoped
public class DatasetPage {

    private static final PageRequest FEW = new PageRequest(10, null);
    private static final PageRequest ROWS = new PageRequest(20, null);
    private static final int LABELS = 12;
    private static final int SHOWN_FEATURES = 8;

    @Inject
    private Datasets datasets;

    @Inject
    private Imports imports;

    @Inject
    private Snapshots snapshots;

    @Inject
    private Examples examples;

    @Inject
    private Viewer viewer;

    private String name = "";
    private @Nullable Part file;
    private boolean skipDuplicates;
    private @Nullable DatasetView dataset;

    @PostConstruct
    void fromRequest() {
        name = Links.parameter("name");
        if (!name.isEmpty()) {
            load();
        }
    }

    public void load() {
        dataset = datasets.get(viewer.caller(), name);
    }

    /** The upload is a file on the server's disk by now, so its size costs no memory. */
    public void upload() {
        Part part = file;
        if (part == null || part.getSize() == 0) {
            Notices.error("Choose a CSV or JSON Lines file first.");
            load();
            return;
        }
        boolean done = Notices.attempt(() -> {
            try (InputStream content = part.getInputStream()) {
                DuplicateMode duplicates = skipDuplicates ? DuplicateMode.SKIP : DuplicateMode.KEEP;
                ImportView result =
                        imports.run(viewer.caller(), name, new Imports.NewImport(format(part), duplicates), content);
                tell(result);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        if (done) {
            Links.go("/console/datasets/" + name);
        } else {
            load();
        }
    }

    private static void tell(ImportView result) {
        String counts = result.accepted() + " of " + result.read() + " rows accepted, " + result.rejected()
                + " rejected, " + result.duplicates() + " duplicates.";
        if (result.problem() == null) {
            Notices.done(counts);
        } else {
            Notices.error(result.problem() + " " + counts);
        }
    }

    private static ExampleFormat format(Part part) {
        String file = String.valueOf(part.getSubmittedFileName()).toLowerCase(Locale.ROOT);
        return file.contains(".jsonl") || file.contains(".ndjson") ? ExampleFormat.JSON_LINES : ExampleFormat.CSV;
    }

    public void snapshot() {
        if (Notices.attempt(() -> {
            Snapshots.Taken taken = snapshots.create(viewer.caller(), name);
            Notices.done(
                    taken.created()
                            ? "Snapshot of " + taken.snapshot().rows() + " rows taken."
                            : "Nothing has changed since the last snapshot; it was kept.");
        })) {
            Links.go("/console/datasets/" + name);
        } else {
            load();
        }
    }

    public @Nullable DatasetView getDataset() {
        return dataset;
    }

    public List<ImportView> getImports() {
        return imports.list(viewer.caller(), name, FEW).items();
    }

    public List<SnapshotView> getSnapshots() {
        return snapshots.list(viewer.caller(), name, FEW).items();
    }

    public Page<ExampleView> getExamples() {
        return examples.list(viewer.caller(), name, ExampleFilter.all(), null, ROWS);
    }

    /** As many as fit beside each other. */
    public List<FeatureSpec> getShownFeatures() {
        return dataset == null || dataset.features() == null
                ? List.of()
                : dataset.features().stream().limit(SHOWN_FEATURES).toList();
    }

    /** The most frequent labels; empty where the task has none. */
    public List<Map.Entry<String, Long>> getLabels() {
        if (dataset == null || dataset.quality() == null || dataset.quality().labels() == null) {
            return List.of();
        }
        return dataset.quality().labels().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(LABELS)
                .toList();
    }

    public long getMostFrequent() {
        return getLabels().stream().mapToLong(Map.Entry::getValue).max().orElse(1);
    }

    public String getName() {
        return name;
    }

    public @Nullable Part getFile() {
        return file;
    }

    public void setFile(@Nullable Part file) {
        this.file = file;
    }

    public boolean isSkipDuplicates() {
        return skipDuplicates;
    }

    public void setSkipDuplicates(boolean skipDuplicates) {
        this.skipDuplicates = skipDuplicates;
    }
}
