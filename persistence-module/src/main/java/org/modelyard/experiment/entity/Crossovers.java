package org.modelyard.experiment.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.KeyedRows;

/**
 * Units that met more than one variant of an experiment that asks versions or models: whatever way their answers went, as far back as the
 * inference log has them.
 */
public class Crossovers {

    /** Units that are looked at: enough to tell a share of one in a hundred, and few enough to be looked up while somebody waits. */
    static final int MOST = 1_000;

    private static final int TOGETHER = 200;

    /** By the log's index on units, whatever the exposures' collation. */
    static final KeyedRows ANSWERS = new KeyedRows(
            "distinct e.unit, e.experiment_id, e.model_id, e.model_version_id",
            "inference",
            "organisation_id",
            "unit",
            "varchar(255)",
            " and e.at >= ? and e.at < ? and e.outcome = 'ANSWERED' and (e.environment_id = ? or e.environment_id = 0)");

    private final Supplier<Connection> transaction;

    /** @param transaction gives the connection of the present transaction, which stays open */
    public Crossovers(Supplier<Connection> transaction) {
        this.transaction = transaction;
    }

    /**
     * Where to look.
     *
     * @param models whether variants are told apart by their models, else by the versions of one
     * @param environment where it runs; answers of other environments are another matter
     * @param from when it was started
     * @param until when it was stopped, or now
     */
    public record Place(
            long organisation, long experiment, boolean models, long environment, Instant from, Instant until) {}

    /**
     * @param looked units that were assigned and are in the log; of many the first so many by their names, which have nothing to do with what they got
     * @param crossed of them, those with answers of more than one variant
     */
    public record Found(long looked, long crossed) {}

    private record Answered(long model, long version) {}

    private static final class Unit {
        private final Set<Answered> assigned = new HashSet<>();
        private final Set<Answered> otherwise = new HashSet<>();
    }

    public Found of(Place place) throws SQLException {
        List<String> names = units(place.experiment());
        Map<String, Unit> units = new HashMap<>();
        names.forEach(name -> units.put(name, new Unit()));
        for (int from = 0; from < names.size(); from += TOGETHER) {
            read(place, names.subList(from, Math.min(from + TOGETHER, names.size())), units);
        }
        Set<Long> models = new HashSet<>();
        units.values().forEach(unit -> unit.assigned.forEach(one -> models.add(one.model())));
        long looked = 0;
        long crossed = 0;
        for (Unit unit : units.values()) {
            if (unit.assigned.isEmpty()) {
                continue; // the log has forgotten it, or it never was answered
            }
            looked++;
            Set<Long> met = new HashSet<>();
            unit.assigned.forEach(one -> met.add(place.models() ? one.model() : one.version()));
            unit.otherwise.stream()
                    .filter(one -> models.contains(one.model()))
                    .forEach(one -> met.add(place.models() ? one.model() : one.version()));
            crossed += met.size() > 1 ? 1 : 0;
        }
        return new Found(looked, crossed);
    }

    private List<String> units(long experiment) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement select = transaction
                .get()
                .prepareStatement("select unit from experiment_exposure where experiment_id = ? and variant >= 0"
                        + " order by unit limit " + MOST)) {
            select.setLong(1, experiment);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    private void read(Place place, List<String> names, Map<String, Unit> units) throws SQLException {
        try (PreparedStatement select = ANSWERS.lookup(
                transaction.get(),
                place.organisation(),
                names.toArray(),
                InstantColumn.local(place.from()),
                InstantColumn.local(place.until()),
                place.environment())) {
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Unit unit = units.get(rows.getString(1)); // none where only the database takes two names for one
                    if (unit != null) {
                        (rows.getLong(2) == place.experiment() ? unit.assigned : unit.otherwise)
                                .add(new Answered(rows.getLong(3), rows.getLong(4)));
                    }
                }
            }
        }
    }
}
