package org.modelyard.platform.entity;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests that carried a key, and what was answered. A row without a status is a request that still runs. */
public class IdempotencyKeys {

    private final EntityManager em;

    public IdempotencyKeys(EntityManager em) {
        this.em = em;
    }

    /**
     * One remembered request.
     *
     * @param hash of the request, 64 hex digits
     * @param status null while it runs
     * @param life of the server process that carries it out
     */
    public record Remembered(
            String hash,
            Life life,
            @Nullable Integer status,
            @Nullable String location,
            @Nullable String body,
            Instant createdAt) {}

    /**
     * One life of a node.
     *
     * @param node the same over restarts
     * @param boot new with each
     */
    public record Life(String node, String boot) {}

    public Optional<Remembered> find(long organisationId, String key) {
        List<?> rows = em.createNativeQuery("select request_hash, node, boot, status, location, body, created_at"
                        + " from idempotency_key where organisation_id = ?1 and request_key = ?2")
                .setParameter(1, organisationId)
                .setParameter(2, key)
                .getResultList();
        return rows.stream().findFirst().map(row -> remembered((Object[]) row));
    }

    /**
     * Takes the key.
     *
     * @throws jakarta.persistence.PersistenceException when another request has it
     */
    public void claim(long organisationId, String key, String hash, Life life, Instant now) {
        em.createNativeQuery(
                        "insert into idempotency_key (organisation_id, request_key, request_hash, node, boot, created_at)"
                                + " values (?1, ?2, ?3, ?4, ?5, ?6)")
                .setParameter(1, organisationId)
                .setParameter(2, key)
                .setParameter(3, hash)
                .setParameter(4, life.node())
                .setParameter(5, life.boot())
                .setParameter(6, InstantColumn.local(now))
                .executeUpdate();
    }

    public void answered(
            long organisationId, String key, int status, @Nullable String location, @Nullable String body) {
        em.createNativeQuery("update idempotency_key set status = ?1, location = ?2, body = ?3"
                        + " where organisation_id = ?4 and request_key = ?5")
                .setParameter(1, status)
                .setParameter(2, location)
                .setParameter(3, body)
                .setParameter(4, organisationId)
                .setParameter(5, key)
                .executeUpdate();
    }

    public void release(long organisationId, String key) {
        em.createNativeQuery("delete from idempotency_key where organisation_id = ?1 and request_key = ?2")
                .setParameter(1, organisationId)
                .setParameter(2, key)
                .executeUpdate();
    }

    private static Remembered remembered(Object[] row) {
        return new Remembered(
                (String) row[0],
                new Life((String) row[1], (String) row[2]),
                row[3] == null ? null : ((Number) row[3]).intValue(),
                (String) row[4],
                text(row[5]),
                instant(row[6]));
    }

    /** H2 gives a longtext as a Clob, MariaDB as a String. */
    private static @Nullable String text(@Nullable Object column) {
        if (column instanceof java.sql.Clob clob) {
            try {
                return clob.getSubString(1, Math.toIntExact(clob.length()));
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException("a remembered answer cannot be read", e);
            }
        }
        return (String) column;
    }

    private static Instant instant(Object column) {
        LocalDateTime local =
                column instanceof java.sql.Timestamp timestamp ? timestamp.toLocalDateTime() : (LocalDateTime) column;
        return local.toInstant(ZoneOffset.UTC);
    }
}
