package org.modelyard.serving.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.Map;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.registry.service.ModelLogging;
import org.modelyard.serving.model.LogPolicy;

/** The part of a model's settings that says what the log keeps of its inputs. */
@Named
@RequestScoped
public class LogPolicyForm {

    @Inject
    private ModelLogging logging;

    @Inject
    private Viewer viewer;

    private String model = "";
    private String inputs = LogPolicy.USUAL.inputs().name();
    private boolean masked = LogPolicy.USUAL.maskSensitive();
    private String seen = "";

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        if (!model.isEmpty()) {
            LogPolicy policy = logging.of(viewer.caller(), model);
            inputs = policy.inputs().name();
            masked = policy.maskSensitive();
            seen = Long.toString(ModelLogging.tag(policy));
        }
    }

    /** Refused when another has changed it meanwhile. */
    public void keep() {
        boolean kept = Notices.attempt(() -> logging.say(
                viewer.caller(),
                model,
                new LogPolicy.Wanted(inputs, masked).checked(),
                seen.isEmpty() ? null : Long.valueOf(seen)));
        if (kept) {
            Notices.done("Kept: it holds for predictions from now on; what is logged already stays.");
            Links.go("/console/models/" + model + "/settings#logging");
        }
    }

    /** Words by choice. */
    public Map<String, String> getChoices() {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("as they are", LogPolicy.Inputs.FULL.name());
        choices.put("as one hash a row", LogPolicy.Inputs.HASHED.name());
        choices.put("not at all", LogPolicy.Inputs.NONE.name());
        return choices;
    }

    /** In a sentence. */
    public String getSentence() {
        return switch (LogPolicy.Inputs.valueOf(inputs)) {
            case FULL ->
                masked
                        ? "Inputs are logged as they are, those called sensitive as ***."
                        : "Inputs are logged as they are, sensitive ones too.";
            case HASHED -> "Of the inputs one hash a row is logged. Their drift cannot be told.";
            case NONE -> "Inputs are not logged. Their drift cannot be told.";
        };
    }

    public String getInputs() {
        return inputs;
    }

    public void setInputs(String inputs) {
        this.inputs = inputs;
    }

    public boolean isMasked() {
        return masked;
    }

    public void setMasked(boolean masked) {
        this.masked = masked;
    }

    public String getSeen() {
        return seen;
    }

    public void setSeen(String seen) {
        this.seen = seen;
    }
}
