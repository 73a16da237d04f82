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
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.DeploymentCare;
import org.modelyard.serving.model.DeploymentState;

/**
 * A model version on its way into, in, or out of an environment. PENDING until a node has loaded and tried the model; then
 * ACTIVE, and the one before it ends as SUPERSEDED or, if this one rolls it back, as ROLLED_BACK. A model that cannot be
 * loaded leaves it FAILED, and what served before goes on.
 */
@Entity
@Table(name = "deployment")
public class Deployment extends DeployedVersion {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "deployment_seq")
    @SequenceGenerator(name = "deployment_seq", sequenceName = "deployment_seq", allocationSize = 50)
    private long id;

    @Convert(converter = UuidColumn.class)
    @Column(name = "public_id")
    private UUID publicId;

    @Enumerated(EnumType.STRING)
    private DeploymentState state;

    private String strategy;
    private String tags;
    private String salt;

    @Column(name = "share_buckets")
    private int buckets;

    @Embedded
    private StoredCare care;

    @Column(name = "replaces_id")
    private @Nullable Long rollsBack;

    private @Nullable String problem;

    @Column(name = "created_by")
    private String createdBy;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "activated_at")
    private @Nullable Instant activatedAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "active_route")
    private @Nullable String activeRoute;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Deployment() {}

    /** What is deployed: the model's name, and its version as in {@code 1.0.0}. */
    public record Subject(long modelId, String model, long versionId, String versionText) {}

    /** All traffic at once, as soon as the model is tried. */
    public static final String IMMEDIATE = "IMMEDIATE";

    /** Answers nobody: see {@link #rollOut}. */
    public static final String SHADOW = "SHADOW";

    /** PENDING from now on. */
    public static Deployment request(
            Environment environment,
            Subject subject,
            List<String> tags,
            DeploymentCare care,
            String createdBy,
            Instant now) {
        Deployment deployment = pending(createdBy, now);
        deployment.organisationId = environment.organisationId();
        deployment.environmentId = environment.id();
        deployment.environment = environment.name();
        deployment.modelId = subject.modelId();
        deployment.model = subject.model();
        deployment.modelVersionId = subject.versionId();
        deployment.modelVersion = subject.versionText();
        deployment.tags = String.join("\n", tags);
        deployment.salt = deployment.publicId.toString();
        deployment.care = StoredCare.of(care);
        return deployment;
    }

    /**
     * Asks to serve an earlier deployment's version again instead of this one's. What that makes is not rolled back by
     * itself: a cause outside of the models would take one version after the other.
     *
     * @throws Refusal.Conflict when this one does not serve
     */
    public Deployment rollBackTo(Deployment earlier, String by, Instant now) {
        requireState(DeploymentState.ACTIVE, "rolled back");
        Deployment deployment = pending(by, now);
        deployment.takePlaceOf(this);
        deployment.modelVersionId = earlier.modelVersionId;
        deployment.modelVersion = earlier.modelVersion;
        deployment.tags = earlier.tags;
        deployment.salt = earlier.salt;
        deployment.care = StoredCare.of(earlier.care().withoutRollback());
        deployment.rollsBack = id;
        return deployment;
    }

    private static Deployment pending(String by, Instant now) {
        Deployment deployment = new Deployment();
        deployment.publicId = Ids.next();
        deployment.state = DeploymentState.PENDING;
        deployment.strategy = IMMEDIATE;
        deployment.createdBy = by;
        deployment.createdAt = now;
        return deployment;
    }

    /** Takes over step by step instead of at once. @param first its share in the first step, in ten-thousandths */
    public void stepwise(String how, int first) {
        requireState(DeploymentState.PENDING, "given a strategy");
        strategy = how;
        buckets = first;
    }

    /** Stays PENDING where its environment takes nothing; going back to what served before is always allowed. @return whether it stays */
    public boolean waits(Optional<String> frozen) {
        problem = rollsBack == null ? frozen.orElse(null) : null;
        return problem != null;
    }

    /** Whether it brings back what served before. */
    public boolean goesBack() {
        return rollsBack != null;
    }

    /** Its model is loaded: from now on it has its share beside what serves. */
    public void rollOut() {
        requireState(DeploymentState.PENDING, "rolled out");
        state = DeploymentState.ROLLING_OUT;
    }

    /** @param share in ten-thousandths */
    public void take(int share) {
        requireState(DeploymentState.ROLLING_OUT, "given a share");
        buckets = share;
    }

    /** What serves goes on without it. */
    public void withdraw(String reason, Instant now) {
        requireComing("withdrawn");
        problem = reason;
        end(DeploymentState.ROLLED_BACK, now);
    }

    /** Its model is loaded: from now on it serves. The one before it must have ended, and be written, first. */
    public void activate(Instant now) {
        requireComing("activated");
        state = DeploymentState.ACTIVE;
        activatedAt = now;
        activeRoute = organisationId + "/" + modelId + "/" + environmentId;
    }

    /** Whether it was asked for to bring back what served before another one, however their clocks stand. */
    public boolean rollsBack(Deployment other) {
        return rollsBack != null && rollsBack == other.id;
    }

    /** Another one serves instead. */
    public void endFor(Deployment successor, Instant now) {
        end(successor.rollsBack(this) ? DeploymentState.ROLLED_BACK : DeploymentState.SUPERSEDED, now);
    }

    /** Another one was activated before this one could be. */
    public void overtaken(Instant now) {
        requireComing("overtaken");
        end(DeploymentState.SUPERSEDED, now);
    }

    /** Its model cannot be loaded, or is not what was registered: it serves nothing (any more). */
    public void fail(String reason, Instant now) {
        if (endedAt == null) {
            problem = reason;
            end(DeploymentState.FAILED, now);
        }
    }

    /** Answers no more, or is not waited for any more; nothing comes instead. */
    public void takeOut(String reason, Instant now) {
        problem = reason;
        end(DeploymentState.WITHDRAWN, now);
    }

    private void end(DeploymentState last, Instant now) {
        state = last;
        endedAt = now;
        activeRoute = null;
    }

    private void requireComing(String what) {
        if (state != DeploymentState.ROLLING_OUT) {
            requireState(DeploymentState.PENDING, what);
        }
    }

    private void requireState(DeploymentState needed, String what) {
        if (state != needed) {
            throw new Refusal.Conflict("Deployment " + publicId + " is " + state + "; only a deployment that is "
                    + needed + " can be " + what + ".");
        }
    }

    public long id() {
        return id;
    }

    public UUID publicId() {
        return publicId;
    }

    public DeploymentState state() {
        return state;
    }

    public String strategy() {
        return strategy;
    }

    /** Whether it takes over step by step. */
    public boolean stepwise() {
        return !strategy.equals(IMMEDIATE);
    }

    /** Its share while it is rolled out, in ten-thousandths. */
    public int buckets() {
        return buckets;
    }

    public List<String> tags() {
        return tags.isEmpty() ? List.of() : List.of(tags.split("\n", -1));
    }

    /** Separates the sticky hash of this deployment from that of others; a roll-back goes on with the earlier one's. */
    public String salt() {
        return salt;
    }

    public DeploymentCare care() {
        return care.care();
    }

    /** Why it failed, or why it still waits. */
    public @Nullable String problem() {
        return problem;
    }

    public String createdBy() {
        return createdBy;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable Instant activatedAt() {
        return activatedAt;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }
}
