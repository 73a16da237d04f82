package org.modelyard.registry.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.modelyard.registry.entity.StoredReferences.Reference;

/** The files of the store that rows of one organisation need, of all columns in {@link StoredReferences}. */
public class NeededFiles {

    private static final List<Reference> ADDRESSES = StoredReferences.ALL.stream()
            .filter(Predicate.not(Reference::document))
            .toList();
    private static final List<Reference> DOCUMENTS =
            StoredReferences.ALL.stream().filter(Reference::document).toList();

    private static final String PAGE = ADDRESSES.stream()
                    .map(address -> "select t." + address.column() + " as sha256" + address.ofOrganisation() + " and t."
                            + address.column() + " > ? and t." + address.column() + " < ?")
                    .collect(Collectors.joining(" union "))
            + " order by sha256 limit ?";

    private final Supplier<Connection> connection;

    /** @param connection of the transaction that is under way; not closed here */
    public NeededFiles(Supplier<Connection> connection) {
        this.connection = connection;
    }

    /**
     * Each file once, in the order of their addresses.
     *
     * @param after exclusive; may be no whole address
     * @param before exclusive
     */
    public List<String> page(long organisationId, String after, String before, int most) throws SQLException {
        try (PreparedStatement select = connection.get().prepareStatement(PAGE)) {
            int at = 1;
            for (int address = 0; address < ADDRESSES.size(); address++) {
                select.setLong(at++, organisationId);
                select.setString(at++, after);
                select.setString(at++, before);
            }
            select.setInt(at, most);
            NavigableSet<String> files = new TreeSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    files.add(rows.getString(1));
                }
            }
            for (Reference document : DOCUMENTS) {
                files.addAll(named(document, organisationId).navigableKeySet().subSet(after, false, before, false));
            }
            return files.stream().limit(most).toList();
        }
    }

    /** The addresses in a column of texts, each with who needs it. */
    private NavigableMap<String, String> named(Reference document, long organisationId) throws SQLException {
        NavigableMap<String, String> files = new TreeMap<>();
        try (PreparedStatement select = connection
                .get()
                .prepareStatement("select t." + document.column() + ", "
                        + document.whose().words() + document.ofOrganisation() + " and t." + document.column()
                        + " is not null")) {
            select.setLong(1, organisationId);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String words = rows.getString(2);
                    StoredReferences.addresses(rows.getString(1), file -> files.put(file, words));
                }
            }
        }
        return files;
    }

    /** One of those of the organisation who need the file, in words; empty when nobody does. */
    public String refers(long organisationId, String sha256) throws SQLException {
        for (Reference address : ADDRESSES) {
            try (PreparedStatement select = connection
                    .get()
                    .prepareStatement("select " + address.whose().words() + address.ofOrganisation() + " and t."
                            + address.column() + " = ?")) {
                select.setLong(1, organisationId);
                select.setString(2, sha256);
                try (ResultSet rows = select.executeQuery()) {
                    if (rows.next()) {
                        return rows.getString(1);
                    }
                }
            }
        }
        for (Reference document : DOCUMENTS) {
            String words = named(document, organisationId).get(sha256);
            if (words != null) {
                return words;
            }
        }
        return "";
    }
}
