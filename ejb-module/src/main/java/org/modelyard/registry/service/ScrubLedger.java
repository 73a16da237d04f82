package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.registry.entity.NeededFiles;
import org.modelyard.registry.entity.Scrub;
import org.modelyard.registry.entity.ScrubParts;
import org.modelyard.registry.entity.StoredScrubs;
import org.modelyard.registry.model.ScrubProblem;

/** What the rows know of scrubs, each step in a transaction of its own: what was looked at stays so when the process is killed. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ScrubLedger {

    /** One a first hex digit. */
    public static final int PARTS = 16;

    /** Between two looks at a part's row lie at most {@value #AT_ONCE} files. */
    private static final Duration AT_WORK = Duration.ofDays(1);

    private static final int MOST_FINDINGS = 1_000;
    private static final int AT_ONCE = 200;

    @Inject
    private StoredScrubs scrubs;

    @Inject
    private ScrubParts parts;

    @Inject
    private NeededFiles files;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /** @return its id */
    public UUID begin(Caller caller) {
        caller.require(Role.OPERATOR);
        Scrub scrub = Scrub.begin(caller.organisationId(), caller.actor(), clock.instant());
        scrubs.add(scrub);
        attempt(() -> {
            parts.begin(scrub, PARTS);
            return scrub;
        });
        audit.done(caller, "artifacts.scrub", "scrub/" + scrub.publicId(), null);
        return scrub.publicId();
    }

    /** Files of the part that were not looked at yet, by address; empty when there are none. */
    public List<String> next(long organisationId, UUID id, int part) {
        Scrub scrub = named(organisationId, id);
        scrub.touch(clock.instant());
        String digit = Integer.toHexString(part);
        return attempt(() -> {
            String last = parts.last(scrub, part);
            return files.page(organisationId, last.isEmpty() ? digit : last, digit + "g", AT_ONCE);
        });
    }

    /**
     * Counts a file, unless it was counted before. One that is not good is no finding when nobody needs it any more: files are named some time
     * before they are read, and may be cleaned away in between.
     *
     * @param problem null for a good one
     * @param actual what its bytes hash to, of a damaged one
     * @return one of those who need it, of one that is not good; empty when nobody does, and of a good one
     */
    public String count(
            long organisationId,
            UUID id,
            int part,
            String sha256,
            long bytes,
            @Nullable ScrubProblem problem,
            @Nullable String actual) {
        Scrub scrub = named(organisationId, id);
        return attempt(() -> {
            String refers = problem == null ? "" : files.refers(organisationId, sha256);
            parts.count(
                    scrub,
                    part,
                    sha256,
                    bytes,
                    problem == null || refers.isEmpty()
                            ? null
                            : new ScrubParts.Finding(sha256, problem, actual, refers));
            return refers;
        });
    }

    public void end(long organisationId, UUID id) {
        named(organisationId, id).end(clock.instant());
    }

    /** Organisations of which none that was begun since then came to its end, and none is at work: one that was cut off gives way after a day. */
    public List<Long> without(Instant since) {
        return scrubs.without(since, clock.instant().minus(AT_WORK));
    }

    /** Newest first, without findings. */
    public Page<ScrubView> list(Caller caller, PageRequest page) {
        caller.require(Role.VIEWER);
        return Page.of(
                scrubs.page(caller.organisationId(), page),
                page,
                Scrub::id,
                scrub -> attempt(() -> ScrubView.of(scrub, parts.totals(scrub), List.of())));
    }

    public ScrubView get(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        Scrub scrub = named(caller.organisationId(), id);
        return attempt(() -> ScrubView.of(scrub, parts.totals(scrub), parts.findings(scrub, MOST_FINDINGS)));
    }

    private Scrub named(long organisationId, UUID id) {
        return scrubs.byPublicId(organisationId, id).orElseThrow(() -> new Refusal.NotFound("scrub", id.toString()));
    }

    private interface Statements<T> {
        T run() throws SQLException;
    }

    private static <T> T attempt(Statements<T> statements) {
        try {
            return statements.run();
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }
}
