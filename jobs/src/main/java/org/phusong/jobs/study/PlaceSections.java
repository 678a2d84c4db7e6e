package org.phusong.jobs.study;

import static org.phusong.jobs.study.FaultLog.quote;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.place.Thousandths;

/** Reads the sections {@code wards} and {@code households}, and the reading keys of every input. */
final class PlaceSections {

    /** What a household counts as where the study names no measure. */
    static final Map<String, ValueSource> DEFAULT_MEASURES = Map.of("households", new ValueSource.Fixed("1"));

    private static final Set<String> LEVELS = Set.of("study", "ward");

    private PlaceSections() {}

    /** The reading keys of an input; null with faults where they cannot be read. */
    static @Nullable Source source(YamlMapping input) {
        String path = input.text("path", KeyType.PATH.accepts());
        YamlNode pathNode = input.find("path");
        if (path != null && pathNode != null && path.indexOf('\0') >= 0) {
            pathNode.fault(quote(path) + " is no path; accepted: " + KeyType.PATH.accepts());
        }
        String layer = input.text("layer", "the name of a table of the file");
        input.text("sheet", "the name of a sheet of the file");
        String where =
                input.text("where", "a Spark SQL condition on the file's own columns, such as \"status = 'active'\"");
        String delimiter = delimiter(input.find("delimiter"));
        YamlNode encodingNode = input.find("encoding");
        String encoding = encodingNode == null
                ? null
                : encodingNode.interpreted(
                        "text encoding",
                        "a name such as UTF-8, windows-1258 or UTF-16LE",
                        text -> isCharset(text) ? text : null);
        YamlNode crsNode = input.find("crs");
        String crs = crsNode == null
                ? null
                : crsNode.interpreted(
                        "code of a coordinate reference system",
                        "an authority code such as EPSG:4326",
                        text -> text.matches("[A-Za-z][A-Za-z0-9_.-]*:\\S+") ? text : null);
        return path == null
                ? null
                : new Source(input.self().path(), input.self().line(), path, layer, delimiter, encoding, crs, where);
    }

    /** The ward layer; null with faults. */
    static @Nullable WardInput wards(YamlNode node) {
        YamlMapping input = node.section(Section.WARDS);
        if (input == null) {
            return null;
        }
        Source source = source(input);
        String code = input.column("code");
        String name = input.column("name");
        String geometry = input.column("geometry");
        Map<String, String> groups = groups(input, Map.of());
        return source == null || code == null ? null : new WardInput(source, code, name, geometry, groups);
    }

    /** The households; null with faults. */
    static @Nullable HouseholdInput households(YamlNode node, Set<String> groupsAbove) {
        YamlMapping input = node.section(Section.HOUSEHOLDS);
        if (input == null) {
            return null;
        }
        Source source = source(input);
        String id = input.column("id");
        String x = input.column("x");
        String y = input.column("y");
        String geometry = input.column("geometry");
        checkPoint(input);
        String ward = input.column("ward");
        Map<String, ValueSource> measures = measures(input.find("measures"));
        Map<String, String> taken = new HashMap<>();
        measures.keySet().forEach(name -> taken.put(name, "a measure"));
        groupsAbove.forEach(name -> taken.put(name, "a group above the ward"));
        Map<String, String> groups = groups(input, taken);
        return source == null || id == null
                ? null
                : new HouseholdInput(source, id, x, y, geometry, ward, measures, groups);
    }

    private static void checkPoint(YamlMapping input) {
        YamlNode x = input.find("x");
        YamlNode y = input.find("y");
        if (x != null && y == null) {
            x.fault("x stands without y; accepted: both, or geometry in their place");
        } else if (y != null && x == null) {
            y.fault("y stands without x; accepted: both, or geometry in their place");
        }
        YamlNode geometry = input.find("geometry");
        if (geometry != null && (x != null || y != null)) {
            geometry.fault("geometry stands beside x and y; accepted: one or the other");
        }
    }

    private static Map<String, ValueSource> measures(@Nullable YamlNode node) {
        YamlMapping mapping = node == null ? null : node.mapping(KeyType.MEASURES.accepts());
        if (node == null || mapping == null) {
            return DEFAULT_MEASURES;
        }
        if (mapping.values().isEmpty()) {
            node.fault("no measure is named (leave the key out for {households: 1}); accepted: "
                    + KeyType.MEASURES.accepts());
        }
        Map<String, ValueSource> measures = new LinkedHashMap<>();
        mapping.values().forEach((name, value) -> {
            boolean free = ColumnNames.isFree(name, mapping.key(name));
            ValueSource source = measure(value);
            // With a fault there is no study; the measure is kept only so that no target is blamed for it.
            if (free) {
                measures.put(name, source == null ? new ValueSource.Fixed("1") : source);
            }
        });
        return Collections.unmodifiableMap(measures);
    }

    private static @Nullable ValueSource measure(YamlNode node) {
        if (node.isMapping()) {
            YamlMapping fixed = node.section(Section.FIXED);
            YamlNode value = fixed == null ? null : fixed.find("value");
            return value == null ? null : fixedMeasure(value);
        }
        if (node.isNumber()) {
            return fixedMeasure(node);
        }
        String column = node.text("the name of a column, or a number (quote a column that is named by a number)");
        return column == null ? null : new ValueSource.Column(column);
    }

    private static ValueSource.@Nullable Fixed fixedMeasure(YamlNode node) {
        String text = node.interpreted(
                "measure",
                "a number of at least 0 with at most 3 decimals",
                t -> Quantity.decimal(t)
                        .filter(n -> Thousandths.of(n).isPresent())
                        .map(n -> t)
                        .orElse(null));
        return text == null ? null : new ValueSource.Fixed(text);
    }

    private static Map<String, String> groups(YamlMapping input, Map<String, String> taken) {
        YamlNode node = input.find("groups");
        YamlMapping mapping = node == null ? null : node.mapping(KeyType.COLUMNS.accepts());
        Map<String, String> groups = new LinkedHashMap<>();
        if (mapping != null) {
            mapping.values().forEach((name, value) -> {
                YamlNode key = mapping.key(name);
                boolean free = ColumnNames.isFree(name, key);
                String other = taken.get(name);
                if (other != null) {
                    key.fault(quote(name) + " is " + other + " too; accepted: a name of its own");
                }
                if (LEVELS.contains(name)) {
                    key.fault(quote(name) + " is a level of every study; accepted: another name, such as quarter");
                }
                String column = value.text(KeyType.COLUMN.accepts());
                if (free && column != null) {
                    groups.put(name, column);
                }
            });
        }
        return Collections.unmodifiableMap(groups);
    }

    private static @Nullable String delimiter(@Nullable YamlNode node) {
        String accepts = "one character, such as \";\" or \"\\t\" for a tab";
        String text = node == null ? null : node.rawText(accepts);
        if (node != null
                && text != null
                && (text.length() != 1 || "\"\r\n\0".contains(text) || Character.isSurrogate(text.charAt(0)))) {
            node.refuse("delimiter", accepts);
            return null;
        }
        return text;
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }
}
