package org.phusong.jobs.table;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.claim.OperatorBook;
import org.phusong.geodata.claim.ServiceDefinition;
import org.phusong.geodata.crs.GroundArea;
import org.phusong.geodata.place.GeoBox;
import org.phusong.geodata.place.Ward;
import org.phusong.jobs.assess.Assessment;
import org.phusong.jobs.study.Study;

/**
 * {@code wards.parquet}: the wards with their headline figures, GeoParquet 1.1 with a bounding box a row.
 *
 * <p>Geometry is WKB in OGC:CRS84, which GeoParquet means where it names no CRS. Areas are km² on the ellipsoid; shares are those of any
 * operator and the first measure.
 */
public final class WardTable {

    /** Name of the file in a revision. */
    public static final String FILE = "wards.parquet";

    private static final double SQUARE_METRES_PER_KM2 = 1e6;
    private static final int PLANE = 2;

    private WardTable() {}

    /** Writes the wards, sorted here by code. */
    public static void write(Path file, Study study, List<Ward> wards, Assessment assessment) throws IOException {
        WardReach figures = new WardReach(assessment);
        List<Ward> ordered = wards.stream()
                .sorted(Comparator.comparing(Ward::code, CodePointOrder.INSTANCE))
                .toList();
        TableSchema schema = new TableSchema("wards")
                .text("ward_code")
                .text("ward_name")
                .bytes("geometry")
                .box("bbox")
                .decimal("area_km2");
        study.measures().forEach(measure -> schema.decimal("total_" + measure));
        study.services().forEach(service -> schema.nullableDecimal("share_" + service.name()));
        MessageType message = schema.toMessage();
        WKBWriter wkb = new WKBWriter(PLANE, ByteOrderValues.LITTLE_ENDIAN);
        try (TableWriter writer = TableWriter.create(file, message, Map.of("geo", geo(ordered)))) {
            for (Ward ward : ordered) {
                List<@Nullable Object> row = new ArrayList<>();
                row.add(ward.code());
                row.add(ward.name());
                row.add(wkb.write(ward.geometry()));
                row.add(ClaimTable.box(GeoBox.around(ward.geometry())));
                row.add(squareKilometres(ward));
                for (String measure : study.measures()) {
                    row.add(figures.ofWard(ward.code(), measure).totalUnits());
                }
                for (ServiceDefinition service : study.services()) {
                    row.add(figures.find(
                                    ward.code(),
                                    service.name(),
                                    OperatorBook.ANY,
                                    study.measures().get(0))
                            .share());
                }
                writer.write(row.toArray());
            }
        }
    }

    /** Area of a ward on the ellipsoid, km². */
    static double squareKilometres(Ward ward) {
        return GroundArea.squareMetres(ward.geometry()) / SQUARE_METRES_PER_KM2;
    }

    /** The {@code geo} entry of the footer, as the GeoParquet 1.1.0 specification has it. */
    private static String geo(List<Ward> wards) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ObjectNode column = nodes.objectNode();
        column.put("encoding", "WKB");
        Envelope all = new Envelope();
        TreeSet<String> types = new TreeSet<>();
        for (Ward ward : wards) {
            all.expandToInclude(ward.geometry().getEnvelopeInternal());
            types.add(ward.geometry().getGeometryType());
        }
        types.forEach(column.putArray("geometry_types")::add);
        if (!all.isNull()) {
            column.putArray("bbox")
                    .add(all.getMinX())
                    .add(all.getMinY())
                    .add(all.getMaxX())
                    .add(all.getMaxY());
        }
        ObjectNode box = column.putObject("covering").putObject("bbox");
        for (String side : List.of("xmin", "ymin", "xmax", "ymax")) {
            box.putArray(side).add("bbox").add(side);
        }
        ObjectNode root = nodes.objectNode();
        root.put("version", "1.1.0");
        root.put("primary_column", "geometry");
        root.putObject("columns").set("geometry", column);
        return root.toString();
    }
}
