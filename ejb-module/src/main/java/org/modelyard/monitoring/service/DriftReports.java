package org.modelyard.monitoring.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.monitoring.entity.StoredDriftReport;
import org.modelyard.monitoring.entity.StoredDriftReports;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Registry;

/** Reads drift reports. */
@Stateless
public class DriftReports {

    @Inject
    private StoredDriftReports reports;

    @Inject
    private Registry registry;

    /**
     * Newest first.
     *
     * @throws Refusal.NotFound when there is no such model
     */
    public Page<DriftReportView> list(Caller caller, String model, PageRequest page) {
        caller.require(Role.VIEWER);
        registry.model(caller, model);
        return Page.of(
                reports.page(caller.organisationId(), model, page), page, StoredDriftReport::id, DriftReportView::of);
    }

    /** @param bins whether to give the two distributions of each feature with it */
    public DriftReportView get(Caller caller, UUID id, boolean bins) {
        caller.require(Role.VIEWER);
        StoredDriftReport report = reports.byPublicId(caller.organisationId(), id)
                .orElseThrow(() -> new Refusal.NotFound("drift report", id.toString()));
        return bins ? DriftReportView.of(report, reports.charts(report)) : DriftReportView.of(report);
    }
}
