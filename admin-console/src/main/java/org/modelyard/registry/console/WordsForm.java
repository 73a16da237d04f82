package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Typed;
import org.modelyard.platform.console.Viewer;
import org.modelyard.registry.service.ModelEdits;
import org.modelyard.registry.service.ModelView;
import org.modelyard.registry.service.Registry;

/** What people say of a model: description, owners, tags. */
@Named
@RequestScoped
public class WordsForm extends SaidWords {

    @Inject
    private Registry registry;

    @Inject
    private ModelEdits edits;

    @Inject
    private Viewer viewer;

    private String name = "";
    private @Nullable ModelView model;
    private String owners = "";

    @PostConstruct
    void fromRequest() {
        name = Links.parameter("model");
        if (!name.isEmpty()) {
            show(registry.model(viewer.caller(), name));
        }
    }

    private void show(ModelView found) {
        model = found;
        show(found.description(), found.tags(), found.changes());
        owners = together(found.owners());
    }

    /** Refused when somebody else has said something meanwhile. */
    public void say() {
        Notices.attempt(() -> {
            ModelEdits.Words words = new ModelEdits.Words(getDescription(), Typed.list(owners), tagList());
            show(edits.say(viewer.caller(), name, words, getSeen()));
            Notices.done("Kept.");
        });
    }

    public String getName() {
        return name;
    }

    public @Nullable ModelView getModel() {
        return model;
    }

    public String getOwners() {
        return owners;
    }

    /** @param owners null where the field is empty: then all of them are taken away */
    public void setOwners(@Nullable String owners) {
        this.owners = Objects.requireNonNullElse(owners, "");
    }
}
