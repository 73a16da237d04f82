package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.IntactFiles;
import org.modelyard.registry.entity.Aliases;
import org.modelyard.registry.entity.Artifact;
import org.modelyard.registry.entity.Model;
import org.modelyard.registry.entity.ModelVersion;
import org.modelyard.registry.entity.ModelVersions;
import org.modelyard.registry.entity.Models;
import org.modelyard.registry.model.AliasName;
import org.modelyard.registry.model.ModelFilter;
import org.modelyard.registry.model.Versions;
import org.semver4j.Semver;

/** Reads models and versions. */
@Stateless
public class Registry {

    @Inject
    private Models models;

    @Inject
    private ModelVersions versions;

    @Inject
    private Aliases aliases;

    @Inject
    private VersionWishes wishes;

    @Inject
    private IntactFiles files;

    /** Newest first. */
    public Page<ModelView> models(Caller caller, PageRequest page) {
        return models(caller, ModelFilter.ALL, page);
    }

    /** In the filter's order. */
    public Page<ModelView> models(Caller caller, ModelFilter filter, PageRequest page) {
        caller.require(Role.VIEWER);
        return Page.of(models.page(caller.organisationId(), filter, page), page, Model::id, this::view);
    }

    public ModelView model(Caller caller, String name) {
        caller.require(Role.VIEWER);
        return view(named(caller, name));
    }

    /** The number of the version that serves; empty where none does, or there is no such model yet. */
    public Optional<String> champion(Caller caller, String model, String environment) {
        caller.require(Role.VIEWER);
        return models.byName(caller.organisationId(), model)
                .map(known -> view(known).champions().get(environment));
    }

    /** Newest first. */
    public Page<ModelVersionView> versions(Caller caller, String model, PageRequest page) {
        caller.require(Role.VIEWER);
        return Page.of(versions.page(named(caller, model), page), page, ModelVersion::id, this::view);
    }

    /** @param version a number such as {@code 1.0.0} */
    public ModelVersionView version(Caller caller, String model, String version) {
        caller.require(Role.VIEWER);
        return view(numbered(caller, model, version));
    }

    /** Those of a model that serve from a file with this SHA-256, newest first; for other features. */
    public List<ModelVersionView> ofBundle(Caller caller, String model, String sha256) {
        caller.require(Role.VIEWER);
        return versions.byBundle(caller.organisationId(), model, sha256).stream()
                .map(this::view)
                .toList();
    }

    /** Every name of the model's versions, the champions among them, by environment and name. */
    public List<AliasView> aliases(Caller caller, String model) {
        caller.require(Role.VIEWER);
        return aliases.of(named(caller, model)).stream().map(AliasView::of).toList();
    }

    /** Internal id, for other features. */
    public long modelId(Caller caller, String name) {
        caller.require(Role.VIEWER);
        return named(caller, name).id();
    }

    /** Name of a model by its internal id, for other features; empty when there is none. */
    public Optional<String> modelName(long organisationId, long id) {
        return models.name(organisationId, id);
    }

    /** By internal id, for other features. */
    public ModelVersionView version(Caller caller, long id) {
        caller.require(Role.VIEWER);
        return versions.byId(id)
                .filter(version -> version.organisationId() == caller.organisationId())
                .map(this::view)
                .orElseThrow(() -> new Refusal.NotFound("model version", Long.toString(id)));
    }

    /**
     * The version that a wish means. A number means that version, whatever its stage; a range and {@code latest} look
     * among those that may be deployed; an alias means what it was set to.
     *
     * @param wish {@code 1.2.0}, {@code ^1.2}, {@code latest}, an alias, {@code champion} (of production) or
     *     {@code champion@staging}
     * @throws Refusal.NotFound when there is none
     * @throws Refusal.Invalid when the wish is none of these
     */
    public ModelVersionView resolve(Caller caller, String model, String wish) {
        caller.require(Role.VIEWER);
        return view(wishes.found(caller, named(caller, model), wish));
    }

    /**
     * The artifact's bytes; verified before they are given.
     *
     * @throws Refusal.Conflict when they do not match their SHA-256, or are not there; raises an alert
     */
    public byte[] artifact(Caller caller, String model, String version, String kind) {
        caller.require(Role.VIEWER);
        Artifact artifact = versions.artifact(numbered(caller, model, version), kind)
                .orElseThrow(() -> new Refusal.NotFound("artifact of " + model + " " + version, kind));
        IntactFiles.Place place = new IntactFiles.Place(
                caller.organisationId(), "model/" + model, "The artifact '" + kind + "' of " + model + " " + version);
        return files.read(place, artifact.sha256());
    }

    private ModelView view(Model model) {
        Optional<Semver> latest = Versions.best(versions.numbers(model, VersionWishes.OFFERED), AliasName.LATEST);
        return ModelView.of(
                model, latest.map(Semver::getVersion).orElse(null), versions.count(model), aliases.of(model));
    }

    private ModelVersionView view(ModelVersion version) {
        List<Artifact> artifacts = versions.artifacts(version);
        return ModelVersionView.of(version, artifacts, aliases.of(version));
    }

    private Model named(Caller caller, String name) {
        return models.byName(caller.organisationId(), name)
                .filter(known -> known.deletedAt() == null)
                .orElseThrow(() -> new Refusal.NotFound("model", name));
    }

    private ModelVersion numbered(Caller caller, String model, String version) {
        named(caller, model);
        return versions.byText(caller.organisationId(), model, version)
                .filter(known -> known.life().deletedAt() == null)
                .orElseThrow(() -> new Refusal.NotFound("version of " + model, version));
    }

    /** Versions that came of a run elsewhere, newest first; for the runs' own feature. */
    public List<VersionName> ofRun(long organisationId, UUID run) {
        return versions.byRun(organisationId, run).stream().map(Registry::name).toList();
    }

    private static VersionName name(ModelVersion version) {
        return new VersionName(version.model().name(), version.text(), version.stage(), version.createdAt());
    }

    /** Names of models that contain the text, newest first. */
    public List<String> modelNames(Caller caller, String text, int most) {
        caller.require(Role.VIEWER);
        return models.named(caller.organisationId(), text, most).stream()
                .map(Model::name)
                .toList();
    }

    /** Versions whose {@code model number} contains the text, newest first. */
    public List<VersionName> versionNames(Caller caller, String text, int most) {
        caller.require(Role.VIEWER);
        return versions.named(caller.organisationId(), text, most).stream()
                .map(Registry::name)
                .toList();
    }
}
