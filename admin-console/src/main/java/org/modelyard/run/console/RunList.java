package org.modelyard.run.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.run.model.RunState;
import org.modelyard.run.service.RunLine;
import org.modelyard.run.service.Runs;

/** All runs trained elsewhere, newest first, by what the address asks for. */
@Named
@RequestScoped
public class RunList {

    @Inject
    private Runs runs;

    @Inject
    private Viewer viewer;

    private @Nullable String cursor;
    private @Nullable String name;
    private @Nullable String model;
    private @Nullable String state;
    private Page<RunLine> page = new Page<>(List.of(), null);

    @PostConstruct
    void fromRequest() {
        cursor = Links.optional("cursor");
        name = Links.optional("name");
        model = Links.optional("model");
        state = Links.optional("state");
    }

    public void load() {
        Notices.attempt(() -> page = runs.list(
                viewer.caller(),
                name,
                model,
                state == null ? null : RunState.parse(state),
                PageRequest.of(null, cursor)));
    }

    public Page<RunLine> getPage() {
        return page;
    }

    /** Whether only some are asked for. */
    public boolean isFiltered() {
        return name != null || model != null || state != null;
    }

    /** The address of the older ones. */
    public String getOlder() {
        return "/console/runs?cursor=" + page.next() + part("name", name) + part("model", model) + part("state", state);
    }

    private static String part(String key, @Nullable String value) {
        return value == null ? "" : "&" + key + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Enough of an id to tell runs of one name apart. */
    public String tail(UUID id) {
        return Curves.tail(id);
    }

    public RunState[] getStates() {
        return RunState.values();
    }

    public @Nullable String getName() {
        return name;
    }

    public @Nullable String getModel() {
        return model;
    }

    public @Nullable String getState() {
        return state;
    }
}
