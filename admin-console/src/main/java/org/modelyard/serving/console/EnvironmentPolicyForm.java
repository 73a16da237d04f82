package org.modelyard.serving.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.KeptDocument;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.registry.model.EnvironmentPolicy;
import org.modelyard.serving.service.EnvironmentPolicies;

/** The document by which an administrator says what versions of every model must fulfil before they serve the chosen environment. */
@Named
@RequestScoped
public class EnvironmentPolicyForm {

    /** Where there is none yet: a beginning to change. */
    private static final EnvironmentPolicy BEGINNING = new EnvironmentPolicy(Map.of(), Map.of(), 1);

    @Inject
    private EnvironmentPolicies policies;

    @Inject
    private Viewer viewer;

    private String place = "";
    private final KeptDocument kept = new KeptDocument("policy");
    private @Nullable EnvironmentPolicy policy;

    /** One that is not there has none: the page says that it is not there. */
    @PostConstruct
    void fromRequest() {
        String chosen = Links.optional("place");
        place = chosen == null ? "" : chosen;
        EnvironmentPolicy there =
                place.isEmpty() ? null : policies.all(viewer.caller()).get(place);
        policy = there;
        kept.show(there == null ? BEGINNING : there, there == null ? null : EnvironmentPolicies.tag(there));
    }

    /** Refused when another has changed it meanwhile. */
    public void keep() {
        done(
                () -> policies.govern(
                        viewer.caller(),
                        place,
                        kept.read(EnvironmentPolicy.Wanted.class).checked(),
                        expected()),
                "Kept: it holds for every model at every door of " + place + " from now on. What serves goes on.");
    }

    public void drop() {
        done(
                () -> policies.govern(viewer.caller(), place, null, expected()),
                place + " has no policy any more: the models' own alone decide. Undo: keep one again.");
    }

    private void done(Notices.Action action, String said) {
        if (Notices.attempt(action)) {
            Notices.done(said);
            Links.go("/console/administration?place=" + place + "#placePolicy");
        }
    }

    /** A page that has shown none does not overrule one that somebody has set since. */
    private @Nullable Long expected() {
        return policy == null && kept.getSeen().isEmpty() ? null : Long.valueOf(kept.tag());
    }

    public @Nullable EnvironmentPolicy getPolicy() {
        return policy;
    }

    public KeptDocument getKept() {
        return kept;
    }
}
