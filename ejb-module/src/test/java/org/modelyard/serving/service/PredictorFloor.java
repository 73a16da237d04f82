package org.modelyard.serving.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.journal.Journal;
import org.modelyard.journal.JournalReader;
import org.modelyard.journal.Position;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.service.AlertNeeded;
import org.modelyard.platform.settings.Configuration;
import org.modelyard.registry.service.ModelAccounting;
import org.modelyard.registry.service.ModelLogging;
import org.modelyard.serving.model.DeploymentState;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.model.LogKey;
import org.modelyard.serving.model.LogPolicy;
import org.modelyard.serving.model.PredictionRow;

/** The hot path on a journal on disk, and what is said of the models. */
abstract class PredictorFloor {

    static final Caller CALLER = new Caller(ServingFloor.ORGANISATION, "app", Role.REVIEWER, "test");
    static final int MOST_ROWS = 100_000;

    final Path home;
    final ServingFloor floor = new ServingFloor();
    final List<AlertNeeded> alerts = new ArrayList<>();

    @Nullable
    InferenceJournal journal;

    final Said said = new Said();
    final Accounts accounts = new Accounts();

    /** What somebody has said of the models. */
    static final class Said extends ModelLogging {
        Map<Long, LogPolicy> policies = Map.of();

        @Nullable
        RuntimeException fault;

        @Override
        public Map<Long, LogPolicy> all() {
            if (fault != null) {
                throw fault;
            }
            return policies;
        }
    }

    /** What somebody has said of prices. */
    static final class Accounts extends ModelAccounting {
        List<Accounted> said = List.of();
        int asked;

        @Nullable
        RuntimeException fault;

        @Override
        public List<Accounted> all() {
            asked++;
            if (fault != null) {
                throw fault;
            }
            return said;
        }
    }

    /** The installation's. */
    static final class Key extends LoggingKey {
        int asked;

        @Override
        public LogKey get() {
            asked++;
            return LogKey.of("0123456789abcdef".repeat(4));
        }
    }

    PredictorFloor(Path home) {
        this.home = home;
        floor.store.put(1, 0.75);
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
    }

    @AfterEach
    void close() throws IOException {
        if (journal != null) {
            journal.close();
        }
    }

    static Deadline ample() {
        return Deadline.after(System.nanoTime(), Duration.ofMinutes(5));
    }

    record Opened(
            Predictor predictor,
            InferenceJournal inferences,
            Journal journal,
            ShadowMirror mirror,
            AnswerRooms rooms) {}

    Opened open(String whenFull) throws IOException {
        floor.table.reload();
        Map<String, String> texts = Map.of(
                "modelyard.home",
                home.toString(),
                "modelyard.journal.segment",
                "1MiB",
                "modelyard.journal.reserve",
                "4MiB",
                "modelyard.journal.full",
                whenFull);
        Configuration settings = Configuration.read(texts::get);
        InferenceJournal opened =
                Wired.with(new InferenceJournal(), settings.server(), settings.serving(), Wired.event(alerts));
        journal = opened;
        Journal file = opened.open(Position.START);
        LogPolicies policies = Wired.with(new LogPolicies(), said, new Key());
        policies.refresh();
        ModelAccounts accounting = Wired.with(new ModelAccounts(), accounts);
        accounting.refresh();
        ShadowMirror mirror = Wired.with(
                new ShadowMirror(), floor.rooms, opened, Wired.inline(), policies, accounting, Clock.systemUTC());
        AnswerRooms rooms = Wired.with(new AnswerRooms(), floor.rooms, opened, accounting, Clock.systemUTC());
        return new Opened(
                Wired.with(
                        new Predictor(), floor.table, rooms, opened, mirror, policies, accounting, Clock.systemUTC()),
                opened,
                file,
                mirror,
                rooms);
    }

    static PredictionOutcome predict(Predictor predictor, PredictionRow row) {
        return predict(predictor, List.of(row)).get(0);
    }

    static List<PredictionOutcome> predict(Predictor predictor, List<PredictionRow> rows) {
        Route route = predictor.route(CALLER, ServingFloor.MODEL, null, null);
        return predictor.predict(CALLER, route, rows, System.nanoTime());
    }

    static PredictionRow row(double age) {
        return row(age, "user-42");
    }

    static PredictionRow row(String unit) {
        return row(41, unit);
    }

    private static PredictionRow row(double age, String unit) {
        return new PredictionRow(new InputRow(new double[] {age}, new String[1]), List.of(), unit, null, null, null);
    }

    /** All that is in the journal; its room is given back. */
    static List<InferenceRecord> logged(Opened opened) throws IOException {
        List<InferenceRecord> records = new ArrayList<>();
        try (JournalReader reader = opened.journal().reader(Position.START)) {
            for (var read = reader.read(1_000, 1 << 20); !read.isEmpty(); read = reader.read(1_000, 1 << 20)) {
                read.forEach(entry -> records.add(InferenceRecord.decode(entry.payload())));
            }
            reader.release(reader.position());
        }
        return records;
    }
}
