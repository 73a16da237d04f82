package org.modelyard.backup.model;

import java.util.List;
import java.util.Map;

/**
 * What an archive holds. Its own SHA-256 stands beside it in the archive.
 *
 * @param format {@link #FORMAT}
 * @param product version of the server that wrote it
 * @param database its product's name in lower case; it may be restored into another
 * @param migrations versions of the tables, all that had been run
 * @param createdAt ISO-8601: when the database was read; all rows are of this one moment
 * @param inferences whether the inference log is in it
 * @param undrained answers that were given before that moment and not yet in the log, on the node that wrote it
 * @param tables in the order in which they were written
 * @param sequences the next number of each, by name
 * @param artifacts the list of files of the artifact store
 */
public record BackupManifest(
        int format,
        String product,
        String database,
        List<String> migrations,
        String createdAt,
        boolean inferences,
        long undrained,
        List<Table> tables,
        Map<String, Long> sequences,
        Artifacts artifacts) {

    public static final int FORMAT = 1;

    public BackupManifest {
        if (format != FORMAT) {
            throw new BrokenArchive("its format is " + format + ", known is " + FORMAT);
        }
        migrations = List.copyOf(migrations);
        tables = List.copyOf(tables);
        sequences = Map.copyOf(sequences);
    }

    /**
     * @param rows one JSON array a line, a value a column
     * @param bytes of the entry, not compressed
     */
    public record Table(String name, List<Column> columns, long rows, long bytes, String sha256) {
        public Table {
            columns = List.copyOf(columns);
        }
    }

    public record Column(String name, ColumnKind kind) {}

    /**
     * @param count how many files
     * @param bytes of them together
     * @param listBytes of the list: a line with address and bytes a file
     * @param listSha256 of the list
     */
    public record Artifacts(long count, long bytes, long listBytes, String listSha256) {}

    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }
}
