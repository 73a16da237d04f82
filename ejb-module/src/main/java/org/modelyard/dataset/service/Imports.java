package org.modelyard.dataset.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.batch.model.Lease;
import org.modelyard.batch.service.JobLeases;
import org.modelyard.dataset.entity.Dataset;
import org.modelyard.dataset.entity.DatasetImport;
import org.modelyard.dataset.entity.DatasetImports;
import org.modelyard.dataset.entity.StoredDatasets;
import org.modelyard.dataset.model.DuplicateMode;
import org.modelyard.dataset.model.ExampleFormat;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;

/**
 * Files into datasets. A file is read while it arrives, in the caller's thread, and never held; one import at a time
 * goes into a dataset, over all nodes.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Imports {

    @Inject
    private StoredDatasets datasets;

    @Inject
    private DatasetImports imports;

    @Inject
    private ImportSlots slots;

    @Inject
    private JobLeases leases;

    @Inject
    private ImportRuns runs;

    /** How a file is to be read. */
    public record NewImport(ExampleFormat format, DuplicateMode duplicates) {}

    /**
     * Reads the stream to its end.
     *
     * @param body raw or gzip
     * @return the import, COMPLETED; rows that were not good are rejected and listed
     * @throws Refusal.Invalid when the file cannot be read (on); what came before that point stays
     * @throws Refusal.Conflict when another import into this dataset runs
     * @throws Refusal.Unavailable when as many imports run as may
     */
    public ImportView run(Caller caller, String dataset, NewImport command, InputStream body) {
        caller.require(Role.OPERATOR);
        Dataset into = named(caller, dataset);
        slots.take();
        try {
            Lease lease = leases.acquire(leaseName(into.id()))
                    .orElseThrow(() -> new Refusal.Conflict(
                            "Another import into '" + dataset + "' is running; wait for its end."));
            try {
                return runs.run(caller, into, command, body, lease);
            } finally {
                leases.release(lease);
            }
        } finally {
            slots.giveBack();
        }
    }

    static String leaseName(long datasetId) {
        return "import/" + datasetId;
    }

    /** Newest first. */
    public Page<ImportView> list(Caller caller, String dataset, PageRequest page) {
        caller.require(Role.VIEWER);
        return Page.of(
                imports.page(named(caller, dataset), page),
                page,
                DatasetImport::id,
                one -> ImportView.of(one, dataset));
    }

    public ImportView get(Caller caller, String dataset, UUID id) {
        caller.require(Role.VIEWER);
        return imports.byPublicId(named(caller, dataset), id)
                .map(one -> ImportView.of(one, dataset))
                .orElseThrow(() -> new Refusal.NotFound("import", id.toString()));
    }

    private Dataset named(Caller caller, String name) {
        return datasets.byName(caller.organisationId(), name).orElseThrow(() -> new Refusal.NotFound("dataset", name));
    }
}
