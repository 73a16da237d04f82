package org.modelyard.backup.entity;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.modelyard.backup.model.BackupManifest;
import org.modelyard.backup.model.ColumnKind;

/** From the types of the two databases to those of an archive. */
final class Kinds {

    private Kinds() {}

    /** @throws IllegalStateException for a type that no table of ours has had so far */
    static List<BackupManifest.Column> of(ResultSetMetaData columns) throws SQLException {
        List<BackupManifest.Column> kinds = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnName(i).toLowerCase(Locale.ROOT);
            kinds.add(new BackupManifest.Column(name, kind(name, columns.getColumnType(i))));
        }
        return kinds;
    }

    private static ColumnKind kind(String column, int type) {
        return switch (type) {
            case Types.BIGINT, Types.INTEGER, Types.SMALLINT -> ColumnKind.LONG;
            case Types.DOUBLE, Types.FLOAT, Types.REAL -> ColumnKind.DOUBLE;
            case Types.BOOLEAN, Types.BIT, Types.TINYINT -> ColumnKind.BOOLEAN;
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB -> ColumnKind.TEXT;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> ColumnKind.BYTES;
            case Types.TIMESTAMP -> ColumnKind.TIME;
            default -> throw new IllegalStateException("a backup knows no column of the type " + type + ": " + column);
        };
    }
}
