package org.modelyard.run.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.platform.model.Refusal;
import org.modelyard.run.model.RunDifferences;
import org.modelyard.training.service.TrainingJobView;
import org.modelyard.training.service.TrainingJobs;

/** Runs side by side, with our own training jobs among them where they are named. */
@ApplicationScoped
public class RunComparisons {

    @Inject
    private Runs runs;

    @Inject
    private TrainingJobs jobs;

    /**
     * A run or a training job.
     *
     * @param here whether it is a training job of this server
     * @param name of the run, or the job's model
     */
    public record Compared(UUID id, boolean here, String name, String state, Instant startedAt) {}

    /**
     * @param runs in the order that was asked for
     * @param parameters those that differ; values in the order of the runs
     * @param same parameters that all have alike
     * @param metrics the last value of each; values in the order of the runs
     */
    public record View(
            List<Compared> runs,
            List<RunDifferences.Row<String>> parameters,
            Map<String, String> same,
            List<RunDifferences.Row<Double>> metrics) {}

    private record Known(Compared compared, RunDifferences.Side side) {}

    /**
     * @param ids of runs or training jobs
     * @throws Refusal.Invalid unless these are two or more, and not too many
     * @throws Refusal.NotFound when one does not exist
     */
    public View of(Caller caller, List<UUID> ids) {
        caller.require(Role.VIEWER);
        List<UUID> distinct = new ArrayList<>(new LinkedHashSet<>(ids));
        if (distinct.size() < 2 || distinct.size() > RunDifferences.MOST) {
            throw new Refusal.Invalid("ids", "Name 2 to " + RunDifferences.MOST + " runs to compare.");
        }
        List<Known> known = distinct.stream().map(id -> known(caller, id)).toList();
        RunDifferences differences =
                RunDifferences.of(known.stream().map(Known::side).toList());
        return new View(
                known.stream().map(Known::compared).toList(),
                differences.parameters(),
                differences.same(),
                differences.metrics());
    }

    private Known known(Caller caller, UUID id) {
        return runs.find(caller, id).map(RunComparisons::run).orElseGet(() -> job(caller, id));
    }

    private static Known run(RunView run) {
        Map<String, @Nullable Double> metrics = new LinkedHashMap<>();
        run.metrics().forEach(metric -> metrics.put(metric.key(), metric.value()));
        return new Known(
                new Compared(run.id(), false, run.name(), run.state().name(), run.startedAt()),
                new RunDifferences.Side(run.parameters(), metrics));
    }

    private Known job(Caller caller, UUID id) {
        TrainingJobView job;
        try {
            job = jobs.get(caller, id);
        } catch (Refusal.NotFound neither) {
            throw Runs.missing(id);
        }
        TrainerSpec spec = job.chosen() == null ? job.plan().trainer() : job.chosen();
        Map<String, String> parameters = new TreeMap<>();
        spec.values().forEach((name, value) -> parameters.put(name, String.valueOf(value)));
        parameters.put("trainer", spec.type());
        parameters.put("dataset", job.dataset());
        parameters.put("seed", Long.toString(job.plan().seed()));
        Instant started = job.startedAt();
        return new Known(
                new Compared(
                        job.id(), true, job.model(), job.state().name(), started == null ? job.createdAt() : started),
                new RunDifferences.Side(parameters, job.metrics()));
    }
}
