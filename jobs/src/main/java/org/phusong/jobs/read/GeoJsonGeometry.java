package org.phusong.jobs.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * A GeoJSON geometry object from the tokens of one feature.
 *
 * <p>Whatever is wrong inside, the whole object is consumed, so that the next feature is read as if nothing had happened. Heights and
 * further numbers of a position are dropped.
 */
final class GeoJsonGeometry {

    private static final GeometryFactory FACTORY = DecodedGeometry.FACTORY;

    private final JsonParser parser;
    private @Nullable FlawException firstFlaw;

    private GeoJsonGeometry(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads the object that the parser has just entered, up to its end.
     *
     * @throws IOException when the file ends or is not JSON
     */
    static DecodedGeometry read(JsonParser parser) throws IOException {
        GeoJsonGeometry reader = new GeoJsonGeometry(parser);
        Geometry geometry = reader.object();
        FlawException flaw = reader.firstFlaw;
        return flaw == null
                ? DecodedGeometry.of(geometry)
                : DecodedGeometry.faulty("Its geometry " + flaw.getMessage(), flaw.value);
    }

    private Geometry object() throws IOException {
        String type = "";
        List<Object> coordinates = null;
        List<Geometry> members = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("type") && value == JsonToken.VALUE_STRING) {
                type = parser.getText();
            } else if (name.equals("coordinates") && value == JsonToken.START_ARRAY) {
                coordinates = List.of(nested());
            } else if (name.equals("geometries") && value == JsonToken.START_ARRAY) {
                members = members();
            } else {
                parser.skipChildren();
            }
        }
        try {
            if (firstFlaw == null) {
                return build(type, coordinates, members);
            }
        } catch (FlawException e) {
            firstFlaw = e;
        } catch (IllegalArgumentException e) {
            firstFlaw = new FlawException("cannot be built: " + e.getMessage(), type);
        }
        return FACTORY.createPoint();
    }

    private List<Geometry> members() throws IOException {
        List<Geometry> members = new ArrayList<>();
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
            if (t == JsonToken.START_OBJECT) {
                members.add(object());
            } else {
                note("has a member that is no geometry; GeoJSON geometries are accepted", parser.getText());
                parser.skipChildren();
            }
        }
        return members;
    }

    /** Consumes an array: a position becomes a {@link Coordinate}, any other a list. Jackson bounds the depth. */
    private Object nested() throws IOException {
        List<Object> items = new ArrayList<>();
        int place = 0;
        double x = Double.NaN;
        double y = Double.NaN;
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
            if (t == JsonToken.START_ARRAY) {
                items.add(nested());
                continue;
            }
            if (place < 2 && !t.isNumeric()) {
                note(
                        "has a coordinate that is not a number; positions [x, y] of numbers are accepted",
                        parser.getText());
            } else if (place == 0) {
                x = parser.getDoubleValue();
            } else if (place == 1) {
                y = parser.getDoubleValue();
            }
            parser.skipChildren();
            place++;
        }
        if (place == 0) {
            return items;
        }
        if (place == 1 || !items.isEmpty()) {
            note("has a position that is not two numbers; positions [x, y] are accepted", "[" + x + "]");
        }
        return new Coordinate(x, y);
    }

    private void note(String what, String value) {
        if (firstFlaw == null) {
            firstFlaw = new FlawException(what, value);
        }
    }

    private static Geometry build(String type, @Nullable List<Object> coordinates, @Nullable List<Geometry> members)
            throws FlawException {
        if (type.equals("GeometryCollection")) {
            if (members == null) {
                throw new FlawException("is a GeometryCollection without the member geometries", "");
            }
            return FACTORY.createGeometryCollection(members.toArray(Geometry[]::new));
        }
        Object root = coordinates == null ? List.of() : coordinates.get(0);
        Geometry geometry = switch (type) {
            case "Point" ->
                root instanceof Coordinate at ? FACTORY.createPoint(at) : listed(FACTORY.createPoint(), root);
            case "MultiPoint" -> FACTORY.createMultiPointFromCoords(positions(root));
            case "LineString" -> FACTORY.createLineString(positions(root));
            case "MultiLineString" -> multiLine(root);
            case "Polygon" -> polygon(root);
            case "MultiPolygon" -> multiPolygon(root);
            case "" ->
                throw new FlawException("has no type; a GeoJSON type such as Polygon or MultiPolygon is accepted", "");
            default ->
                throw new FlawException(
                        "has a type that GeoJSON does not know; Point, LineString, Polygon, MultiPoint,"
                                + " MultiLineString, MultiPolygon and GeometryCollection are accepted",
                        type);
        };
        if (coordinates == null) {
            throw new FlawException("has no coordinates; an array of them is accepted", type);
        }
        return geometry;
    }

    private static Geometry listed(Geometry empty, Object coordinates) throws FlawException {
        if (!items(coordinates).isEmpty()) {
            throw new FlawException("nests its coordinates too deeply for a Point; [x, y] is accepted", "");
        }
        return empty;
    }

    private static Geometry multiLine(Object coordinates) throws FlawException {
        List<LineString> lines = new ArrayList<>();
        for (Object line : items(coordinates)) {
            lines.add(FACTORY.createLineString(positions(line)));
        }
        return FACTORY.createMultiLineString(lines.toArray(LineString[]::new));
    }

    private static Geometry multiPolygon(Object coordinates) throws FlawException {
        List<Polygon> polygons = new ArrayList<>();
        for (Object polygon : items(coordinates)) {
            polygons.add(polygon(polygon));
        }
        return FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
    }

    private static Polygon polygon(Object coordinates) throws FlawException {
        List<LinearRing> rings = new ArrayList<>();
        for (Object ring : items(coordinates)) {
            Coordinate[] positions = positions(ring);
            int last = positions.length - 1;
            if (last > 0 && !positions[0].equals2D(positions[last])) {
                throw new FlawException(
                        "has a ring that is not closed; a ring that ends where it begins is accepted",
                        positions[0].x + " " + positions[0].y + " to " + positions[last].x + " " + positions[last].y);
            }
            rings.add(FACTORY.createLinearRing(positions));
        }
        return rings.isEmpty()
                ? FACTORY.createPolygon()
                : FACTORY.createPolygon(
                        rings.get(0), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
    }

    private static Coordinate[] positions(Object coordinates) throws FlawException {
        List<?> items = items(coordinates);
        Coordinate[] positions = new Coordinate[items.size()];
        for (int i = 0; i < positions.length; i++) {
            if (!(items.get(i) instanceof Coordinate at)) {
                throw new FlawException("nests its coordinates too deeply; positions [x, y] are accepted here", "");
            }
            positions[i] = at;
        }
        return positions;
    }

    private static List<?> items(Object coordinates) throws FlawException {
        if (coordinates instanceof List<?> items) {
            return items;
        }
        throw new FlawException(
                "nests its coordinates too little; an array of positions is accepted here", coordinates.toString());
    }

    /** What is wrong with a geometry, and the offending value. */
    private static final class FlawException extends Exception {
        private static final long serialVersionUID = 1;
        private final String value;

        FlawException(String what, String value) {
            super(what, null, false, false);
            this.value = value;
        }
    }
}
