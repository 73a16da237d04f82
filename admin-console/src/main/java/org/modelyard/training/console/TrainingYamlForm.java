package org.modelyard.training.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.training.model.TrainingRequest;
import org.modelyard.training.model.TrainingYaml;
import org.modelyard.training.service.TrainingJobs;

/** A new training job, described in YAML. */
@Named
@RequestScoped
public class TrainingYamlForm {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final int LONGEST = 300;

    @Inject
    private TrainingJobs jobs;

    @Inject
    private Viewer viewer;

    private String text = "";

    public void start() {
        Notices.attempt(() -> Links.go(
                "/console/training/" + jobs.create(viewer.caller(), request()).id()));
    }

    private TrainingRequest request() {
        try {
            JsonNode document = TrainingYaml.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            if (document == null) {
                throw new Refusal.Invalid("", "Paste a description.");
            }
            return JSON.treeToValue(document, TrainingRequest.class);
        } catch (JsonProcessingException e) {
            Refusal.Invalid refusal = new Refusal.Invalid(
                    "", "This is no description of a job: " + Texts.cut(e.getOriginalMessage(), LONGEST));
            refusal.initCause(e);
            throw refusal;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }
}
