package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.ml.export.Export;
import org.modelyard.ml.export.ExportFormat;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.Artifact;
import org.modelyard.registry.entity.ModelVersion;
import org.modelyard.registry.entity.ModelVersions;
import org.modelyard.registry.entity.Models;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.store.StoredArtifact;

/** What the rows know of exports, each step in a transaction of its own: writing one is slow. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ExportLedger {

    @Inject
    private Models models;

    @Inject
    private ModelVersions versions;

    @Inject
    private Audit audit;

    /** The version's export, if it was written before. */
    public Optional<ExportView> known(Caller caller, String model, String number, ExportFormat format) {
        caller.require(Role.VIEWER);
        return find(version(caller, model, number), format);
    }

    /** Under the model's lock, so that of two who write the same at once the second finds the first's. */
    public ExportView add(Caller caller, String model, String number, Export export, StoredArtifact stored) {
        caller.require(Role.OPERATOR);
        if (models.lockedByName(caller.organisationId(), model).isEmpty()) {
            throw new Refusal.NotFound("model", model);
        }
        ModelVersion version = version(caller, model, number);
        return find(version, export.format()).orElseGet(() -> {
            Artifact artifact = Artifact.withFacts(
                    version,
                    ArtifactKind.export(export.format()),
                    stored.sha256(),
                    stored.bytes(),
                    RegistryJson.write(export.facts()));
            versions.add(artifact);
            audit.done(
                    caller,
                    "model.export",
                    "model/" + model + "/" + number,
                    export.format().text() + ", SHA-256 " + stored.sha256());
            return view(version, export.format(), artifact);
        });
    }

    private Optional<ExportView> find(ModelVersion version, ExportFormat format) {
        return versions.artifact(version, ArtifactKind.export(format)).map(artifact -> view(version, format, artifact));
    }

    private static ExportView view(ModelVersion version, ExportFormat format, Artifact artifact) {
        return ExportView.of(
                format.text(),
                artifact,
                "/api/v1/models/" + version.model().name() + "/versions/" + version.text() + "/artifacts/"
                        + artifact.kind());
    }

    private ModelVersion version(Caller caller, String model, String number) {
        return versions.byText(caller.organisationId(), model, number)
                .orElseThrow(() -> new Refusal.NotFound("version of " + model, number));
    }
}
