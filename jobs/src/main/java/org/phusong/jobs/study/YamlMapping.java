package org.phusong.jobs.study;

import static org.phusong.jobs.study.FaultLog.quote;
import static org.phusong.jobs.study.FaultLog.shown;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The keys and values of a map in the study file, in its order. A key that is no text, or that stands twice, is a fault; so is an unknown
 * or missing key of a {@link Section}.
 */
final class YamlMapping {

    private final YamlNode self;
    private final Map<String, YamlNode> values = new LinkedHashMap<>();
    private final Map<String, YamlNode> keys = new LinkedHashMap<>();

    YamlMapping(YamlNode self, MappingNode node) {
        this.self = self;
        for (NodeTuple tuple : node.getValue()) {
            Node key = tuple.getKeyNode();
            if (!(key instanceof ScalarNode scalar)) {
                new YamlNode(key, self.path(), self.faults()).fault("a key is a list or a map; accepted: a word");
                continue;
            }
            String name = scalar.getValue();
            String path = self.path().isEmpty() ? shown(name) : self.path() + "." + shown(name);
            YamlNode keyNode = new YamlNode(key, path, self.faults());
            YamlNode first = keys.putIfAbsent(name, keyNode);
            if (first == null) {
                values.put(name, new YamlNode(tuple.getValueNode(), path, self.faults()));
            } else {
                keyNode.fault("the key stands twice, first on line " + first.line() + "; accepted: each key once");
            }
        }
    }

    /** The place of the map itself. */
    YamlNode self() {
        return self;
    }

    /** Adds a fault for each key that the section does not know, and for each one that it lacks. */
    void checkKeys(Section section) {
        List<String> known = section.keys().stream().map(StudyKey::name).toList();
        keys.forEach((name, key) -> {
            if (!known.contains(name)) {
                key.fault("unknown key " + quote(name) + "; the nearest is " + quote(NearestName.of(name, known))
                        + "; accepted: " + String.join(", ", known));
            }
        });
        for (StudyKey key : section.keys()) {
            if (key.required() && !values.containsKey(key.name())) {
                self.faults()
                        .add(
                                self.line(),
                                self.path().isEmpty() ? key.name() : self.path() + "." + key.name(),
                                "the required key " + quote(key.name()) + " is missing; accepted: "
                                        + key.type().accepts());
            }
        }
    }

    /** Every key and value, in the order of the file. */
    Map<String, YamlNode> values() {
        return values;
    }

    /** The place of a key itself, for faults of the key. */
    YamlNode key(String name) {
        return Objects.requireNonNull(keys.get(name), name);
    }

    /** The value of a key; null where the map lacks it. */
    @Nullable
    YamlNode find(String key) {
        return values.get(key);
    }

    /** The text of a key; null where the map lacks it, and with a fault where it is none. */
    @Nullable
    String text(String key, String accepts) {
        YamlNode value = find(key);
        return value == null ? null : value.text(accepts);
    }

    /** The column that a key names; null as in {@link #text}. */
    @Nullable
    String column(String key) {
        return text(key, KeyType.COLUMN.accepts());
    }

    /** The date of a key; null as in {@link #text}. */
    @Nullable
    LocalDate date(String key) {
        YamlNode value = find(key);
        return value == null ? null : value.date();
    }

    /** The number of a key; null as in {@link #text}. */
    @Nullable
    Double decimal(String key, Quantity quantity) {
        YamlNode value = find(key);
        return value == null ? null : value.decimal(quantity);
    }

    /** The word of a key; the fallback where the map lacks it, and with a fault where it is none. */
    <E extends Enum<E>> E word(String key, Class<E> set, E fallback) {
        YamlNode value = find(key);
        E word = value == null ? null : value.word(set, key);
        return word == null ? fallback : word;
    }

    /** Text by language of the key {@code title}; empty where the map lacks it. */
    Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        YamlNode value = find("title");
        YamlMapping mapping = value == null ? null : value.mapping(KeyType.TITLES.accepts());
        if (mapping != null) {
            mapping.values.forEach((language, title) -> {
                // The shape of a BCP 47 tag, such as vi or zh-Hant.
                if (!language.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")) {
                    mapping.key(language).fault(quote(language) + " is no language; accepted: en, vi or another code");
                }
                String text = title.text("text");
                if (text != null) {
                    titles.put(language, text);
                }
            });
        }
        return titles;
    }

    /** The names of these keys, for a message. */
    static String list(Collection<String> names) {
        return names.isEmpty()
                ? "(the study has none)"
                : names.stream().limit(40).map(FaultLog::shown).collect(Collectors.joining(", "));
    }
}
