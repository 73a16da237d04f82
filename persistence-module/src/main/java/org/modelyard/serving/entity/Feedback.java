package org.modelyard.serving.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.ModelScope;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;
import org.modelyard.serving.model.FeedbackState;
import org.modelyard.serving.model.Observation;
import org.modelyard.serving.model.Sought;

/**
 * What became of an inference, as somebody observed it. Never changed: a correction is a further row, and the latest
 * counts. It waits until its inference is in the log, for a day at most.
 */
@Entity
@Table(name = "feedback")
public class Feedback {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "feedback_seq")
    @SequenceGenerator(name = "feedback_seq", sequenceName = "feedback_seq", allocationSize = 50)
    private long id;

    @Convert(converter = UuidColumn.class)
    @Column(name = "public_id")
    private UUID publicId;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "client_id")
    private @Nullable String clientId;

    @Convert(converter = UuidColumn.class)
    @Column(name = "inference_id")
    private @Nullable UUID inferenceId;

    /** Null where the inference was named. */
    @Embedded
    private @Nullable SoughtInference sought;

    private @Nullable String models;

    private @Nullable String label;

    @Column(name = "number_value")
    private @Nullable Double number;

    private @Nullable Boolean accepted;
    private @Nullable Boolean used;
    private @Nullable Boolean helpful;
    private @Nullable Double rating;
    private @Nullable String interaction;

    @Column(name = "comment_text")
    private @Nullable String comment;

    private @Nullable String metadata;

    @Convert(converter = InstantColumn.class)
    @Column(name = "observed_at")
    private Instant observedAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "created_by")
    private String createdBy;

    @Enumerated(EnumType.STRING)
    private FeedbackState state;

    @Column(name = "model_id")
    private @Nullable Long modelId;

    @Column(name = "model_version_id")
    private @Nullable Long modelVersionId;

    @Column(name = "deployment_id")
    private @Nullable Long deploymentId;

    @Column(name = "environment_id")
    private @Nullable Long environmentId;

    private @Nullable String variant;

    @Convert(converter = InstantColumn.class)
    @Column(name = "inference_at")
    private @Nullable Instant inferenceAt;

    /** Of the inference; null until it is joined, and where it named none. */
    private @Nullable String unit;

    private @Nullable Boolean correct;
    private @Nullable Double deviation;

    @SuppressWarnings("NullAway.Init")
    protected Feedback() {}

    /** @param clientId the client's own id of this feedback: the same id again is the same feedback */
    public static Feedback give(
            Caller by, UUID inferenceId, @Nullable String clientId, Observation observed, Instant now) {
        Feedback feedback = of(by, clientId, observed, now);
        feedback.inferenceId = inferenceId;
        return feedback;
    }

    /**
     * The same about the inference that is found by its unit.
     *
     * @param modelId of the model that is named; null for any
     */
    public static Feedback give(
            Caller by,
            Sought sought,
            @Nullable Long modelId,
            @Nullable String clientId,
            Observation observed,
            Instant now) {
        Feedback feedback = of(by, clientId, observed, now);
        feedback.sought = SoughtInference.of(sought, modelId);
        return feedback;
    }

    private static Feedback of(Caller by, @Nullable String clientId, Observation observed, Instant now) {
        Feedback feedback = new Feedback();
        feedback.publicId = Ids.next();
        feedback.organisationId = by.organisationId();
        feedback.models = by.models().stored();
        feedback.clientId = clientId;
        feedback.label = observed.label();
        feedback.number = observed.number();
        feedback.accepted = observed.accepted();
        feedback.used = observed.used();
        feedback.helpful = observed.helpful();
        feedback.rating = observed.rating();
        feedback.interaction = observed.interaction();
        feedback.comment = observed.comment();
        feedback.metadata = observed.metadata();
        Instant observedAt = observed.observedAt();
        feedback.observedAt = observedAt == null ? now : observedAt;
        feedback.createdAt = now;
        feedback.createdBy = by.actor();
        feedback.state = FeedbackState.WAITING;
        return feedback;
    }

    /** Its inference is in the log: now it can be told whether the answer was right. */
    public void join(Inference inference) {
        state = FeedbackState.JOINED;
        inferenceId = inference.inferenceId();
        modelId = inference.modelId();
        modelVersionId = inference.modelVersionId();
        deploymentId = inference.deploymentId();
        environmentId = inference.environmentId();
        variant = inference.variant();
        inferenceAt = inference.at();
        unit = inference.unit();
        String predicted = inference.label();
        Double predictedNumber = inference.number();
        if (label != null && predicted != null) {
            correct = label.equals(predicted);
        } else if (accepted != null && predicted != null) {
            correct = accepted;
        }
        if (number != null && predictedNumber != null) {
            double apart = predictedNumber - number; // two far ends lie infinitely apart, which no column takes
            deviation = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, apart));
        }
    }

    /** No inference of that id, or of that unit, came into the log that its giver may speak of. */
    public void giveUp() {
        if (state == FeedbackState.WAITING) {
            state = FeedbackState.UNMATCHED;
        }
    }

    public long id() {
        return id;
    }

    public UUID publicId() {
        return publicId;
    }

    public long organisationId() {
        return organisationId;
    }

    public @Nullable String clientId() {
        return clientId;
    }

    /** Empty while it is sought by its unit. */
    public Optional<UUID> inference() {
        return Optional.ofNullable(inferenceId);
    }

    /** Internal id of the model whose inference is sought; null for any. */
    public @Nullable Long soughtModel() {
        return sought == null ? null : sought.modelId();
    }

    /** How its inference is found, where it was not named; without the model's name. */
    public Optional<Sought> sought() {
        return Optional.ofNullable(sought).map(SoughtInference::sought);
    }

    /** Models that its giver may ask. */
    public ModelScope models() {
        return ModelScope.parse(models);
    }

    public Instant observedAt() {
        return observedAt;
    }

    public Observation observation() {
        return new Observation(
                label, number, accepted, used, helpful, rating, interaction, comment, metadata, observedAt);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String createdBy() {
        return createdBy;
    }

    public FeedbackState state() {
        return state;
    }

    /** Whom the answer was about; null until it is joined, and where the inference named none. */
    public @Nullable String unit() {
        return unit;
    }

    /** Whether the predicted class was right; null when that cannot be told (yet). */
    public @Nullable Boolean correct() {
        return correct;
    }

    /** Predicted minus observed value of a regression; null when that cannot be told (yet). */
    public @Nullable Double deviation() {
        return deviation;
    }
}
