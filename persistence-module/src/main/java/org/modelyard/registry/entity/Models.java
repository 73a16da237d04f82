package org.modelyard.registry.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelyard.platform.entity.Containing;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.model.ModelFilter;

/** The models of all organisations. */
public class Models {

    private final EntityManager em;

    public Models(EntityManager em) {
        this.em = em;
    }

    /** Written at once, so that a name given twice is known at once. */
    public void add(Model model) {
        em.persist(model);
        em.flush();
    }

    /** A deleted one too. */
    public Optional<Model> byName(long organisationId, String name) {
        return em.createQuery("select m from Model m where m.organisationId = :org and m.name = :name", Model.class)
                .setParameter("org", organisationId)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** The name of one, by its internal id; a deleted one's too. */
    public Optional<String> name(long organisationId, long id) {
        return Optional.ofNullable(em.find(Model.class, id))
                .filter(model -> model.organisationId() == organisationId)
                .map(Model::name);
    }

    /** Waits until nobody else holds the model of that version; it stays locked to the end of the transaction. */
    public Optional<Model> lockedById(long id) {
        return em.createQuery("select m from Model m where m.id = :id", Model.class)
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** Waits until nobody else holds the model; it stays locked to the end of the transaction. */
    public Optional<Model> lockedByName(long organisationId, String name) {
        return em.createQuery("select m from Model m where m.organisationId = :org and m.name = :name", Model.class)
                .setParameter("org", organisationId)
                .setParameter("name", name)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** Those with a promotion policy, by name; deleted ones are left out. */
    public List<Model> governed(long organisationId) {
        return em.createQuery(
                        "select m from Model m where m.organisationId = :org and m.policy is not null"
                                + " and m.deletedAt is null order by m.name",
                        Model.class)
                .setParameter("org", organisationId)
                .getResultList();
    }

    /** The log policies of all models, by id, of which somebody has said something. */
    public Map<Long, String> logPolicies() {
        Map<Long, String> policies = new HashMap<>();
        em.createQuery("select m.id, m.logPolicy from Model m where m.logPolicy is not null", Object[].class)
                .getResultList()
                .forEach(row -> policies.put((Long) row[0], (String) row[1]));
        return policies;
    }

    /** @param document as JSON */
    public record Accounted(long id, long organisationId, String name, boolean deleted, String document) {}

    /** Of all organisations: the models of which somebody has said what their answers cost, deleted ones too. */
    public List<Accounted> accountings() {
        return em
                .createQuery(
                        "select m.id, m.organisationId, m.name, m.deletedAt, m.accounting from Model m where m.accounting is not null",
                        Object[].class)
                .getResultList()
                .stream()
                .map(row ->
                        new Accounted((Long) row[0], (Long) row[1], (String) row[2], row[3] != null, (String) row[4]))
                .toList();
    }

    /** Those that are as the filter says and not deleted, in its order. */
    public List<Model> page(long organisationId, ModelFilter filter, PageRequest page) {
        ModelConditions conditions = ModelConditions.of(organisationId, filter, page);
        TypedQuery<Model> query = em.createQuery(
                "select m from Model m" + conditions.where() + " order by " + (filter.byName() ? "m.name" : "m.id")
                        + (filter.descending() ? " desc" : ""),
                Model.class);
        conditions.parameters().forEach(query::setParameter);
        return query.setMaxResults(page.fetch()).getResultList();
    }

    /** Whose names contain the text, newest first. */
    public List<Model> named(long organisationId, String text, int most) {
        return em.createQuery(
                        "select m from Model m where m.organisationId = :org and m.deletedAt is null and m.name like :text escape '!'"
                                + " order by m.id desc",
                        Model.class)
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
