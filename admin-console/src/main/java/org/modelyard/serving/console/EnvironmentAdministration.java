package org.modelyard.serving.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Role;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Typed;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.service.EnvironmentFreezes;
import org.modelyard.serving.service.EnvironmentView;
import org.modelyard.serving.service.ModelDeployments;
import org.modelyard.serving.service.OwnEnvironments;

/** Environments for those who administer: the list, freezes, and the organisation's own ones. */
@Named
@RequestScoped
public class EnvironmentAdministration {

    private static final String HOME = "/console/administration#environments";

    @Inject
    private ModelDeployments deployments;

    @Inject
    private EnvironmentFreezes freezes;

    @Inject
    private OwnEnvironments own;

    @Inject
    private Viewer viewer;

    private @Nullable String chosen;
    private @Nullable EnvironmentView place;
    private @Nullable List<EnvironmentView> places;
    private @Nullable String name;
    private @Nullable String from;
    private @Nullable String until;
    private @Nullable String reason;
    private boolean refused;

    @PostConstruct
    void fromRequest() {
        chosen = Links.optional("place");
    }

    public void load() {
        viewer.caller().require(Role.ADMIN);
        List<EnvironmentView> known = deployments.environments(viewer.caller());
        places = known;
        String wanted = chosen;
        place = wanted == null || wanted.isBlank()
                ? null
                : known.stream()
                        .filter(one -> one.name().equals(wanted))
                        .findFirst()
                        .orElseThrow(() -> new Refusal.NotFound("environment", wanted));
    }

    public void open() {
        String wanted = name == null ? "" : name.strip();
        refused = !done(
                () -> own.open(viewer.caller(), wanted),
                wanted + " takes deployments now, and may be named wherever an environment is.");
    }

    public void close() {
        String gone = String.valueOf(chosen);
        done(
                () -> own.close(viewer.caller(), gone),
                gone + " is removed. What served in it stays in the log. Undo: add it again.");
    }

    public void freeze() {
        String frozen = String.valueOf(chosen);
        done(
                () -> {
                    Instant end = Typed.instant("until", until);
                    if (end == null) {
                        throw new Refusal.Invalid("until", "Say until when it is frozen.");
                    }
                    freezes.freeze(viewer.caller(), frozen, Typed.instant("from", from), end, reason);
                },
                frozen + " is frozen in that time: nothing is deployed or rolled out there. Undo: end the freeze.");
    }

    public void thaw() {
        String thawed = String.valueOf(chosen);
        done(() -> freezes.thaw(viewer.caller(), thawed), thawed + " is open.");
    }

    /** A refusal keeps what was typed. */
    private static boolean done(Notices.Action action, String said) {
        boolean done = Notices.attempt(action);
        if (done) {
            Notices.done(said);
            Links.go(HOME);
        }
        return done;
    }

    /** Whether the form for a new one stays open, with what was typed. */
    public boolean isRefused() {
        return refused;
    }

    /** Whether the form of one environment is there; also before it is read, so that a posted button counts. */
    public boolean isChoosing() {
        return place != null || places == null;
    }

    /** Whether the chosen one can be removed: the three of every organisation cannot. */
    public boolean isOwn() {
        EnvironmentView one = place;
        return one == null || !one.standard();
    }

    /** Whether the chosen one has a freeze that can be ended. */
    public boolean isFreezing() {
        EnvironmentView one = place;
        return one == null || one.frozenUntil() != null;
    }

    /** The one that the address names; null for none. */
    public @Nullable EnvironmentView getPlace() {
        return place;
    }

    public List<EnvironmentView> getPlaces() {
        return places == null ? List.of() : places;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public @Nullable String getFrom() {
        return from;
    }

    public void setFrom(@Nullable String from) {
        this.from = from;
    }

    public @Nullable String getUntil() {
        return until;
    }

    public void setUntil(@Nullable String until) {
        this.until = until;
    }

    /** Why it is frozen, for those who are refused. */
    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }
}
