package org.modelyard.upkeep.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.platform.settings.UpkeepSettings;
import org.modelyard.registry.service.VersionLives;
import org.modelyard.upkeep.entity.VersionFactsReading;
import org.modelyard.upkeep.model.Finding;
import org.modelyard.upkeep.model.UpkeepPolicy;
import org.modelyard.upkeep.model.UpkeepReport;
import org.modelyard.upkeep.model.VersionFacts;

/** Archives versions that nobody has used for long, each as a person would: it can be restored. */
@ApplicationScoped
public class Archiving {

    @Inject
    private UpkeepSettings settings;

    @Inject
    private VersionLives lives;

    @Inject
    private Clock clock;

    @Resource(lookup = "java:global/modelyard/application")
    private DataSource database;

    UpkeepReport run(UpkeepLedger.Begun wish) {
        List<Finding> found = new ArrayList<>();
        for (VersionFacts version : unused(wish.organisation())) {
            // use is counted by the hour
            String reason = "Not used since the hour that began at "
                    + version.lastUsed().truncatedTo(ChronoUnit.HOURS) + ".";
            if (wish.dryRun() || archived(Caller.server(wish.organisation()), version, reason)) {
                found.add(new Finding(Finding.Kind.ARCHIVED, version.name(), 0, reason));
            }
        }
        return UpkeepReport.of(found, List.of());
    }

    private List<VersionFacts> unused(long organisation) {
        Instant before = clock.instant().minus(settings.unused());
        try (Connection connection = database.getConnection()) {
            VersionFactsReading reading = new VersionFactsReading(connection, organisation);
            List<VersionFacts> unused = new ArrayList<>();
            for (VersionFacts version : UpkeepPolicy.unused(reading.read(), before, settings.keep())) {
                Instant changed = reading.changed(version);
                if (changed == null || changed.isBefore(before)) {
                    unused.add(version);
                }
            }
            return unused;
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** One that came into use meanwhile stays. */
    private boolean archived(Caller caller, VersionFacts version, String reason) {
        try {
            lives.archive(caller, version.model(), version.number(), reason);
            return true;
        } catch (Refusal.Conflict | Refusal.NotFound meanwhile) {
            return false;
        }
    }
}
