package org.phusong.jobs.read;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * One layer of a GeoPackage: a feature or attribute table, or a view, in the order of its primary key.
 *
 * <p>SQLite keeps a type for each value, not for each column, so the layer is looked through once for the values that do not fit the type
 * its column declares; such a column is text (or DOUBLE, for fractions among integers). The file is opened as immutable: nothing is
 * written beside it, and a journal that waits to be taken in is refused rather than ignored.
 */
final class GeoPackageFile implements RecordFile {

    private static final int COLUMNS_A_QUERY = 100;

    private final InputFile file;
    private final String layer;
    private final Connection connection;
    private final Statement statement;
    private final ResultSet rows;
    private final List<Column> columns;
    private final Optional<String> geometryColumn;
    private final Optional<String> statedCrs;
    private long number;

    private GeoPackageFile(
            InputFile file, Connection connection, @Nullable String askedLayer, @Nullable String askedGeometry)
            throws SQLException {
        this.file = file;
        this.connection = connection;
        this.layer = chooseLayer(askedLayer);
        this.geometryColumn = findGeometryColumn();
        if (askedGeometry != null && !geometryColumn.equals(Optional.of(askedGeometry))) {
            throw new InputException("Cannot read " + file.relative() + ": layer '" + layer
                    + "' has no geometry column '" + askedGeometry + "'"
                    + geometryColumn.map(name -> "; its own is '" + name + "'").orElse(""));
        }
        this.statedCrs = geometryColumn.isPresent() ? crs() : Optional.empty();
        List<Declared> declared = declared();
        this.columns = fitting(declared);
        List<String> selected = new ArrayList<>();
        for (Column column : columns) {
            selected.add(quoted(column.name()));
        }
        geometryColumn.ifPresent(name -> selected.add(quoted(name)));
        // Views have no primary key; the specification makes their first column one.
        String key = declared.stream()
                .filter(Declared::primaryKey)
                .findFirst()
                .orElse(declared.get(0))
                .name();
        this.statement = connection.createStatement();
        this.rows = statement.executeQuery("SELECT " + String.join(", ", selected.isEmpty() ? List.of("1") : selected)
                + " FROM " + quoted(layer) + " ORDER BY " + quoted(key));
    }

    /** A column as the table declares it. */
    private record Declared(String name, String type, boolean primaryKey) {}

    /**
     * Opens a layer.
     *
     * @param layer null where the file has one only
     * @param geometryColumn null, or the layer's own geometry column
     * @throws InputException when the file is damaged, or the layer is not clear
     */
    static GeoPackageFile open(InputFile file, @Nullable String layer, @Nullable String geometryColumn)
            throws IOException {
        Path journal = file.path().resolveSibling(file.path().getFileName() + "-wal");
        if (Files.exists(journal) && Files.size(journal) > 0) {
            throw new InputException("Cannot read " + file.relative() + ": beside it lies " + journal.getFileName()
                    + " with changes that are not in it yet; close the program that writes it, then it is accepted");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setOpenMode(SQLiteOpenMode.OPEN_URI);
        Properties properties = config.toProperties();
        String path = URLEncoder.encode(file.path().toAbsolutePath().toString(), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
        Connection connection = null;
        try {
            connection = new JDBC().connect("jdbc:sqlite:file:" + path + "?immutable=1", properties);
            return new GeoPackageFile(file, connection, layer, geometryColumn);
        } catch (SQLException e) {
            close(connection);
            throw damaged(file, e);
        } catch (RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    private static void close(@Nullable Connection connection) throws IOException {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static InputException damaged(InputFile file, SQLException e) {
        return new InputException(
                "Cannot read " + file.relative() + ": SQLite finds it damaged or no GeoPackage: " + e.getMessage()
                        + "; a GeoPackage with the tables gpkg_contents, gpkg_geometry_columns and gpkg_spatial_ref_sys is accepted",
                e);
    }

    private String chooseLayer(@Nullable String asked) throws SQLException {
        List<String> features = new ArrayList<>();
        List<String> attributes = new ArrayList<>();
        try (Statement query = connection.createStatement();
                ResultSet found = query.executeQuery("SELECT table_name, data_type FROM gpkg_contents"
                        + " WHERE data_type IN ('features', 'attributes') ORDER BY table_name")) {
            while (found.next()) {
                (found.getString(2).equals("features") ? features : attributes).add(found.getString(1));
            }
        }
        List<String> all = new ArrayList<>(features);
        all.addAll(attributes);
        List<String> fitting = asked != null
                ? all.stream().filter(asked::equals).toList()
                : features.isEmpty() ? attributes : features;
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        throw new InputException("Cannot read " + file.relative() + ": "
                + (all.isEmpty()
                        ? "it has no layer of features or attributes"
                        : (asked == null
                                        ? "the key layer does not say which of its layers"
                                        : "it has no layer '" + asked + "'")
                                + "; its layers are " + String.join(", ", all)));
    }

    private List<Declared> declared() throws SQLException {
        List<Declared> declared = new ArrayList<>();
        try (Statement query = connection.createStatement();
                ResultSet found = query.executeQuery("PRAGMA table_info(" + quoted(layer) + ")")) {
            while (found.next()) {
                String type = found.getString("type");
                declared.add(new Declared(
                        found.getString("name"),
                        type == null ? "" : type.toUpperCase(Locale.ROOT),
                        found.getInt("pk") == 1));
            }
        }
        if (declared.isEmpty()) {
            throw new InputException("Cannot read " + file.relative() + ": its layer '" + layer
                    + "' is listed in gpkg_contents but there is no such table");
        }
        return declared;
    }

    /** Columns with the types that hold all their values; those of binary values are none. */
    private List<Column> fitting(List<Declared> declared) throws SQLException {
        List<Declared> wanted = declared.stream()
                .filter(column -> !geometryColumn.equals(Optional.of(column.name())))
                .filter(column -> !column.type().startsWith("BLOB"))
                .toList();
        List<Column> columns = new ArrayList<>();
        for (int from = 0; from < wanted.size(); from += COLUMNS_A_QUERY) {
            List<Declared> some = wanted.subList(from, Math.min(wanted.size(), from + COLUMNS_A_QUERY));
            List<String> counts = new ArrayList<>();
            for (Declared column : some) {
                String name = quoted(column.name());
                counts.add("max(typeof(" + name + ") IN ('text', 'blob'))");
                counts.add("max(typeof(" + name + ") = 'real')");
                counts.add("max(" + name + " NOT IN (0, 1))");
                counts.add("max(typeof(" + name + ") <> 'null' AND NOT (typeof(" + name + ") = 'text' AND " + name
                        + " GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]*'))");
            }
            try (Statement query = connection.createStatement();
                    ResultSet found =
                            query.executeQuery("SELECT " + String.join(", ", counts) + " FROM " + quoted(layer))) {
                found.next();
                for (int i = 0; i < some.size(); i++) {
                    columns.add(new Column(
                            some.get(i).name(),
                            type(
                                    some.get(i).type(),
                                    found.getBoolean(4 * i + 1),
                                    found.getBoolean(4 * i + 2),
                                    found.getBoolean(4 * i + 3),
                                    found.getBoolean(4 * i + 4))));
                }
            }
        }
        return List.copyOf(columns);
    }

    private static Column.Type type(
            String declared, boolean hasText, boolean hasReal, boolean hasOther, boolean hasNoDate) {
        if (declared.equals("DATE")) {
            return hasNoDate ? Column.Type.TEXT : Column.Type.DATE;
        }
        if (declared.startsWith("DATETIME") || declared.startsWith("TIMESTAMP")) {
            return hasNoDate ? Column.Type.TEXT : Column.Type.TIMESTAMP;
        }
        boolean number = declared.startsWith("BOOL")
                || declared.contains("INT")
                || declared.startsWith("REAL")
                || declared.startsWith("FLOAT")
                || declared.startsWith("DOUBLE")
                || declared.startsWith("NUMERIC")
                || declared.startsWith("DECIMAL");
        if (!number || hasText) {
            return Column.Type.TEXT;
        }
        if (declared.startsWith("BOOL") && !hasReal && !hasOther) {
            return Column.Type.BOOLEAN;
        }
        boolean fractions = !declared.contains("INT") && !declared.startsWith("BOOL");
        return hasReal || fractions ? Column.Type.DOUBLE : Column.Type.INTEGER;
    }

    private Optional<String> crs() throws SQLException {
        try (var query =
                connection.prepareStatement("SELECT s.srs_id, s.organization, s.organization_coordsys_id, s.definition"
                        + " FROM gpkg_geometry_columns g JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id"
                        + " WHERE lower(g.table_name) = lower(?)")) {
            query.setString(1, layer);
            try (ResultSet found = query.executeQuery()) {
                // 0 and -1 stand for an undefined CRS, geographic and cartesian.
                if (!found.next() || found.getInt(1) == 0 || found.getInt(1) == -1) {
                    return Optional.empty();
                }
                String organization = found.getString(2);
                return organization == null || organization.isBlank() || organization.equalsIgnoreCase("NONE")
                        ? Optional.ofNullable(found.getString(4)).filter(wkt -> !wkt.isBlank())
                        : Optional.of(organization.toUpperCase(Locale.ROOT) + ":" + found.getInt(3));
            }
        }
    }

    private Optional<String> findGeometryColumn() throws SQLException {
        // A file of attribute tables alone may lack the table of geometry columns.
        try (Statement query = connection.createStatement();
                ResultSet found =
                        query.executeQuery("SELECT 1 FROM sqlite_master WHERE name = 'gpkg_geometry_columns'")) {
            if (!found.next()) {
                return Optional.empty();
            }
        }
        try (var query = connection.prepareStatement(
                "SELECT column_name FROM gpkg_geometry_columns WHERE lower(table_name) = lower(?)")) {
            query.setString(1, layer);
            try (ResultSet found = query.executeQuery()) {
                return found.next() ? Optional.ofNullable(found.getString(1)) : Optional.empty();
            }
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean hasGeometry() {
        return geometryColumn.isPresent();
    }

    @Override
    public Optional<String> statedCrs() {
        return statedCrs;
    }

    @Override
    public Optional<String> defaultCrs() {
        return Optional.empty();
    }

    @Override
    public @Nullable VerbatimRecord next() {
        try {
            if (!rows.next()) {
                return null;
            }
            number++;
            @Nullable Object[] values = new @Nullable Object[columns.size()];
            VerbatimRecord.Fault fault = null;
            for (int i = 0; i < values.length; i++) {
                Object stored = rows.getObject(i + 1);
                try {
                    values[i] = stored == null ? null : value(columns.get(i).type(), stored);
                } catch (DateTimeException | IllegalArgumentException e) {
                    fault = new VerbatimRecord.Fault(
                            false,
                            "Its value of column '" + columns.get(i).name() + "' is no "
                                    + columns.get(i).type() + "; ISO 8601 dates and text are accepted",
                            DecodedGeometry.shorten(stored instanceof byte[] ? "binary" : stored.toString()));
                }
            }
            DecodedGeometry geometry = DecodedGeometry.MISSING;
            if (geometryColumn.isPresent()) {
                Object stored = rows.getObject(values.length + 1);
                geometry = stored == null ? DecodedGeometry.MISSING : geometry(stored);
            }
            return new VerbatimRecord(
                    number, Arrays.asList(values), geometry.geometry(), fault == null ? geometry.fault() : fault);
        } catch (SQLException e) {
            throw new InputException(
                    "Cannot read " + file.relative() + ": layer '" + layer + "' breaks off after row " + number + ": "
                            + e.getMessage() + "; the file is cut short or damaged",
                    e);
        }
    }

    private static @Nullable Object value(Column.Type type, Object stored) {
        if (stored instanceof byte[]) {
            throw new IllegalArgumentException("binary");
        }
        return switch (type) {
            case BOOLEAN -> ((Number) stored).intValue() != 0;
            case INTEGER -> ((Number) stored).longValue();
            case DOUBLE -> ((Number) stored).doubleValue();
            case DATE -> LocalDate.parse(stored.toString().substring(0, 10));
            case TIMESTAMP -> timestamp(stored.toString());
            default -> stored.toString().isEmpty() ? null : stored.toString();
        };
    }

    private static LocalDateTime timestamp(String text) {
        String iso = text.strip().replace(' ', 'T');
        if (iso.length() == 10) {
            return LocalDate.parse(iso).atStartOfDay();
        }
        return iso.endsWith("Z")
                ? OffsetDateTime.parse(iso)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime()
                : LocalDateTime.parse(iso);
    }

    /** Decodes the header of a GeoPackage blob, then its WKB. */
    private static DecodedGeometry geometry(Object stored) {
        int[] doublesOfEnvelope = {0, 4, 6, 6, 8};
        if (!(stored instanceof byte[] blob) || blob.length < 8 || blob[0] != 'G' || blob[1] != 'P') {
            return DecodedGeometry.faulty(
                    "Its geometry is no GeoPackage blob; one that begins with GP is accepted",
                    stored instanceof byte[] ? "" : stored.toString());
        }
        int flags = blob[3];
        boolean extended = (flags & 0x20) != 0;
        int envelope = flags >> 1 & 7;
        int start = envelope < doublesOfEnvelope.length ? 8 + doublesOfEnvelope[envelope] * Double.BYTES : blob.length;
        if (extended || start >= blob.length) {
            return DecodedGeometry.faulty(
                    extended
                            ? "Its geometry is of an extended GeoPackage type; standard types are accepted"
                            : "Its geometry is cut short; a GeoPackage header and WKB are accepted",
                    "");
        }
        return DecodedGeometry.fromWkb(Arrays.copyOfRange(blob, start, blob.length));
    }

    @Override
    public void close() throws IOException {
        try (connection;
                statement) {
            rows.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
