package org.modelyard.serving.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.modelyard.platform.console.KeptDocument;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.registry.service.ModelAccounting;
import org.modelyard.serving.model.Accounting;

/** The part of a model's settings that says what its answers cost, and by what they are added up. */
@Named
@RequestScoped
public class AccountingForm {

    @Inject
    private ModelAccounting accounting;

    @Inject
    private Viewer viewer;

    private String model = "";
    private final KeptDocument kept = new KeptDocument("accounting");
    private Accounting said = Accounting.NONE;

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        if (!model.isEmpty()) {
            said = accounting.of(viewer.caller(), model);
            kept.show(said.said(), ModelAccounting.tag(said));
        }
    }

    /** Refused when another has changed it meanwhile: the page always shows what is there, if it is nothing. */
    public void keep() {
        boolean done = Notices.attempt(() -> accounting.say(viewer.caller(), model, wanted(), kept.tag()));
        if (done) {
            Notices.done("Kept: it holds for answers from now on; what is logged already is not priced anew.");
            Links.go("/console/models/" + model + "/settings#accounting");
        }
    }

    /** As it was typed. */
    Accounting wanted() {
        return kept.read(Accounting.Said.class).checked();
    }

    /** In a sentence or two. */
    public String getSentence() {
        String prices = said.priced()
                ? "Its answers have declared prices, in " + said.currency() + "."
                : "Nobody has said what its answers cost.";
        List<String> by = new ArrayList<>(said.dimensions().keySet());
        if (!said.callers().isEmpty()) {
            by.add("caller");
        }
        return by.isEmpty() ? prices : prices + " They are added up by " + String.join(", ", by) + ".";
    }

    public KeptDocument getKept() {
        return kept;
    }
}
