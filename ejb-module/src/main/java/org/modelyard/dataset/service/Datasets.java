package org.modelyard.dataset.service;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.dataset.chunk.ChunkStats;
import org.modelyard.dataset.entity.Dataset;
import org.modelyard.dataset.entity.ExampleChunk;
import org.modelyard.dataset.entity.ExampleChunks;
import org.modelyard.dataset.entity.StoredDatasets;
import org.modelyard.dataset.model.DatasetQuality;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.LabelCounts;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.model.Fields;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;

/** Datasets: making them and looking at them. */
@Stateless
public class Datasets {

    @Inject
    private StoredDatasets datasets;

    @Inject
    private ExampleChunks chunks;

    @Inject
    private Audit audit;

    @Inject
    private Event<DatasetChanged> changed;

    @Inject
    private Clock clock;

    /**
     * @param features null: the first import infers them
     * @param review null: imported rows are accepted at once
     */
    public record NewDataset(
            String name, Task task, String target, @Nullable List<NewFeature> features, @Nullable Boolean review) {}

    /** @param sensitive null: no */
    public record NewFeature(String name, FeatureType type, @Nullable Boolean sensitive) {}

    /** @throws Refusal.Conflict when the name is taken */
    public DatasetView create(Caller caller, NewDataset command) {
        caller.require(Role.OPERATOR);
        String name = command.name();
        Dataset dataset = Dataset.create(
                caller.organisationId(),
                name,
                command.task(),
                command.target(),
                command.features() == null
                        ? null
                        : Fields.all("features", command.features()).stream()
                                .map(Datasets::feature)
                                .toList(),
                Boolean.TRUE.equals(command.review()),
                clock.instant());
        if (datasets.byName(caller.organisationId(), name).isPresent()) {
            throw new Refusal.Conflict("The dataset name '" + name + "' is taken.");
        }
        datasets.add(dataset);
        audit.done(caller, "dataset.create", "dataset/" + name, "task " + command.task());
        changed.fire(new DatasetChanged(name, caller.organisationId()));
        return DatasetView.of(dataset, quality(dataset));
    }

    private static FeatureSpec feature(NewFeature feature) {
        return new FeatureSpec(feature.name(), feature.type(), Boolean.TRUE.equals(feature.sensitive()));
    }

    /** Newest first, without quality. */
    public Page<DatasetView> list(Caller caller, PageRequest page) {
        caller.require(Role.VIEWER);
        return Page.of(
                datasets.page(caller.organisationId(), page),
                page,
                Dataset::id,
                dataset -> DatasetView.of(dataset, null));
    }

    public DatasetView get(Caller caller, String name) {
        caller.require(Role.VIEWER);
        Dataset dataset =
                datasets.byName(caller.organisationId(), name).orElseThrow(() -> new Refusal.NotFound("dataset", name));
        return DatasetView.of(dataset, quality(dataset));
    }

    private DatasetQuality quality(Dataset dataset) {
        Map<String, Long> missing = new LinkedHashMap<>();
        LabelCounts labels = dataset.task() == Task.CLASSIFICATION ? LabelCounts.none() : null;
        long rows = 0;
        for (ExampleChunk chunk : chunks.of(dataset)) {
            ChunkStats stats = chunk.stats();
            rows += stats.rows();
            for (ChunkStats.ColumnStats column :
                    stats.columns().subList(0, stats.columns().size() - 1)) {
                missing.merge(column.name(), (long) column.missing(), Long::sum);
            }
            LabelCounts more = chunk.labels();
            labels = labels == null || more == null ? labels : labels.plus(more);
        }
        long total = dataset.accepted() + dataset.pending() + dataset.rejected();
        return DatasetQuality.of(missing, rows, dataset.duplicates(), total, labels);
    }

    /** Whose names contain the text, newest first, without quality. */
    public List<DatasetView> named(Caller caller, String text, int most) {
        caller.require(Role.VIEWER);
        return datasets.named(caller.organisationId(), text, most).stream()
                .map(dataset -> DatasetView.of(dataset, null))
                .toList();
    }
}
