package org.modelyard.registry.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.registry.entity.VersionStamp;
import org.modelyard.registry.entity.VersionStamps;
import org.modelyard.registry.model.AliasName;

/**
 * Versions for those who read them often. What was read once is remembered, and shown again only when the database says, at that
 * moment, that it is still the same: never older than a read without memory, on any node.
 */
@ApplicationScoped
public class RecentVersions {

    /** Names and numbers in remembered views; some 30 MiB where names are short. */
    private static final int MOST_WORDS = 200_000;

    /** Numbers that are written as the registry writes them; others have to be read first. */
    private static final Pattern NUMBER = Pattern.compile("(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})");

    private static final String PRODUCTION = "production";

    @Resource(lookup = "java:global/modelyard/application")
    private DataSource database;

    @Inject
    private Registry registry;

    private @Nullable VersionStamps stamps;
    private final Map<Long, Remembered> remembered = new LinkedHashMap<>(64, 0.75f, true);
    private int words;

    private record Remembered(VersionStamp stamp, ModelVersionView view, int words) {}

    @PostConstruct
    void start() {
        stamps = new VersionStamps(database);
    }

    /** As {@link Registry#resolve}. */
    public ModelVersionView resolve(Caller caller, String model, String wish) {
        caller.require(Role.VIEWER);
        Optional<VersionStamp> before = stamp(caller, model, wish);
        if (before.isEmpty()) {
            return registry.resolve(caller, model, wish);
        }
        ModelVersionView known = known(before.get());
        if (known != null) {
            return known;
        }
        ModelVersionView view = registry.resolve(caller, model, wish);
        if (stamp(caller, model, wish).equals(before)) { // else it is not certain which of the two it shows
            remember(before.get(), view);
        }
        return view;
    }

    private Optional<VersionStamp> stamp(Caller caller, String model, String wish) {
        VersionStamps ready = Objects.requireNonNull(stamps);
        try {
            if (NUMBER.matcher(wish).matches()) {
                return ready.byNumber(caller.organisationId(), model, wish);
            }
            if (wish.equals(AliasName.CHAMPION)) {
                return ready.champion(caller.organisationId(), model, PRODUCTION);
            }
            String ofEnvironment = AliasName.CHAMPION + "@";
            return wish.startsWith(ofEnvironment)
                    ? ready.champion(caller.organisationId(), model, wish.substring(ofEnvironment.length()))
                    : Optional.empty();
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    private @Nullable ModelVersionView known(VersionStamp stamp) {
        synchronized (remembered) {
            Remembered there = remembered.get(stamp.versionId());
            return there != null && there.stamp().equals(stamp) ? there.view() : null;
        }
    }

    private void remember(VersionStamp stamp, ModelVersionView view) {
        int size = words(view);
        synchronized (remembered) {
            forget(remembered.remove(stamp.versionId()));
            if (size > MOST_WORDS / 10) {
                return;
            }
            remembered.put(stamp.versionId(), new Remembered(stamp, view, size));
            words += size;
            while (words > MOST_WORDS) {
                Long eldest = remembered.keySet().iterator().next();
                forget(remembered.remove(eldest));
            }
        }
    }

    private void forget(@Nullable Remembered gone) {
        words -= gone == null ? 0 : gone.words();
    }

    private static int words(ModelVersionView view) {
        return 20
                + view.labels().size()
                + view.signature().inputs().size()
                + view.metrics().size()
                + 3 * view.artifacts().size()
                + view.lineage().toString().length() / 10
                + view.tags().size()
                + length(view.said().description())
                + length(view.said().changeLog());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length() / 10;
    }
}
