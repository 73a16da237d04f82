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
import java.util.function.Function;
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
 * Versions for those who read them often. What was answered once is remembered as it was written, and given again only when the
 * database says, at that moment, that it is still the same: never older than a read without memory, on any node.
 */
@ApplicationScoped
public class RecentVersions {

    /** Of remembered answers. */
    private static final int MOST_BYTES = 24 << 20;

    /** What an answer takes beside its own bytes. */
    private static final int ENTRY_BYTES = 500;

    /** Numbers that are written as the registry writes them; others have to be read first. */
    private static final Pattern NUMBER = Pattern.compile("(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})");

    private static final String PRODUCTION = "production";

    @Resource(lookup = "java:global/modelyard/application")
    private DataSource database;

    @Inject
    private Registry registry;

    private @Nullable VersionStamps stamps;
    private final Map<Long, Remembered> remembered = new LinkedHashMap<>(64, 0.75f, true);
    private int bytes;

    /**
     * A version as it was written for its readers.
     *
     * @param bytes not to be changed
     * @param changes counts those of the version, for {@code If-Match}
     */
    public record Written(byte[] bytes, long changes) {

        private static Written of(ModelVersionView view, Function<ModelVersionView, byte[]> writer) {
            return new Written(writer.apply(view), view.said().changes());
        }
    }

    private record Remembered(VersionStamp stamp, Written written) {

        private int size() {
            return written.bytes().length + ENTRY_BYTES;
        }
    }

    @PostConstruct
    void start() {
        stamps = new VersionStamps(database);
    }

    /**
     * As {@link Registry#resolve}.
     *
     * @param writer asked where it is not remembered; the same for all
     */
    public Written resolve(Caller caller, String model, String wish, Function<ModelVersionView, byte[]> writer) {
        caller.require(Role.VIEWER);
        Optional<VersionStamp> before = stamp(caller, model, wish);
        if (before.isEmpty()) {
            return Written.of(registry.resolve(caller, model, wish), writer);
        }
        Written known = known(before.get());
        if (known != null) {
            return known;
        }
        Written written = Written.of(registry.resolve(caller, model, wish), writer);
        if (stamp(caller, model, wish).equals(before)) { // else it is not certain which of the two it shows
            remember(new Remembered(before.get(), written));
        }
        return written;
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

    private @Nullable Written known(VersionStamp stamp) {
        synchronized (remembered) {
            Remembered there = remembered.get(stamp.versionId());
            return there != null && there.stamp().equals(stamp) ? there.written() : null;
        }
    }

    private void remember(Remembered answer) {
        synchronized (remembered) {
            forget(remembered.remove(answer.stamp().versionId()));
            if (answer.size() > MOST_BYTES / 10) {
                return;
            }
            remembered.put(answer.stamp().versionId(), answer);
            bytes += answer.size();
            while (bytes > MOST_BYTES) {
                Long eldest = remembered.keySet().iterator().next();
                forget(remembered.remove(eldest));
            }
        }
    }

    private void forget(@Nullable Remembered gone) {
        bytes -= gone == null ? 0 : gone.size();
    }
}
