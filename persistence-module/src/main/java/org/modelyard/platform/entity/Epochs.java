package org.modelyard.platform.entity;

import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counters that say 'something of this kind has changed'. Raised in the transaction of the change; every node polls
 * them and reloads what it holds in memory.
 */
public class Epochs {

    /** Users, tokens, roles. */
    public static final String ACCESS = "access";
    /** Deployments, aliases, new versions, models in service. */
    public static final String ROUTING = "routing";
    /** What is said of versions, by batches: its number is that of the last one. */
    public static final String VERSION_TEXTS = "version-texts";

    private final EntityManager em;

    public Epochs(EntityManager em) {
        this.em = em;
    }

    public void raise(String name) {
        update("update epoch set number = number + 1 where name = ?1", name);
    }

    private void update(String sql, String name) {
        int rows = em.createNativeQuery(sql).setParameter(1, name).executeUpdate();
        if (rows != 1) {
            throw new IllegalStateException("no epoch is called " + name);
        }
    }

    /** Waits for everybody else who holds or raises it, and keeps it to the end of the transaction. */
    public void hold(String name) {
        update("update epoch set number = number where name = ?1", name);
    }

    public Map<String, Long> current() {
        Map<String, Long> numbers = new HashMap<>();
        List<?> rows = em.createNativeQuery("select name, number from epoch").getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            numbers.put((String) columns[0], ((Number) columns[1]).longValue());
        }
        return numbers;
    }
}
