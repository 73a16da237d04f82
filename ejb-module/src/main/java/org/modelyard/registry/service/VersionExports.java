package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.dataset.service.SnapshotTables;
import org.modelyard.evaluation.model.SignatureColumns;
import org.modelyard.ml.bundle.StoredModel;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.export.Export;
import org.modelyard.ml.export.ExportFormat;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.store.ArtifactStore;

/** Writes versions in forms that other programs read, one at a time on this node: each holds its model in memory several times over. */
@ApplicationScoped
public class VersionExports {

    private static final int MOST_ROWS = 1_000;
    private static final int KEPT = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    private Registry registry;

    @Inject
    private ExportLedger ledger;

    @Inject
    private SnapshotTables snapshots;

    @Inject
    private ArtifactStore store;

    @Inject
    private VersionPapers papers;

    @Inject
    private EvaluatedRows evaluated;

    @Inject
    private ReadingTurns reading;

    private final Map<Long, Map<ExportFormat, String>> hindrances =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Map<ExportFormat, String>> eldest) {
                    return size() > KEPT;
                }
            });
    private final Semaphore turn = new Semaphore(1, true);

    /**
     * An export, and whether it is new.
     */
    public record Made(ExportView export, boolean created) {}

    /**
     * Writes the version, or finds what was written before: the same version and format are the same bytes.
     *
     * @param wish a number, a range or {@code latest}
     * @throws Refusal.Invalid when there is no such format, or the version cannot have it
     * @throws Refusal.Conflict when there is no model of the version here, it is damaged, it has no rows to prove an ONNX file on, or the file
     *     does not answer as the version does
     * @throws Refusal.Unavailable when others are being written
     */
    public Made export(Caller caller, String model, String wish, String format) {
        caller.require(Role.OPERATOR);
        ExportFormat wanted = ExportFormat.of(format);
        ModelVersionView version = registry.resolve(caller, model, wish);
        version.requireModel();
        Optional<ExportView> known = ledger.known(caller, model, version.version(), wanted);
        if (known.isPresent()) {
            return new Made(known.get(), false);
        }
        await();
        try {
            byte[] stored = registry.artifact(caller, model, version.version(), ArtifactKind.MODEL);
            Export export = Export.of(StoredModel.read(stored), stored, wanted, () -> rows(caller, version, stored));
            if (wanted == ExportFormat.BUNDLE) {
                export = export.within(papers.around(caller, version, stored));
            }
            return new Made(ledger.add(caller, model, version.version(), export, store.put(export.file())), true);
        } finally {
            turn.release();
        }
    }

    private void await() {
        try {
            if (turn.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal.Unavailable("Other versions are being exported here.", PATIENCE);
    }

    private Table rows(Caller caller, ModelVersionView version, byte[] bundle) {
        String learnt = version.lineage().snapshot();
        UUID snapshot = learnt != null
                ? UUID.fromString(learnt)
                : evaluated
                        .newestSnapshot(caller, version)
                        .orElseThrow(() -> new Refusal.Conflict(version.model() + " " + version.version()
                                + " was trained elsewhere, so there are no rows here to prove an ONNX file on: evaluate"
                                + " it here first. The other formats need none."));
        Table sample = snapshots.sample(caller.organisationId(), snapshot, MOST_ROWS);
        return SignatureColumns.of(StoredModel.read(bundle).signature(), sample);
    }

    /** Every format, with what hinders it and what was written; in the order in which they are offered. */
    public List<VersionFormat> formats(Caller caller, String model, String wish) {
        caller.require(Role.VIEWER);
        ModelVersionView version = registry.resolve(caller, model, wish);
        version.requireModel();
        Map<ExportFormat, String> hindrances = hindrances(caller, version);
        List<VersionFormat> formats = new ArrayList<>();
        for (ExportFormat format : ExportFormat.values()) {
            String why = hindrances.getOrDefault(format, "");
            formats.add(new VersionFormat(
                    format.text(),
                    why.isEmpty() ? null : why,
                    ledger.known(caller, model, version.version(), format).orElse(null)));
        }
        return formats;
    }

    /** A page shows them at each look, and a model is large: what was found is kept for some of them. */
    private Map<ExportFormat, String> hindrances(Caller caller, ModelVersionView version) {
        Map<ExportFormat, String> known = hindrances.get(version.id());
        if (known == null) {
            known = reading.inTurn(() -> {
                Map<ExportFormat, String> meanwhile = hindrances.get(version.id()); // by the one before
                return meanwhile == null ? found(caller, version) : meanwhile;
            });
            hindrances.put(version.id(), known);
        }
        return known;
    }

    private Map<ExportFormat, String> found(Caller caller, ModelVersionView version) {
        StoredModel model =
                StoredModel.read(registry.artifact(caller, version.model(), version.version(), ArtifactKind.MODEL));
        Map<ExportFormat, String> found = new EnumMap<>(ExportFormat.class);
        for (ExportFormat format : ExportFormat.values()) {
            found.put(format, format.hindrance(model));
        }
        return found;
    }
}
