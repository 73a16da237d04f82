package org.modelyard.registry.entity;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.platform.entity.Containing;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.model.Stage;
import org.semver4j.Semver;

/** The versions of all models, and their artifacts. */
public class ModelVersions {

    private final EntityManager em;

    public ModelVersions(EntityManager em) {
        this.em = em;
    }

    /** Written at once: its id and its unique keys are then certain. */
    public void add(ModelVersion version) {
        em.persist(version);
        em.flush();
    }

    public void add(Artifact artifact) {
        em.persist(artifact);
    }

    /** For the server's own work; what a client names goes by {@link #byText}. */
    public Optional<ModelVersion> byId(long id) {
        return Optional.ofNullable(em.find(ModelVersion.class, id));
    }

    /** A deleted one too. */
    public Optional<ModelVersion> byText(long organisationId, String model, String text) {
        return em.createQuery(
                        "select v from ModelVersion v where v.organisationId = :org and v.model.name = :model"
                                + " and v.text = :text",
                        ModelVersion.class)
                .setParameter("org", organisationId)
                .setParameter("model", model)
                .setParameter("text", text)
                .getResultStream()
                .findFirst();
    }

    /** The one version that a training job made. */
    public Optional<ModelVersion> byTrainingJob(long organisationId, UUID job) {
        return em.createQuery(
                        "select v from ModelVersion v where v.organisationId = :org and v.trainingJobId = :job",
                        ModelVersion.class)
                .setParameter("org", organisationId)
                .setParameter("job", job)
                .getResultStream()
                .findFirst();
    }

    /** Those of a model that serve from the same file and are not deleted, the newest first. */
    public List<ModelVersion> byBundle(long organisationId, String model, String sha256) {
        return em.createQuery(
                        "select v from ModelVersion v where v.organisationId = :org and v.model.name = :model"
                                + " and v.bundleSha = :sha and v.life.deletedAt is null order by v.id desc",
                        ModelVersion.class)
                .setParameter("org", organisationId)
                .setParameter("model", model)
                .setParameter("sha", sha256)
                .getResultList();
    }

    /**
     * Those that carry a file of a kind, oldest first; deleted ones too, as long as their files are known.
     *
     * @param prefix with which the kind begins
     */
    public List<ModelVersion> carrying(long organisationId, String prefix, String sha256, int most) {
        return em.createQuery(
                        "select v from ModelVersion v where v.organisationId = :org and v.id in (select a.modelVersionId"
                                + " from Artifact a where a.sha256 = :sha and a.kind like :kind) order by v.id",
                        ModelVersion.class)
                .setParameter("org", organisationId)
                .setParameter("sha", sha256)
                .setParameter("kind", prefix + "%")
                .setMaxResults(most)
                .getResultList();
    }

    /** Those that came of a run elsewhere, newest first. */
    public List<ModelVersion> byRun(long organisationId, UUID run) {
        return em.createQuery(
                        "select v from ModelVersion v where v.organisationId = :org and v.runId = :run and v.life.deletedAt is null order by v.id desc",
                        ModelVersion.class)
                .setParameter("org", organisationId)
                .setParameter("run", run)
                .getResultList();
    }

    /** Every version of a model that is not deleted, newest first. */
    public List<ModelVersion> of(Model model) {
        return em.createQuery(
                        "select v from ModelVersion v where v.model = :model and v.life.deletedAt is null"
                                + " order by v.id desc",
                        ModelVersion.class)
                .setParameter("model", model)
                .getResultList();
    }

    /** The numbers of a model's versions in those stages that are not deleted. */
    public List<Semver> numbers(Model model, Collection<Stage> stages) {
        return em.createQuery(
                        "select v.text from ModelVersion v where v.model = :model and v.life.deletedAt is null"
                                + " and v.life.stage in :stages",
                        String.class)
                .setParameter("model", model)
                .setParameter("stages", stages)
                .getResultStream()
                .map(Semver::new)
                .toList();
    }

    /**
     * What the next number depends on: columns alone, since nothing of the version before changes.
     *
     * @param text the number
     * @param signature as JSON
     * @param relied whether somebody may rely on the signature: the version is neither rejected nor deleted, and says its inputs
     */
    public record Numbered(String text, String signature, boolean relied) {

        private static Numbered of(Object[] row) {
            String signature = (String) row[1];
            boolean relied = row[2] != Stage.REJECTED && row[3] == null && !signature.contains("\"inputs\":[]");
            return new Numbered((String) row[0], signature, relied);
        }

        public Semver number() {
            return new Semver(text);
        }
    }

    /** That of the highest number, deleted ones included: none is given twice. */
    public Optional<Numbered> highest(Model model) {
        return highest(model, "");
    }

    /**
     * The version of the highest number that somebody may rely on: neither rejected nor deleted, and it says its inputs, which one
     * that lives elsewhere need not.
     */
    public Optional<Numbered> highestRelied(Model model) {
        return highest(
                model,
                " and v.life.deletedAt is null and v.life.stage <> " + Stage.class.getName() + ".REJECTED"
                        + " and v.signature not like '%\"inputs\":[]%'");
    }

    private Optional<Numbered> highest(Model model, String condition) {
        String versions =
                "select v.text, v.signature, v.life.stage, v.life.deletedAt from ModelVersion v where v.model = :model"
                        + condition;
        Optional<Numbered> first = em.createQuery(
                        versions + " order by v.major desc, v.minor desc, v.patch desc", Object[].class)
                .setParameter("model", model)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(Numbered::of);
        Semver number = first.map(Numbered::number).orElse(null);
        if (number == null || number.getPreRelease().isEmpty()) {
            return first; // a release comes behind all of its pre-releases
        }
        return em.createQuery(
                        versions + " and v.major = :major and v.minor = :minor and v.patch = :patch", Object[].class)
                .setParameter("model", model)
                .setParameter("major", number.getMajor())
                .setParameter("minor", number.getMinor())
                .setParameter("patch", number.getPatch())
                .getResultStream()
                .map(Numbered::of)
                .max(Comparator.comparing(Numbered::number));
    }

    public long count(Model model) {
        return em.createQuery(
                        "select count(v) from ModelVersion v where v.model = :model and v.life.deletedAt is null",
                        Long.class)
                .setParameter("model", model)
                .getSingleResult();
    }

    /** Newest first. */
    public List<ModelVersion> page(Model model, PageRequest page) {
        return em.createQuery(
                        "select v from ModelVersion v where v.model = :model and v.life.deletedAt is null and v.id < :before order by v.id desc",
                        ModelVersion.class)
                .setParameter("model", model)
                .setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }

    /** By kind. */
    public List<Artifact> artifacts(ModelVersion version) {
        return em.createQuery(
                        "select a from Artifact a where a.modelVersionId = :version order by a.kind", Artifact.class)
                .setParameter("version", version.id())
                .getResultList();
    }

    public Optional<Artifact> artifact(ModelVersion version, String kind) {
        return em.createQuery(
                        "select a from Artifact a where a.modelVersionId = :version and a.kind = :kind", Artifact.class)
                .setParameter("version", version.id())
                .setParameter("kind", kind)
                .getResultStream()
                .findFirst();
    }

    /** Whose model's name and number, with a space between, contain the text; newest first. */
    public List<ModelVersion> named(long organisationId, String text, int most) {
        return em.createQuery(
                        "select v from ModelVersion v join fetch v.model m where v.organisationId = :org and v.life.deletedAt is null and m.deletedAt is null"
                                + " and concat(m.name, ' ', v.text) like :text escape '!' order by v.id desc",
                        ModelVersion.class)
                .setParameter("org", organisationId)
                .setParameter("text", Containing.of(text))
                .setMaxResults(most)
                .getResultList();
    }

    /** Writes what has changed, so that counters of changes are certain. */
    public void flush() {
        em.flush();
    }
}
