package org.modelyard.dataset.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.ExampleFilter;
import org.modelyard.dataset.model.ExampleIds;
import org.modelyard.platform.model.PageRequest;

/** The chunks of all datasets and, read only, their examples. */
public class ExampleChunks {

    private final EntityManager em;

    public ExampleChunks(EntityManager em) {
        this.em = em;
    }

    /** Written at once: the examples' ids follow from the chunk's. */
    public void add(ExampleChunk chunk) {
        em.persist(chunk);
        em.flush();
    }

    /** In the order in which they came. */
    public List<ExampleChunk> of(Dataset dataset) {
        return em.createQuery(
                        "select c from ExampleChunk c where c.datasetId = :dataset order by c.number",
                        ExampleChunk.class)
                .setParameter("dataset", dataset.id())
                .getResultList();
    }

    public List<ExampleChunk> byIds(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : em.createQuery("select c from ExampleChunk c where c.id in :ids", ExampleChunk.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    /** Newest first, chunk by chunk: a chunk's examples are a range of the primary key. */
    public List<Example> page(Dataset dataset, ExampleFilter filter, PageRequest page) {
        List<Example> found = new ArrayList<>();
        List<Long> ids = em.createQuery(
                        "select c.id from ExampleChunk c where c.datasetId = :dataset and c.id <= :last"
                                + " order by c.id desc",
                        Long.class)
                .setParameter("dataset", dataset.id())
                .setParameter("last", (page.before() - 1) / ExampleIds.ROWS)
                .getResultList();
        for (long chunk : ids) {
            if (found.size() == page.fetch()) {
                break;
            }
            found.addAll(matching(chunk, filter, page.before(), page.fetch() - found.size()));
        }
        return found;
    }

    private List<Example> matching(long chunk, ExampleFilter filter, long before, int rows) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder("select e from Example e where e.id >= :first and e.id < :before");
        add(text, wanted, "e.status = :status", "status", filter.status());
        add(text, wanted, "e.source = :source", "source", filter.source());
        add(text, wanted, "e.label = :label", "label", filter.label());
        add(text, wanted, "e.quality >= :quality", "quality", filter.minQuality());
        add(text, wanted, "e.createdAt >= :since", "since", filter.since());
        TypedQuery<Example> query = em.createQuery(text + " order by e.id desc", Example.class)
                .setParameter("first", ExampleIds.internal(chunk, 0))
                .setParameter("before", Math.min(before, ExampleIds.internal(chunk + 1, 0)))
                .setMaxResults(rows);
        wanted.forEach(query::setParameter);
        return query.getResultList();
    }

    private static void add(
            StringBuilder text, Map<String, Object> wanted, String condition, String name, @Nullable Object value) {
        if (value != null) {
            text.append(" and ").append(condition);
            wanted.put(name, value);
        }
    }
}
