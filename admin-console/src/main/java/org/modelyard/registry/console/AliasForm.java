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

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        if (!model.isEmpty()) {
            load();
            seen = all.stream()
                    .filter(one -> one.environment() == null)
                    .map(one -> one.name() + "=" + one.tag())
                    .collect(Collectors.joining(" "));
        }
    }

    private void load() {
        all = registry.aliases(viewer.caller(), model);
    }

    public void set() {
        String name = alias.strip();
        attempt(
                () -> aliases.name(viewer.caller(), model, name, version.strip(), expected(name)),
                "'" + name + "' means " + version.strip() + " now.");
    }

    public void drop(String name) {
        attempt(
                () -> aliases.forget(viewer.caller(), model, name, expected(name)),
                "'" + name + "' means nothing any more. Undo: give the name again.");
    }

    private void attempt(Notices.Action action, String done) {
        if (Notices.attempt(action)) {
            Notices.done(done);
            Links.go("/console/models/" + model + "/settings#aliases");
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

    public void setSeen(String seen) {
        this.seen = seen;
    }
}
