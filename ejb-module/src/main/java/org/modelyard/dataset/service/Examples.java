package org.modelyard.dataset.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.dataset.entity.Dataset;
import org.modelyard.dataset.entity.Example;
import org.modelyard.dataset.entity.ExampleChunks;
import org.modelyard.dataset.entity.StoredDatasets;
import org.modelyard.dataset.model.ExampleFilter;
import org.modelyard.dataset.model.ExampleRow;
import org.modelyard.dataset.model.Schema;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.store.ArtifactStore;

/** Looking through the examples of a dataset. Rows come from the database, features from the chunks' files. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Examples {

    /** How many chunks a text search opens before it answers with what it has. */
    public static final int SEARCHED_CHUNKS = 8;

    @Inject
    private StoredDatasets datasets;

    @Inject
    private ExampleChunks chunks;

    @Inject
    private ArtifactStore store;

    /**
     * Newest first. With a text, at most {@link #SEARCHED_CHUNKS} chunks are searched a call: the page may then be short
     * or empty and still have a next one, which goes on from there.
     *
     * @param text to be found in a text or categorical feature or the target, whatever its case; null: all
     */
    public Page<ExampleView> list(
            Caller caller, String dataset, ExampleFilter filter, @Nullable String text, PageRequest page) {
        caller.require(Role.VIEWER);
        Dataset named = datasets.byName(caller.organisationId(), dataset)
                .orElseThrow(() -> new Refusal.NotFound("dataset", dataset));
        Optional<Schema> schema = named.schema();
        if (schema.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        try (ExampleFeatures features = new ExampleFeatures(schema.get(), chunks, store)) {
            return text == null || text.isBlank()
                    ? plain(named, filter, page, features)
                    : search(named, filter, text.strip().toLowerCase(Locale.ROOT), page, features);
        }
    }

    private Page<ExampleView> plain(Dataset dataset, ExampleFilter filter, PageRequest page, ExampleFeatures features) {
        return Page.of(chunks.page(dataset, filter, page), page, Example::id, example -> {
            ExampleRow row = features.row(example);
            return ExampleView.of(features.id(example), example, row);
        });
    }

    private Page<ExampleView> search(
            Dataset dataset, ExampleFilter filter, String text, PageRequest page, ExampleFeatures features) {
        List<ExampleView> found = new ArrayList<>();
        Long after = page.after();
        while (true) {
            PageRequest batch = new PageRequest(PageRequest.MAX_LIMIT, after);
            List<Example> examples = chunks.page(dataset, filter, batch);
            for (Example example : examples) {
                if (features.opened(example) > SEARCHED_CHUNKS || found.size() == page.limit()) {
                    return new Page<>(found, after == null ? null : PageRequest.cursorAfter(after));
                }
                ExampleRow row = features.row(example);
                if (contains(row, text)) {
                    found.add(ExampleView.of(features.id(example), example, row));
                }
                after = example.id();
            }
            if (examples.size() < batch.fetch()) {
                return new Page<>(found, null);
            }
        }
    }

    private static boolean contains(ExampleRow row, String text) {
        for (String value : row.texts()) {
            if (value != null && value.toLowerCase(Locale.ROOT).contains(text)) {
                return true;
            }
        }
        String target = row.targetText();
        return target != null && target.toLowerCase(Locale.ROOT).contains(text);
    }
}
