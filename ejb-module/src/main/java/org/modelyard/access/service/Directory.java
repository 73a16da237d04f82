package org.modelyard.access.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.service.EpochChanged;

/**
 * Answers 'who is this?' on each request from memory. Entries are dropped when the access epoch moves, so a revoked
 * token or a changed role is obeyed within one poll; a token seen before goes on working while the database is away.
 */
@ApplicationScoped
public class Directory {

    private static final int MAX_ENTRIES = 100_000;

    @Inject
    private Credentials credentials;

    @Inject
    private Clock clock;

    private final ConcurrentMap<String, Credential> tokens = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, Credential> users = new ConcurrentHashMap<>();
    private final AtomicLong generation = new AtomicLong();

    /** @return the caller of a valid token */
    public Optional<Caller> byToken(String token, String address) {
        String hash = Secrets.tokenHash(token);
        Credential known = tokens.get(hash);
        if (known == null) {
            long before = generation.get();
            Optional<Credential> found = credentials.ofToken(hash, clock.instant());
            if (found.isEmpty()) {
                return Optional.empty();
            }
            known = found.get();
            remember(tokens, hash, known, before);
        }
        return clock.instant().isBefore(known.expiresAt()) ? Optional.of(known.caller(address)) : Optional.empty();
    }

    /** @return the caller behind a console session, as long as the user is active */
    public Optional<Caller> byUser(long userId, String address) {
        Credential known = users.get(userId);
        if (known == null) {
            long before = generation.get();
            Optional<Credential> found = credentials.ofUser(userId);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            known = found.get();
            remember(users, userId, known, before);
        }
        return Optional.of(known.caller(address));
    }

    /** What was read before a change must not outlive it. */
    private <K> void remember(ConcurrentMap<K, Credential> entries, K key, Credential credential, long before) {
        if (entries.size() < MAX_ENTRIES) {
            entries.put(key, credential);
            if (generation.get() != before) {
                entries.remove(key);
            }
        }
    }

    void accessChanged(@Observes EpochChanged change) {
        if (change.name().equals(Epochs.ACCESS)) {
            forget();
        }
    }

    /** At once on the node where the change was made; the others follow by the epoch. */
    void forget() {
        generation.incrementAndGet();
        tokens.clear();
        users.clear();
    }
}
