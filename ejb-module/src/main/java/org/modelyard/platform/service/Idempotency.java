package org.modelyard.platform.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.entity.IdempotencyKeys;
import org.modelyard.platform.entity.IdempotencyKeys.Life;
import org.modelyard.platform.entity.IdempotencyKeys.Remembered;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Sha256;
import org.modelyard.platform.settings.ServerSettings;

/**
 * Remembers which keyed requests were begun and how they were answered, each step in a transaction of its own: the
 * key must be seen by others while the request runs, and stay when it is refused. The retention job removes old ones.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Idempotency {

    /** A request without an answer after this time died with another node; its key is free again. */
    static final Duration LONGEST_REQUEST = Duration.ofHours(1);

    @Inject
    private IdempotencyKeys keys;

    @Inject
    private ServerSettings settings;

    @Inject
    private Node node;

    @Inject
    private Clock clock;

    /** What a key leads to. */
    public sealed interface Turn permits First, Again, Running, Different {}

    /** The key is the caller's now: carry the request out, then say {@link #answered} or {@link #release}. */
    public record First() implements Turn {}

    /** The same request was answered before. */
    public record Again(int status, @Nullable String location, @Nullable String body) implements Turn {}

    /** The same request is being carried out. */
    public record Running() implements Turn {}

    /** The key belongs to another request. */
    public record Different() implements Turn {}

    /**
     * Takes the key or says what became of it.
     *
     * @param hash of all that makes the request what it is
     * @throws Refusal.Conflict when another request took it in the same moment: then ask again
     */
    public Turn begin(Caller caller, String key, String hash) {
        Instant now = clock.instant();
        Optional<Remembered> known = keys.find(caller.organisationId(), row(key));
        if (known.isPresent()) {
            if (!over(known.get(), now)) {
                return turn(known.get(), hash);
            }
            keys.release(caller.organisationId(), row(key));
        }
        try {
            keys.claim(caller.organisationId(), row(key), hash, life(), now);
        } catch (PersistenceException e) {
            if (Outage.isDatabase(e)) {
                throw e;
            }
            throw new Refusal.Conflict("Another request took this key in the same moment.");
        }
        return new First();
    }

    public void answered(Caller caller, String key, int status, @Nullable String location, @Nullable String body) {
        keys.answered(caller.organisationId(), row(key), status, location, body);
    }

    /** The request failed here, not there: the client may try again with the same key. */
    public void release(Caller caller, String key) {
        keys.release(caller.organisationId(), row(key));
    }

    /** Hashed, since the databases do not agree on whether capitals and blanks count. */
    private static String row(String key) {
        return Sha256.hex(key.getBytes(StandardCharsets.UTF_8));
    }

    private boolean over(Remembered request, Instant now) {
        if (request.status() == null && diedWithUs(request.life())) {
            return true;
        }
        Duration kept = request.status() == null ? LONGEST_REQUEST : settings.idempotency();
        return request.createdAt().plus(kept).isBefore(now);
    }

    /** Begun by an earlier life of this node: nobody will answer it. */
    private boolean diedWithUs(Life life) {
        return life.node().equals(life().node()) && !life.equals(life());
    }

    private Life life() {
        return new Life(node.id().toString(), node.boot().toString());
    }

    private static Turn turn(Remembered request, String hash) {
        if (!request.hash().equals(hash)) {
            return new Different();
        }
        Integer status = request.status();
        return status == null ? new Running() : new Again(status, request.location(), request.body());
    }
}
