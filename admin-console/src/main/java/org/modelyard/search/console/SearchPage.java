package org.modelyard.search.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Viewer;
import org.modelyard.search.service.Found;
import org.modelyard.search.service.Search;

/** What the box at the top found. An id leads straight to what has it. */
@Named
@RequestScoped
public class SearchPage {

    @Inject
    private Search search;

    @Inject
    private Viewer viewer;

    private String text = "";
    private @Nullable Found found;

    @PostConstruct
    void fromRequest() {
        text = Links.parameter("q").strip();
    }

    public void load() {
        Found all = search.find(viewer.caller(), text);
        found = all;
        if (all.count() == 1 && all.inference() != null) {
            Links.go("/console/inferences/" + all.inference());
        } else if (all.count() == 1 && all.deployment() != null) {
            Links.go("/console/deployments/" + all.deployment());
        }
    }

    public String getVerdict() {
        if (found == null || text.isEmpty()) {
            return "Type a part of a name, an inference's id or a unit into the box at the top.";
        }
        int count = found.count();
        if (count == 0) {
            return "Nothing is called “" + text + "”, and no inference has this id or unit.";
        }
        return (count == 1 ? "One thing fits" : count + " things fit") + " “" + text + "”"
                + (found.full() ? "; of each kind the newest " + Search.MOST + " are shown." : ".");
    }

    public @Nullable Found getFound() {
        return found;
    }

    /** What was typed. */
    public String getText() {
        return text;
    }
}
