package org.modelyard.training.service;

import jakarta.batch.api.partition.PartitionMapper;
import jakarta.batch.api.partition.PartitionPlan;
import jakarta.batch.api.partition.PartitionPlanImpl;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.modelyard.ml.search.SearchPlan;

/** As many partitions as trials may run at once. */
@Named
@Dependent
public class SearchMapper implements PartitionMapper {

    @Inject
    private JobContext context;

    @Inject
    private TrainingLedger ledger;

    @Override
    public PartitionPlan mapPartitions() {
        UUID job = UUID.fromString(context.getProperties().getProperty(TrainingDispatcher.PARAMETER));
        SearchPlan search = ledger.open(job).plan().search();
        int parallel = search == null ? 1 : search.parallel();
        PartitionPlanImpl plan = new PartitionPlanImpl();
        plan.setPartitions(parallel);
        plan.setThreads(parallel);
        plan.setPartitionsOverride(true);
        return plan;
    }
}
