package org.modelyard.registry.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.registry.entity.FoundVersion;
import org.modelyard.registry.entity.VersionBatches;
import org.modelyard.registry.entity.VersionFinder;
import org.modelyard.registry.model.VersionFilter;
import org.modelyard.registry.model.VersionTexts;

/** Finds versions over all models of an organisation. */
@ApplicationScoped
public class VersionSearch {

    @Resource(lookup = "java:global/modelyard/application")
    private DataSource database;

    private @Nullable VersionFinder finder;
    private volatile VersionTexts texts = VersionTexts.NONE;

    @PostConstruct
    void start() {
        finder = new VersionFinder(database);
    }

    /** In the filter's order; of equal ones the newest first. */
    public Page<VersionBrief> find(Caller caller, VersionFilter filter, PageRequest page) {
        caller.require(Role.VIEWER);
        try {
            return Page.of(
                    Objects.requireNonNull(finder).find(caller.organisationId(), filter, page, texts),
                    page,
                    FoundVersion::id,
                    VersionBrief::of);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** The server's own step: takes the batches of texts into memory that came since; one caller at a time. */
    public void remember() {
        try (Connection connection = database.getConnection()) {
            texts = VersionBatches.more(connection, texts);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }
}
