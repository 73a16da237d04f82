package org.modelyard.access.entity;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.PageRequest;

/** Users of all organisations; names are unique over all, since a login form asks for nothing else. */
public class Users {

    private final EntityManager em;

    public Users(EntityManager em) {
        this.em = em;
    }

    public void add(User user) {
        em.persist(user);
    }

    public boolean none() {
        return em.createQuery("select u.id from User u", Long.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    public Optional<User> byId(long id) {
        return Optional.ofNullable(em.find(User.class, id));
    }

    public Optional<User> byName(String name) {
        return em.createQuery("select u from User u where u.name = :name", User.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    public Optional<User> byName(long organisationId, String name) {
        return byName(name).filter(user -> user.organisationId() == organisationId);
    }

    public long activeAdmins(long organisationId) {
        return em.createQuery(
                        "select count(u) from User u where u.organisationId = :org and u.active = true and u.role = :admin",
                        Long.class)
                .setParameter("org", organisationId)
                .setParameter("admin", Role.ADMIN)
                .getSingleResult();
    }

    /** Newest first. */
    public List<User> page(long organisationId, PageRequest page) {
        return em.createQuery(
                        "select u from User u where u.organisationId = :org and u.id < :before order by u.id desc",
                        User.class)
                .setParameter("org", organisationId)
                .setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }
}
