package org.modelyard.experiment.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.experiment.entity.Crossovers;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.entity.ExperimentRounds;
import org.modelyard.experiment.entity.ExperimentSums;
import org.modelyard.experiment.entity.StoredExperiments;
import org.modelyard.experiment.model.ExperimentReport;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.platform.service.StatementFailed;

/** What an experiment says so far, added up when it is asked. */
@Stateless
public class ExperimentResults {

    @Inject
    private StoredExperiments experiments;

    @Inject
    private ExperimentSums sums;

    @Inject
    private ExperimentRounds rounds;

    @Inject
    private Crossovers crossovers;

    @Inject
    private Clock clock;

    /** Both of one look. */
    public record Told(ResultsView results, HistoryView history) {}

    public ResultsView of(Caller caller, String name) {
        try {
            ExperimentReading reading = read(caller, name);
            return results(reading, crossover(reading));
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** What the rule says, without a look at what units got elsewhere: no decision rests on that, and it takes a while. */
    public ResultsView decision(Caller caller, String name) {
        try {
            return results(read(caller, name), null);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** How it came to that, step by step, and how far units came. */
    public HistoryView history(Caller caller, String name) {
        try {
            ExperimentReading reading = read(caller, name);
            return HistoryView.of(reading, reading.funnel());
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** For a page: the rows of the metrics are read once. */
    public Told told(Caller caller, String name) {
        try {
            ExperimentReading reading = read(caller, name);
            return new Told(results(reading, crossover(reading)), HistoryView.of(reading, reading.funnel()));
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    private ExperimentReading read(Caller caller, String name) throws SQLException {
        caller.require(Role.VIEWER);
        return ExperimentReading.of(
                experiments.byName(caller.organisationId(), name).orElseThrow(() -> Experiments.missing(name)),
                sums,
                clock.instant());
    }

    private ResultsView results(ExperimentReading reading, @Nullable CrossoverView crossover) throws SQLException {
        ExperimentReport report = reading.report(reading.ratio(rounds));
        boolean running = reading.experiment().state(reading.at()) == ExperimentState.RUNNING;
        return ResultsView.of(
                reading,
                report,
                reading.cuped().orElse(null),
                reading.segments(),
                BanditView.of(reading, rounds, report, running).orElse(null),
                crossover);
    }

    private @Nullable CrossoverView crossover(ExperimentReading reading) throws SQLException {
        Experiment experiment = reading.experiment();
        Instant started = experiment.startedAt();
        Long environment = experiment.environmentId();
        if (reading.plan().subject() == ExperimentSubject.CONTENT
                || reading.plan().adaptive() // later answers do not count there, whatever they are of
                || started == null
                || environment == null) {
            return null;
        }
        Instant over = experiment.stoppedAt(reading.at());
        return CrossoverView.of(crossovers.of(new Crossovers.Place(
                experiment.organisationId(),
                experiment.id(),
                reading.plan().subject() == ExperimentSubject.MODELS,
                environment,
                started,
                over == null ? reading.at() : over)));
    }
}
