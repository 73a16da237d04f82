package org.modelyard.serving.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelAccounting;
import org.modelyard.serving.model.Accounting;

/** The part of a model's settings that says what its answers cost, and by what they are added up. */
@Named
@RequestScoped
public class AccountingForm {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    /** No tag of any content. */
    private static final String NEVER_SEEN = "-1";

    @Inject
    private ModelAccounting accounting;

    @Inject
    private Viewer viewer;

    private String model = "";
    private Accounting said = Accounting.NONE;
    private String document = "";
    private String seen = NEVER_SEEN;

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        if (!model.isEmpty()) {
            said = accounting.of(viewer.caller(), model);
            seen = Long.toString(ModelAccounting.tag(said));
            document = text(said);
        }
    }

    static String text(Accounting accounting) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(accounting.said());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of our own cannot be written", e);
        }
    }

    /** @throws Refusal.Invalid when the text says nothing that can be kept */
    static Accounting read(String document) {
        try {
            Accounting.Said wanted = JSON.readValue(document, Accounting.Said.class);
            if (wanted != null) {
                return wanted.checked();
            }
        } catch (JsonProcessingException e) {
            Refusal.Invalid refusal = new Refusal.Invalid(
                    "accounting", "This is not understood: " + e.getOriginalMessage() + " Nothing was changed.");
            refusal.initCause(e);
            throw refusal;
        }
        throw new Refusal.Invalid("accounting", "This says nothing. Nothing was changed.");
    }

    /** Refused when another has changed it meanwhile. */
    public void keep() {
        boolean kept =
                Notices.attempt(() -> accounting.say(viewer.caller(), model, read(document), Long.valueOf(seen)));
        if (kept) {
            Notices.done("Kept: it holds for answers from now on; what is logged already is not priced anew.");
            Links.go("/console/models/" + model + "/settings#accounting");
        }
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

    public String getDocument() {
        return document;
    }

    /** @param document null where the field is empty: that says nothing, and is refused */
    public void setDocument(@Nullable String document) {
        this.document = document == null ? "" : document;
    }

    public String getSeen() {
        return seen;
    }

    /** The page always shows one: without it nothing is kept, so that nobody overrules another unseen. */
    public void setSeen(@Nullable String seen) {
        this.seen = seen != null && seen.matches("\\d{1,18}") ? seen : NEVER_SEEN;
    }
}
