package org.phusong.geodata.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKTReader;
import org.phusong.geodata.SharedData;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The test cases of JTS with areas in them: every vertex of a case, and the middle of every side, against every valid area.
 *
 * <p>The test harness of JTS scales nothing; here coordinates are made smaller by a power of two, which is exact, until they are degrees.
 */
class JtsCasesTest {

    @Test
    void everyCaseWithAnAreaAsJtsSays() throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        DocumentBuilder parser = factory.newDocumentBuilder();
        List<Path> files;
        try (Stream<Path> found = Files.walk(SharedData.file("corpora/jts"))) {
            files = found.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
        List<String> differences = new ArrayList<>();
        int cases = 0;
        int points = 0;
        for (Path file : files) {
            NodeList nodes = parser.parse(file.toFile()).getElementsByTagName("case");
            for (int i = 0; i < nodes.getLength(); i++) {
                Element node = (Element) nodes.item(i);
                List<Geometry> geometries = geometries(node);
                int tried = tried(geometries, file.getFileName() + " case " + i, differences);
                cases += tried > 0 ? 1 : 0;
                points += tried;
            }
        }
        assertThat(differences).isEmpty();
        assertThat(cases).isGreaterThan(500);
        assertThat(points).isGreaterThan(20_000);
    }

    private static int tried(List<Geometry> geometries, String name, List<String> differences) {
        double largest = 0;
        for (Geometry geometry : geometries) {
            for (Coordinate c : geometry.getCoordinates()) {
                largest = Math.max(largest, Math.max(Math.abs(c.x), Math.abs(c.y)));
            }
        }
        // NaN and infinity are no places.
        if (!(largest < 1e30)) {
            return 0;
        }
        double scale = Math.scalb(1.0, Math.min(0, 5 - Math.getExponent(Math.max(largest, 1))));
        FastTwin twin = new FastTwin(2, 2);
        List<Coordinate> points = new ArrayList<>();
        int areas = 0;
        for (Geometry geometry : geometries) {
            Geometry scaled = AffineTransformation.scaleInstance(scale, scale).transform(geometry);
            Coordinate[] all = scaled.getCoordinates();
            for (int i = 0; i < all.length && points.size() < 2_000; i++) {
                points.add(all[i]);
                Coordinate next = all[(i + 1) % all.length];
                points.add(new Coordinate((all[i].x + next.x) / 2, (all[i].y + next.y) / 2));
            }
            if (scaled instanceof Polygonal && !scaled.isEmpty() && scaled.isValid()) {
                twin.addClaim(areas, scaled);
                twin.addWard(areas++, scaled);
            }
        }
        if (areas == 0) {
            return 0;
        }
        Lookup lookup = twin.index().lookup();
        for (Coordinate point : points) {
            if (lookup.answerAt(point.x, point.y) != twin.answerAt(lookup, point.x, point.y)) {
                differences.add(name + " at " + point);
            }
        }
        return points.size();
    }

    private static List<Geometry> geometries(Element node) {
        List<Geometry> geometries = new ArrayList<>();
        for (String tag : List.of("a", "b")) {
            NodeList found = node.getElementsByTagName(tag);
            for (int i = 0; i < found.getLength(); i++) {
                String text = found.item(i).getTextContent().strip();
                try {
                    geometries.add(
                            text.matches("[0-9A-Fa-f\\s]+")
                                    ? new WKBReader().read(WKBReader.hexToBytes(text.replaceAll("\\s", "")))
                                    : new WKTReader().read(text));
                } catch (ParseException | IllegalArgumentException e) {
                    // Some cases hold curves or empty text: no areas for us. What remains is counted by the test.
                    assertThat(text).isNotNull();
                }
            }
        }
        return geometries;
    }
}
