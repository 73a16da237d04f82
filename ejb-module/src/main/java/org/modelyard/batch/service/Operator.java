package org.modelyard.batch.service;

import jakarta.annotation.Resource;
import jakarta.batch.operations.JobExecutionAlreadyCompleteException;
import jakarta.batch.operations.JobExecutionIsRunningException;
import jakarta.batch.operations.JobExecutionNotMostRecentException;
import jakarta.batch.operations.JobExecutionNotRunningException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.JobRestartException;
import jakarta.batch.operations.JobSecurityException;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.Metric;
import jakarta.batch.runtime.StepExecution;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.entity.BatchRepositoryTable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.StatementFailed;

/**
 * The batch runtime. All calls of it go through this one bean: the runtime shows a job only to the component that
 * started it. No transaction: the repository is a database of its own.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Operator {

    /** Hidden job parameter: the internal id of the organisation that the job works for. */
    public static final String ORGANISATION = "organisation";
    /** Hidden job parameter: who submitted it. */
    public static final String SUBMITTED_BY = "submittedBy";

    private static final Set<String> HIDDEN = Set.of(ORGANISATION, SUBMITTED_BY);
    private static final Set<BatchStatus> RUNNING =
            Set.of(BatchStatus.STARTING, BatchStatus.STARTED, BatchStatus.STOPPING);

    @Resource(lookup = "java:global/modelyard/batch")
    private DataSource repository;

    @Inject
    private Clock clock;

    /**
     * An execution as the repository knows it.
     *
     * @param parameters without the hidden ones
     * @param organisationId null where it was started past this feature
     */
    public record Execution(
            long id,
            long instanceId,
            String job,
            BatchStatus status,
            @Nullable String exitStatus,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            Map<String, String> parameters,
            @Nullable Long organisationId,
            String submittedBy) {

        public boolean running() {
            return RUNNING.contains(status);
        }
    }

    /** @return the execution's id */
    public long start(String job, Properties parameters) {
        return jobs().start(job, parameters);
    }

    /**
     * Goes on from the checkpoint, with the same parameters.
     *
     * @return the new execution's id
     * @throws Refusal.Conflict when it is complete, abandoned or not the newest of its instance
     */
    public long restart(long executionId) {
        JobOperator jobs = jobs();
        try {
            return jobs.restart(executionId, jobs.getParameters(executionId));
        } catch (JobExecutionAlreadyCompleteException e) {
            throw new Refusal.Conflict("Execution " + executionId + " is complete.");
        } catch (JobExecutionNotMostRecentException e) {
            throw new Refusal.Conflict("Execution " + executionId + " was restarted already; restart the newest.");
        } catch (JobRestartException e) {
            throw new Refusal.Conflict("Execution " + executionId + " cannot be restarted: " + e.getMessage());
        } catch (NoSuchJobExecutionException e) {
            throw unknown(executionId);
        }
    }

    /** @return false when this node does not run it */
    public boolean stop(long executionId) {
        try {
            jobs().stop(executionId);
            return true;
        } catch (JobExecutionNotRunningException e) {
            return false;
        } catch (NoSuchJobExecutionException e) {
            throw unknown(executionId);
        }
    }

    /** @throws Refusal.Conflict when it runs */
    public void abandon(long executionId) {
        try {
            jobs().abandon(executionId);
        } catch (JobExecutionIsRunningException e) {
            throw new Refusal.Conflict("Execution " + executionId + " is running; stop it first.");
        } catch (NoSuchJobExecutionException e) {
            throw unknown(executionId);
        }
    }

    /** Says of an execution whose process died that it no longer runs; false when that was known. */
    public boolean end(long executionId, BatchStatus status, String exitStatus) {
        try {
            return new BatchRepositoryTable(repository).end(executionId, status.name(), exitStatus, clock.instant());
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    public Optional<Execution> execution(long executionId) {
        try {
            JobOperator jobs = jobs();
            JobExecution found = jobs.getJobExecution(executionId);
            return found == null
                    ? Optional.empty()
                    : Optional.of(
                            execution(found, jobs.getJobInstance(executionId).getInstanceId()));
        } catch (NoSuchJobExecutionException | JobSecurityException notOurs) {
            return Optional.empty();
        }
    }

    public List<ExecutionView.StepView> steps(long executionId) {
        return jobs().getStepExecutions(executionId).stream()
                .map(Operator::step)
                .toList();
    }

    /**
     * Executions that the repository holds for running, on whichever node; whether they live it cannot know. (JSR-352's
     * own call names only those of this process.)
     */
    public List<Long> running() {
        try {
            jobs().getJobNames(); // the runtime makes its tables at its first use
            return new BatchRepositoryTable(repository).running();
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** Executions in the repository; fails when it does not answer. */
    public long kept() {
        try {
            jobs().getJobNames(); // the runtime makes its tables at its first use
            return new BatchRepositoryTable(repository).executions();
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    private static JobOperator jobs() {
        return BatchRuntime.getJobOperator();
    }

    private static Refusal unknown(long executionId) {
        return new Refusal.NotFound("execution", Long.toString(executionId));
    }

    private static Execution execution(JobExecution found, long instanceId) {
        Map<String, String> parameters = new TreeMap<>();
        Properties given = Optional.ofNullable(found.getJobParameters()).orElseGet(Properties::new);
        given.stringPropertyNames().stream()
                .filter(name -> !HIDDEN.contains(name))
                .forEach(name -> parameters.put(name, given.getProperty(name)));
        String organisation = given.getProperty(ORGANISATION);
        return new Execution(
                found.getExecutionId(),
                instanceId,
                found.getJobName(),
                found.getBatchStatus(),
                found.getExitStatus(),
                Optional.ofNullable(found.getCreateTime())
                        .map(date -> Instant.ofEpochMilli(date.getTime()))
                        .orElse(Instant.EPOCH),
                instant(found.getStartTime()),
                instant(found.getEndTime()),
                parameters,
                organisation == null ? null : Long.valueOf(organisation),
                given.getProperty(SUBMITTED_BY, "server"));
    }

    private static ExecutionView.StepView step(StepExecution step) {
        return new ExecutionView.StepView(
                step.getStepName(),
                step.getBatchStatus().name(),
                step.getExitStatus(),
                instant(step.getStartTime()),
                instant(step.getEndTime()),
                metric(step, Metric.MetricType.READ_COUNT),
                metric(step, Metric.MetricType.WRITE_COUNT),
                metric(step, Metric.MetricType.READ_SKIP_COUNT)
                        + metric(step, Metric.MetricType.PROCESS_SKIP_COUNT)
                        + metric(step, Metric.MetricType.WRITE_SKIP_COUNT),
                metric(step, Metric.MetricType.COMMIT_COUNT));
    }

    private static long metric(StepExecution step, Metric.MetricType type) {
        return Arrays.stream(step.getMetrics())
                .filter(metric -> metric.getType() == type)
                .mapToLong(Metric::getValue)
                .sum();
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : Instant.ofEpochMilli(date.getTime());
    }
}
