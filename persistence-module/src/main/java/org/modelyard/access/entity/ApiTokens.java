package org.modelyard.access.entity;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.platform.model.PageRequest;

/** API tokens of all organisations. */
public class ApiTokens {

    private final EntityManager em;

    public ApiTokens(EntityManager em) {
        this.em = em;
    }

    public void add(ApiToken token) {
        em.persist(token);
    }

    public Optional<ApiToken> byHash(String hash) {
        return em.createQuery("select t from ApiToken t where t.tokenHash = :hash", ApiToken.class)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst();
    }

    public Optional<ApiToken> byPublicId(long organisationId, UUID id) {
        return em.createQuery(
                        "select t from ApiToken t where t.organisationId = :org and t.publicId = :id", ApiToken.class)
                .setParameter("org", organisationId)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** Newest first. */
    public List<ApiToken> page(long organisationId, PageRequest page) {
        return em.createQuery(
                        "select t from ApiToken t where t.organisationId = :org and t.id < :before order by t.id desc",
                        ApiToken.class)
                .setParameter("org", organisationId)
                .setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }
}
