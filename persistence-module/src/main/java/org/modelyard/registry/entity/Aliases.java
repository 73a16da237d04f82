package org.modelyard.registry.entity;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.modelyard.registry.model.AliasName;

/** The aliases of all models, the champions among them. */
public class Aliases {

    private final EntityManager em;

    public Aliases(EntityManager em) {
        this.em = em;
    }

    /** Written at once, so that a name given twice is known at once. */
    public void add(ModelAlias alias) {
        em.persist(alias);
        em.flush();
    }

    public void remove(ModelAlias alias) {
        em.remove(alias);
    }

    /** @param environment empty for an alias that means the same everywhere */
    public Optional<ModelAlias> of(long organisationId, long modelId, String environment, String name) {
        return em.createQuery(
                        "select a from ModelAlias a where a.organisationId = :org and a.modelId = :model"
                                + " and a.environment = :environment and a.name = :name",
                        ModelAlias.class)
                .setParameter("org", organisationId)
                .setParameter("model", modelId)
                .setParameter("environment", environment)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    public Optional<ModelAlias> champion(long organisationId, long modelId, String environment) {
        return of(organisationId, modelId, environment, AliasName.CHAMPION);
    }

    /** By environment and name. */
    public List<ModelAlias> of(Model model) {
        return em.createQuery(
                        "select a from ModelAlias a where a.organisationId = :org and a.modelId = :model"
                                + " order by a.environment, a.name",
                        ModelAlias.class)
                .setParameter("org", model.organisationId())
                .setParameter("model", model.id())
                .getResultList();
    }

    /** Those that mean the version. */
    public List<ModelAlias> of(ModelVersion version) {
        return em.createQuery(
                        "select a from ModelAlias a where a.organisationId = :org and a.version = :version"
                                + " order by a.environment, a.name",
                        ModelAlias.class)
                .setParameter("org", version.organisationId())
                .setParameter("version", version)
                .getResultList();
    }
}
