package org.modelyard.registry.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.Overlaps;
import org.modelyard.registry.model.Bump;
import org.modelyard.registry.model.Elsewhere;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.model.SignatureDocument;

/** Versions of models that live elsewhere, by what is said of them alone: found, compared and governed here, never served. */
@ApplicationScoped
public class VersionDeclarations {

    private static final int MOST_METRICS = 1_000;

    @Inject
    private NamedModels models;

    @Inject
    private Registration registration;

    @Inject
    private ModelImports imports;

    @Inject
    private DeclaredScorers scorers;

    /**
     * What is said of the version.
     *
     * @param task needed
     * @param bump null: the least that the signature allows
     * @param signature null when it is not known
     * @param metrics by name; kept as unverified
     * @param parameters it was made with
     * @param imported a file that it is served from; null: its model lives elsewhere
     * @param scorer the document of a table of rules, a chain or an endpoint; null: it is none
     */
    public record NewDeclaration(
            @Nullable Task task,
            @Nullable Bump bump,
            @Nullable Declared signature,
            @Nullable Map<String, @Nullable Double> metrics,
            @Nullable Map<String, Object> parameters,
            @Nullable Elsewhere elsewhere,
            @Nullable List<String> tags,
            @Nullable String changeLog,
            @JsonProperty("import") @Nullable ImportWish imported,
            @Nullable Map<String, Object> scorer) {}

    /**
     * A signature as a client says it.
     *
     * @param outputs answered beside the target; null: none
     */
    public record Declared(
            Task task, List<SignatureDocument.Input> inputs, List<String> labels, @Nullable List<Answered> outputs) {

        private SignatureDocument document() {
            if (inputs.contains(null) || labels.contains(null) || (outputs != null && outputs.contains(null))) {
                throw new Refusal.Invalid("signature", "No input, label or output is null.");
            }
            List<SignatureDocument.Output> beside = outputs == null
                    ? List.of()
                    : outputs.stream()
                            .map(one -> new SignatureDocument.Output(
                                    one.name(), one.task(), one.labels() == null ? List.of() : one.labels()))
                            .toList();
            return new SignatureDocument(task, inputs, labels, beside).checked();
        }
    }

    /** @param labels null for a number */
    public record Answered(String name, Task task, @Nullable List<String> labels) {}

    /**
     * A DRAFT that is served from a file from elsewhere, once it was evaluated here.
     *
     * @param run that told of it, or null
     * @param content of the file
     * @throws Refusal.Invalid when a part is missing or wrong, the file is not taken, or the bump is too little
     * @throws Refusal.Conflict when the model answers another kind of question
     */
    public ModelVersionView bringIn(
            Caller caller, String model, @Nullable UUID run, NewDeclaration wanted, byte[] content) {
        return bringIn(caller, model, run, wanted, content, number -> {});
    }

    /**
     * The same.
     *
     * @param done is told the number within the transaction that registers it, so that both happen or none
     */
    ModelVersionView bringIn(
            Caller caller,
            String model,
            @Nullable UUID run,
            NewDeclaration wanted,
            byte[] content,
            Consumer<String> done) {
        ImportWish wish = checkedImport(caller, model, wanted);
        Declared signature = wanted.signature();
        ImportedModel read =
                imports.read(wish, taskOf(wanted), signature == null ? null : signature.document(), content);
        return registered(caller, model, run, wanted, read, done);
    }

    /**
     * What is said of a version that is to be imported, as far as it can be told without the file.
     *
     * @throws Refusal.Invalid when a part is missing or wrong
     * @throws Refusal.Conflict when the model answers another kind of question than is said, or is deleted
     */
    ImportWish checkedImport(Caller caller, String model, NewDeclaration wanted) {
        caller.require(Role.OPERATOR);
        Names.require("model", model);
        ImportWish wish = wanted.imported();
        if (wish == null) {
            throw new Refusal.Invalid("import", "Say what the file is.");
        }
        if (wanted.elsewhere() != null) {
            throw new Refusal.Invalid("elsewhere", "A version that is imported lives here.");
        }
        if (wanted.scorer() != null) {
            throw new Refusal.Invalid("scorer", "A declared scorer needs no import: register it as a version.");
        }
        Declared signature = wanted.signature();
        Task task = taskOf(wanted);
        ModelImports.check(wish, task, signature == null ? null : signature.document());
        metrics(wanted.metrics());
        VersionEdits.tags(wanted.tags() == null ? List.of() : wanted.tags());
        VersionEdits.markdown("changeLog", wanted.changeLog());
        registration.requireTask(caller, model, task);
        return wish;
    }

    private static @Nullable Task taskOf(NewDeclaration wanted) {
        Declared signature = wanted.signature();
        return wanted.task() == null && signature != null ? signature.task() : wanted.task();
    }

    /**
     * A DRAFT that its document says all about.
     *
     * @throws Refusal.Invalid when the document is wrong, or says what must not be
     * @throws Refusal.Conflict when the model answers another kind of question
     */
    public ModelVersionView declareScorer(
            Caller caller, String model, NewDeclaration wanted, Map<String, Object> document) {
        caller.require(Role.OPERATOR);
        Names.require("model", model);
        if (wanted.imported() != null || wanted.elsewhere() != null || wanted.signature() != null) {
            throw new Refusal.Invalid(
                    "scorer",
                    "A declared scorer says its signature itself; leave import, elsewhere and signature out.");
        }
        ImportedModel read = scorers.read(caller, document);
        Task task = read.model().signature().task();
        if (wanted.task() != null && wanted.task() != task) {
            throw new Refusal.Invalid("task", "The scorer is for " + task + ", not for " + wanted.task() + ".");
        }
        return registered(caller, model, null, wanted, read, number -> {});
    }

    private ModelVersionView registered(
            Caller caller,
            String model,
            @Nullable UUID run,
            NewDeclaration wanted,
            ImportedModel read,
            Consumer<String> done) {
        Map<String, Double> metrics = metrics(wanted.metrics());
        read.metrics().forEach((name, value) -> {
            if (value != null && Double.isFinite(value)) {
                metrics.putIfAbsent(name, value);
            }
        });
        Map<String, Object> trainer = new TreeMap<>(read.trainer());
        if (wanted.parameters() != null) {
            trainer.putAll(wanted.parameters());
        }
        SignatureDocument document = SignatureDocument.of(read.model().signature());
        models.ensure(caller, model, document.task());
        DeclaredVersion version = new DeclaredVersion(
                model,
                run,
                wanted.bump(),
                document,
                Lineage.elsewhere(run == null ? null : run.toString(), trainer, read.seed()),
                RegistryJson.write(metrics),
                read.files(),
                VersionEdits.tags(wanted.tags() == null ? List.of() : wanted.tags()),
                VersionEdits.markdown("changeLog", wanted.changeLog()),
                null);
        return Overlaps.again(() -> registration.declare(caller, version, done));
    }

    /**
     * EXTERNAL, with the next number.
     *
     * @throws Refusal.Invalid when a part is missing or wrong, or the bump too little
     * @throws Refusal.Conflict when the model answers another kind of question
     */
    public ModelVersionView declare(Caller caller, String model, NewDeclaration wanted) {
        caller.require(Role.OPERATOR);
        Names.require("model", model);
        Task task = wanted.task();
        if (task == null) {
            throw new Refusal.Invalid(
                    "task",
                    "Say what kind of question the model answers: one of " + Arrays.toString(Task.values()) + ".");
        }
        Declared signature = wanted.signature();
        if (signature != null && signature.task() != task) {
            throw new Refusal.Invalid(
                    "signature.task", "The signature is for " + signature.task() + ", not for " + task + ".");
        }
        Elsewhere elsewhere =
                wanted.elsewhere() == null ? null : wanted.elsewhere().checked();
        Map<String, Double> metrics = metrics(wanted.metrics());
        List<String> tags = VersionEdits.tags(wanted.tags() == null ? List.of() : wanted.tags());
        DeclaredVersion version = new DeclaredVersion(
                model,
                null,
                wanted.bump(),
                signature == null ? new SignatureDocument(task, List.of(), List.of()) : signature.document(),
                Lineage.elsewhere(null, wanted.parameters() == null ? Map.of() : wanted.parameters(), null),
                RegistryJson.write(metrics),
                Map.of(),
                tags,
                VersionEdits.markdown("changeLog", wanted.changeLog()),
                elsewhere);
        try {
            return Overlaps.again(() -> registration.declare(caller, version));
        } catch (Refusal.NotFound firstOfItsModel) {
            models.ensure(caller, model, task);
            return Overlaps.again(() -> registration.declare(caller, version));
        }
    }

    private static Map<String, Double> metrics(@Nullable Map<String, @Nullable Double> declared) {
        Map<String, Double> metrics = new TreeMap<>();
        if (declared != null) {
            declared.forEach((name, value) -> {
                if (value == null || !Double.isFinite(value) || name.isBlank() || declared.size() > MOST_METRICS) {
                    throw new Refusal.Invalid(
                            "metrics", "At most " + MOST_METRICS + " metrics, each with a name and a finite number.");
                }
                metrics.put(name, value);
            });
        }
        return metrics;
    }
}
