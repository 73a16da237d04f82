package org.modelyard.run.service;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.registry.service.Registry;
import org.modelyard.run.entity.Run;
import org.modelyard.run.entity.StoredRunTexts;
import org.modelyard.run.entity.StoredRuns;
import org.modelyard.run.model.RunState;
import org.modelyard.run.model.RunTexts;
import org.modelyard.run.model.RunTimes;

/** Runs trained elsewhere: their lives and their words. Metrics are {@link RunCurves}', files {@link RunArtifacts}'. */
@Stateless
public class Runs {

    @Inject
    private StoredRuns runs;

    @Inject
    private StoredRunTexts texts;

    @Inject
    private Registry registry;

    @Inject
    private Audit audit;

    @Inject
    private Event<RunChanged> changed;

    @Inject
    private Clock clock;

    /**
     * What a run says at its beginning.
     *
     * @param name of what is tried out: runs of one name belong together
     * @param model that a version may come to
     * @param startedAt now when null
     */
    public record NewRun(
            @Nullable String name,
            @Nullable String model,
            @Nullable Map<String, @Nullable String> parameters,
            @Nullable Map<String, @Nullable String> tags,
            @Nullable Instant startedAt) {}

    /**
     * How a run ended.
     *
     * @param problem why it failed, in its own words
     * @param endedAt now when null
     */
    public record Ending(@Nullable String state, @Nullable String problem, @Nullable Instant endedAt) {}

    /** @throws Refusal.Invalid naming what is wrong */
    public RunView create(Caller caller, NewRun wanted) {
        caller.require(Role.OPERATOR);
        String name = wanted.name();
        if (name == null) {
            throw new Refusal.Invalid("name", "Say what the run tries out: runs of one name belong together.");
        }
        Map<String, String> parameters = RunTexts.PARAMETER.checked(wanted.parameters());
        Map<String, String> tags = RunTexts.TAG.checked(wanted.tags());
        Run run = Run.begin(
                caller.organisationId(),
                name,
                wanted.model(),
                RunTimes.checked("startedAt", wanted.startedAt(), clock.instant()),
                caller.actor());
        runs.add(run);
        insert(run, RunTexts.PARAMETER, parameters);
        insert(run, RunTexts.TAG, tags);
        audit.done(caller, "run.create", subject(run), run.name());
        return told(run);
    }

    /** Newest first; null leaves a filter out. */
    public Page<RunLine> list(
            Caller caller, @Nullable String name, @Nullable String model, @Nullable RunState state, PageRequest page) {
        caller.require(Role.VIEWER);
        return Page.of(runs.page(caller.organisationId(), name, model, state, page), page, Run::id, RunLine::of);
    }

    public RunView get(Caller caller, UUID id) {
        return find(caller, id).orElseThrow(() -> missing(id));
    }

    /** As {@link #get}; empty when there is none. */
    public Optional<RunView> find(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        return runs.byPublicId(caller.organisationId(), id).map(this::view);
    }

    /**
     * Writes parameters down, once: the same text again is no change.
     *
     * @throws Refusal.Conflict when one has another text already, or the run has ended
     */
    public RunView parameters(Caller caller, UUID id, @Nullable Map<String, @Nullable String> given) {
        caller.require(Role.OPERATOR);
        Map<String, String> wanted = RunTexts.PARAMETER.checked(given);
        Run run = locked(caller, id);
        run.goOn();
        Map<String, String> known = read(run, RunTexts.PARAMETER);
        Map<String, String> fresh = new TreeMap<>(wanted);
        List<FieldError> errors = new ArrayList<>();
        known.forEach((name, text) -> {
            String other = fresh.remove(name);
            if (other != null && !other.equals(text)) {
                errors.add(new FieldError(
                        "parameters." + Texts.brief(name), "It is '" + Texts.brief(text) + "' already."));
            }
        });
        if (!errors.isEmpty()) {
            throw new Refusal.Conflict("A parameter is written once. "
                    + errors.get(0).field() + ": " + errors.get(0).message());
        }
        RunTexts.PARAMETER.requireRoom(known.size() + fresh.size());
        insert(run, RunTexts.PARAMETER, fresh);
        return told(run);
    }

    /**
     * Changes tags, at any time; the others stay.
     *
     * @param given null takes a tag away
     * @param seen what the caller saw; null for any
     * @throws Refusal.Stale when it has changed since
     */
    public RunView tag(Caller caller, UUID id, @Nullable Map<String, @Nullable String> given, @Nullable Long seen) {
        caller.require(Role.OPERATOR);
        Map<String, @Nullable String> wanted = RunTexts.TAG.checkedChanges(given);
        Run run = locked(caller, id);
        run.requireSeen(seen);
        run.change();
        Map<String, String> tags = read(run, RunTexts.TAG);
        Map<String, String> written = new TreeMap<>();
        wanted.forEach((name, text) -> {
            tags.remove(name);
            if (text != null) {
                written.put(name, text);
            }
        });
        RunTexts.TAG.requireRoom(tags.size() + written.size());
        try {
            texts.delete(run, RunTexts.TAG, wanted.keySet());
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
        insert(run, RunTexts.TAG, written);
        audit.done(caller, "run.tag", subject(run), Texts.cut(String.join(", ", wanted.keySet()), 1_000));
        return told(run);
    }

    /** @throws Refusal.Conflict when it ended in another way */
    public RunView finish(Caller caller, UUID id, Ending ending) {
        caller.require(Role.OPERATOR);
        RunState last = RunState.parseEnd(ending.state());
        Run run = locked(caller, id);
        Instant at = RunTimes.checked("endedAt", ending.endedAt(), clock.instant());
        // a start that was taken over from a clock that goes ahead
        Instant end = ending.endedAt() == null && at.isBefore(run.startedAt()) ? run.startedAt() : at;
        if (run.end(last, ending.problem(), end)) {
            audit.done(caller, "run.finish", subject(run), run.name() + ", " + last);
        }
        return told(run);
    }

    private RunView told(Run run) {
        changed.fire(new RunChanged(run.organisationId()));
        return view(run);
    }

    private RunView view(Run run) {
        return RunView.of(
                run,
                new RunView.Parts(
                        read(run, RunTexts.PARAMETER),
                        read(run, RunTexts.TAG),
                        runs.metrics(run),
                        runs.artifacts(run),
                        registry.ofRun(run.organisationId(), run.publicId())));
    }

    private Map<String, String> read(Run run, RunTexts kind) {
        try {
            return texts.of(run, kind);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    private void insert(Run run, RunTexts kind, Map<String, String> wanted) {
        try {
            texts.insert(run, kind, wanted);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    private Run locked(Caller caller, UUID id) {
        return runs.locked(caller.organisationId(), id).orElseThrow(() -> missing(id));
    }

    static Refusal.NotFound missing(UUID id) {
        return new Refusal.NotFound("run", id.toString());
    }

    static String subject(Run run) {
        return "run/" + run.publicId();
    }
}
