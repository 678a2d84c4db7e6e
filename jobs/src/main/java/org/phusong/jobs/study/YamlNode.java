package org.phusong.jobs.study;

import static org.phusong.jobs.study.FaultLog.quote;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.ClaimClass;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A place in the study file: a YAML node, its line, the path of keys that leads to it. What it cannot be read as becomes a fault there and
 * then; the caller gets null or an empty list and goes on, so that one pass finds every fault.
 *
 * <p>Nothing is constructed from tags: a tag other than those of plain YAML values is a fault.
 */
final class YamlNode {

    private static final Set<Tag> SCALAR_TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP, Tag.NULL, Tag.MERGE);
    // ISO_LOCAL_DATE also takes years such as +12026.
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

    private final Node node;
    private final String path;
    private final FaultLog faults;

    YamlNode(Node node, String path, FaultLog faults) {
        this.node = node;
        this.path = path;
        this.faults = faults;
    }

    String path() {
        return path;
    }

    /** From 1. */
    int line() {
        return node.getStartMark().getLine() + 1;
    }

    FaultLog faults() {
        return faults;
    }

    /** Adds a fault here. */
    void fault(String message) {
        faults.add(line(), path, message);
    }

    /** Adds the fault that the value here is not what is accepted. */
    void refuse(String noun, String accepts) {
        fault(description() + " is no " + noun + "; accepted: " + accepts);
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** True for a plain scalar that YAML reads as a number: 1, not "1". */
    boolean isNumber() {
        return node instanceof ScalarNode
                && (node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT));
    }

    /** The keys and values here, of a section; null with a fault where this is no map. */
    @Nullable
    YamlMapping section(Section section) {
        YamlMapping mapping = mapping("a map with the keys "
                + section.keys().stream().map(StudyKey::name).collect(Collectors.joining(", ")));
        if (mapping != null) {
            mapping.checkKeys(section);
        }
        return mapping;
    }

    /** The keys and values here, whatever the keys; null with a fault where this is no map. */
    @Nullable
    YamlMapping mapping(String accepts) {
        if (node instanceof MappingNode mapping && node.getTag().equals(Tag.MAP)) {
            return new YamlMapping(this, mapping);
        }
        refuseShape(accepts);
        return null;
    }

    /** The items of a list; empty with a fault where this is no list. */
    List<YamlNode> items(String accepts) {
        if (node instanceof SequenceNode sequence && node.getTag().equals(Tag.SEQ)) {
            List<YamlNode> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(new YamlNode(item, path + "[" + items.size() + "]", faults));
            }
            return items;
        }
        refuseShape(accepts);
        return List.of();
    }

    /** The items of a list that needs at least one; the fault where there is none. */
    List<YamlNode> someItems(String accepts) {
        if (node instanceof SequenceNode sequence && sequence.getValue().isEmpty()) {
            fault("the list is empty; accepted: " + accepts);
        }
        return items(accepts);
    }

    /** The items of a list, or the one scalar that stands in place of the list. */
    List<YamlNode> itemOrItems(String accepts) {
        return node instanceof ScalarNode ? List.of(this) : items(accepts);
    }

    /** The items of a list of at least one, or the one scalar that stands in place of the list. */
    List<YamlNode> itemOrSomeItems(String accepts) {
        return node instanceof ScalarNode ? List.of(this) : someItems(accepts);
    }

    /** The text of a scalar exactly as written, whatever YAML would make of it; null with a fault where it is none or blank. */
    @Nullable
    String text(String accepts) {
        String text = rawText(accepts);
        if (text != null && text.isBlank()) {
            fault("the text is empty; accepted: " + accepts);
            return null;
        }
        return text;
    }

    /** As {@link #text}, but it may be white space: a tab separates columns. */
    @Nullable
    String rawText(String accepts) {
        if (node instanceof ScalarNode scalar && SCALAR_TAGS.contains(node.getTag()) && !isNull()) {
            return scalar.getValue();
        }
        refuseShape(accepts);
        return null;
    }

    /** A number in its range, exactly as written; null with a fault otherwise. */
    @Nullable
    BigDecimal number(Quantity quantity) {
        return interpreted(
                "number that can stand here",
                quantity.accepts(),
                text -> quantity.parse(text).orElse(null));
    }

    /** As {@link #number}, as a double. */
    @Nullable
    Double decimal(Quantity quantity) {
        BigDecimal number = number(quantity);
        return number == null ? null : Double.valueOf(number.doubleValue());
    }

    /** An ISO date that exists; null with a fault otherwise. */
    @Nullable
    LocalDate date() {
        return interpreted(
                "date",
                "a day that exists, such as 2026-09-30",
                text -> findDate(text).orElse(null));
    }

    /** The ISO date that a text is; empty for any other text. */
    static Optional<LocalDate> findDate(String text) {
        try {
            return Optional.of(LocalDate.parse(text, DATE));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A value of a closed set, written in lower case; null with a fault otherwise. */
    <E extends Enum<E>> @Nullable E word(Class<E> set, String noun) {
        List<E> values = Arrays.asList(set.getEnumConstants());
        String accepts = values.stream().map(ClaimClass::text).collect(Collectors.joining(", "));
        return interpreted(
                noun,
                accepts,
                text -> values.stream()
                        .filter(v -> ClaimClass.text(v).equals(text))
                        .findFirst()
                        .orElse(null));
    }

    /** What a reading function makes of the text; null with a fault where there is no text, or where it makes null of it. */
    <T> @Nullable T interpreted(String noun, String accepts, Function<String, @Nullable T> reading) {
        String text = text(accepts);
        if (text == null) {
            return null;
        }
        T value = reading.apply(text);
        if (value == null) {
            refuse(noun, accepts);
        }
        return value;
    }

    private boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    /** The fault that the value has another shape (a map in place of a list), no value, or a foreign tag. */
    private void refuseShape(String accepts) {
        Tag tag = node.getTag();
        if (!SCALAR_TAGS.contains(tag) && !tag.equals(Tag.MAP) && !tag.equals(Tag.SEQ)) {
            fault("the YAML tag " + quote(tag.getValue()) + " is not read; accepted: " + accepts + ", without a tag");
        } else if (isNull()) {
            fault("there is no value (leave the key out if none is meant); accepted: " + accepts);
        } else {
            fault(description() + " cannot stand here; accepted: " + accepts);
        }
    }

    private String description() {
        if (node instanceof ScalarNode scalar) {
            return quote(scalar.getValue());
        }
        return node instanceof SequenceNode ? "a list" : "a map";
    }
}
