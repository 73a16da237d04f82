package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.ModelVersion;
import org.modelyard.registry.entity.ModelVersions;
import org.modelyard.registry.model.RegistryJson;

/** What people say of versions. */
@Stateless
public class VersionEdits {

    private static final int MOST_TAGS = 50;
    private static final int LONGEST_TAG = 100;
    private static final int LONGEST_TEXT = 100_000;

    @Inject
    private ModelVersions versions;

    @Inject
    private KnownVersions known;

    @Inject
    private Champions champions;

    @Inject
    private Registry registry;

    @Inject
    private Audit audit;

    /** What is null stays as it is; an empty text takes it away. */
    public record Words(@Nullable String description, @Nullable String changeLog, @Nullable List<String> tags) {}

    /**
     * @param expected of {@code If-Match}, or null
     * @throws Refusal.Stale when it has changed since
     */
    public ModelVersionView say(Caller caller, String model, String number, Words words, @Nullable Long expected) {
        caller.require(Role.OPERATOR);
        champions.lock(caller, model);
        ModelVersion version = numbered(caller, model, number);
        if (expected != null && expected != version.lockVersion()) {
            throw new Refusal.Stale(model + " " + number + " has changed since you read it.");
        }
        String description = words.description() == null
                ? version.words().description()
                : markdown("description", words.description());
        String changeLog =
                words.changeLog() == null ? version.words().changeLog() : markdown("changeLog", words.changeLog());
        String tags = words.tags() == null ? version.words().tags() : RegistryJson.write(tags(words.tags()));
        version.words().say(description, changeLog, tags);
        known.changed(version);
        audit.done(caller, "model.describe", "model/" + model + "/" + number, "tags " + tags);
        return registry.version(caller, version.id());
    }

    /** @throws Refusal.Invalid when there are too many, or one is no tag */
    static List<String> tags(List<String> tags) {
        boolean odd = tags.stream()
                .anyMatch(tag -> tag == null || tag.isBlank() || tag.length() > LONGEST_TAG || tag.indexOf('\n') >= 0);
        if (odd || tags.size() > MOST_TAGS) {
            throw new Refusal.Invalid(
                    "tags", "At most " + MOST_TAGS + " tags, each of 1-" + LONGEST_TAG + " characters in one line.");
        }
        return List.copyOf(new LinkedHashSet<>(tags));
    }

    /** @return null for an empty text */
    static @Nullable String markdown(String field, @Nullable String text) {
        if (text != null && text.length() > LONGEST_TEXT) {
            throw new Refusal.Invalid(field, field + " has at most " + LONGEST_TEXT + " characters.");
        }
        return text == null || text.isBlank() ? null : text;
    }

    private ModelVersion numbered(Caller caller, String model, String number) {
        return versions.byText(caller.organisationId(), model, number)
                .filter(version ->
                        version.life().deletedAt() == null && version.model().deletedAt() == null)
                .orElseThrow(() -> new Refusal.NotFound("version of " + model, number));
    }
}
