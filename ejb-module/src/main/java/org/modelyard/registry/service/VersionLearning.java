package org.modelyard.registry.service;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.registry.entity.VersionBatches;
import org.modelyard.registry.entity.VersionIndex;

/** The server's own steps that make the search know versions. */
@Stateless
public class VersionLearning {

    private static final int AT_ONCE = 200;

    @Resource(lookup = "java:global/modelyard/application")
    private DataSource database;

    @Inject
    private VersionIndex index;

    /**
     * Some of the versions that are not in the index, as after an upgrade.
     *
     * @return whether there may be more
     */
    public boolean learn() {
        var unknown = index.unwritten(AT_ONCE);
        unknown.forEach(version -> {
            index.write(version);
            index.learnt(version);
        });
        return unknown.size() == AT_ONCE;
    }

    /**
     * A batch of texts that nodes may hold in memory.
     *
     * @return whether there may be more
     */
    public boolean batch() {
        try (Connection connection = database.getConnection()) {
            return VersionBatches.make(connection);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }
}
