package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.registry.service.ModelEdits;
import org.modelyard.registry.service.ModelView;
import org.modelyard.registry.service.Registry;

/** What people say of a model: description, owners, tags. */
@Named
@RequestScoped
public class WordsForm {

    @Inject
    private Registry registry;

    @Inject
    private ModelEdits edits;

    @Inject
    private Viewer viewer;

    private String name = "";
    private @Nullable ModelView model;
    private String description = "";
    private String owners = "";
    private String tags = "";
    private long seen;

    @PostConstruct
    void fromRequest() {
        name = Links.parameter("model");
        if (!name.isEmpty()) {
            show(registry.model(viewer.caller(), name));
        }
    }

    private void show(ModelView found) {
        model = found;
        description = found.description() == null ? "" : found.description();
        owners = String.join(", ", found.owners());
        tags = String.join(", ", found.tags());
        seen = found.changes();
    }

    /** Refused when somebody else has said something meanwhile. */
    public void say() {
        Notices.attempt(() -> {
            show(edits.say(viewer.caller(), name, new ModelEdits.Words(description, list(owners), list(tags)), seen));
            Notices.done("Kept.");
        });
    }

    private static List<String> list(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    public String getName() {
        return name;
    }

    public @Nullable ModelView getModel() {
        return model;
    }

    public String getDescription() {
        return description;
    }

    /** @param description null where the field is empty: then it is taken away */
    public void setDescription(@Nullable String description) {
        this.description = Objects.requireNonNullElse(description, "");
    }

    public String getOwners() {
        return owners;
    }

    /** @param owners null where the field is empty: then all of them are taken away */
    public void setOwners(@Nullable String owners) {
        this.owners = Objects.requireNonNullElse(owners, "");
    }

    public String getTags() {
        return tags;
    }

    /** @param tags null where the field is empty: then all of them are taken away */
    public void setTags(@Nullable String tags) {
        this.tags = Objects.requireNonNullElse(tags, "");
    }

    public long getSeen() {
        return seen;
    }

    public void setSeen(long seen) {
        this.seen = seen;
    }
}
