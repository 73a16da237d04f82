package org.modelyard.registry.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.ContentTag;
import org.modelyard.registry.entity.ModelAlias;

/**
 * A name for a version.
 *
 * @param environment of a champion, which the server keeps; null for a name that somebody gave
 */
public record AliasView(String name, @Nullable String environment, String version, String by, Instant since) {

    static AliasView of(ModelAlias alias) {
        return new AliasView(
                alias.name(),
                alias.environment().isEmpty() ? null : alias.environment(),
                alias.version().text(),
                alias.by(),
                alias.since());
    }

    /** What {@code If-Match} is compared with: which version the name means. */
    public long tag() {
        return ContentTag.of(name, version);
    }
}
