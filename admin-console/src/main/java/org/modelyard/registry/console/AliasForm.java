package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.AliasView;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.VersionAliases;

/** The names of a model's versions. A change of what another has changed meanwhile is refused. */
@Named
@RequestScoped
public class AliasForm {

    /** Of a name that was not there when the page was made: whoever has given it since is not overruled. */
    private static final long NOT_THERE = -1;

    @Inject
    private Registry registry;

    @Inject
    private VersionAliases aliases;

    @Inject
    private Viewer viewer;

    private String model = "";
    private List<AliasView> all = List.of();
    private String alias = "";
    private String version = "";
    /** Tags of the names as the page shows them: {@code baseline=17 other=4}. */
    private String seen = "";
    /** The rows in their order as the page shows them: a button is found by its row's place alone. */
    private String shown = "";

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        if (!model.isEmpty()) {
            all = registry.aliases(viewer.caller(), model);
            remember();
        }
    }

    private void remember() {
        seen = all.stream()
                .filter(one -> one.environment() == null)
                .map(one -> one.name() + "=" + one.tag())
                .collect(Collectors.joining(" "));
        shown = rows(all);
    }

    static String rows(List<AliasView> aliases) {
        return aliases.stream()
                .map(one -> one.environment() == null ? one.name() : one.name() + "@" + one.environment())
                .collect(Collectors.joining(" "));
    }

    public void set() {
        String name = alias.strip();
        attempt(
                () -> aliases.name(viewer.caller(), model, name, version.strip(), expected(name)),
                "'" + name + "' means " + version.strip() + " now.");
    }

    /** @param name of the row that is now where the button was */
    public void drop(String name) {
        attempt(
                () -> {
                    if (!rows(all).equals(shown)) {
                        throw new Refusal.Stale(
                                "The names have changed since this page was made: look, and try again.");
                    }
                    aliases.forget(viewer.caller(), model, name, expected(name));
                },
                "'" + name + "' means nothing any more. Undo: give the name again.");
    }

    private void attempt(Notices.Action action, String done) {
        if (Notices.attempt(action)) {
            Notices.done(done);
            Links.go("/console/models/" + model + "/settings#aliases");
        } else {
            remember(); // the page that says no shows the names anew, so another try starts from these
        }
    }

    /** What the page has shown; null when there was no such name, and is none. */
    private @Nullable Long expected(String name) {
        Map<String, Long> known = new TreeMap<>();
        Stream.of(seen.split(" "))
                .filter(one -> one.matches("[a-z0-9-]+=\\d{1,18}"))
                .forEach(one -> known.put(
                        one.substring(0, one.indexOf('=')), Long.valueOf(one.substring(one.indexOf('=') + 1))));
        boolean there = all.stream()
                .anyMatch(one -> one.environment() == null && one.name().equals(name));
        return known.containsKey(name) ? known.get(name) : there ? Long.valueOf(NOT_THERE) : null;
    }

    public List<AliasView> getAll() {
        return all;
    }

    public String getAlias() {
        return alias;
    }

    public void setAlias(String alias) {
        this.alias = alias;
    }

    public String getVersion() {
        return version;
    }

    public void setVersion(String version) {
        this.version = version;
    }

    public String getSeen() {
        return seen;
    }

    public void setSeen(@Nullable String seen) {
        this.seen = seen == null ? "" : seen;
    }

    public String getShown() {
        return shown;
    }

    public void setShown(@Nullable String shown) {
        this.shown = shown == null ? "" : shown;
    }
}
