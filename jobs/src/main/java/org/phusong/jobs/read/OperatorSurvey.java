package org.phusong.jobs.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.claim.OperatorBook;
import org.phusong.geodata.issue.DataIssue;
import org.phusong.geodata.issue.Effect;
import org.phusong.geodata.issue.IssueKind;

/**
 * Which operators were found in which file, and what is odd about their names. Not thread-safe.
 *
 * <p>A name that the study does not list is warned of once a file, provided that the study lists any. So is a name that differs from
 * another operator of the study in letter case or spacing only: of a listed and an unlisted one, the unlisted is the suspect.
 */
final class OperatorSurvey {

    private final OperatorBook listed;
    private final Map<String, Map<String, String>> fieldByNameByFile = new TreeMap<>(CodePointOrder.INSTANCE);

    OperatorSurvey(OperatorBook listed) {
        this.listed = listed;
    }

    /**
     * Takes note of the operator of an accepted claim.
     *
     * @param file path relative to the study file
     * @param field column that holds the name
     * @param name after aliases
     */
    void found(String file, String field, String name) {
        fieldByNameByFile
                .computeIfAbsent(file, f -> new TreeMap<>(CodePointOrder.INSTANCE))
                .putIfAbsent(name, field);
    }

    /** The warnings, by file and name. */
    List<DataIssue> warnings() {
        Map<String, Set<String>> namesByFold = new TreeMap<>();
        listed.listed().forEach(name -> addTo(namesByFold, name));
        fieldByNameByFile.values().forEach(names -> names.keySet().forEach(name -> addTo(namesByFold, name)));
        return fieldByNameByFile.entrySet().stream()
                .flatMap(file -> file.getValue().entrySet().stream()
                        .flatMap(found ->
                                warningsOf(file.getKey(), found.getKey(), found.getValue(), namesByFold).stream()))
                .toList();
    }

    private List<DataIssue> warningsOf(String file, String name, String field, Map<String, Set<String>> namesByFold) {
        List<DataIssue> warnings = new ArrayList<>();
        if (!listed.listed().isEmpty() && !listed.lists(name)) {
            warnings.add(warning(
                    file,
                    field,
                    name,
                    IssueKind.OPERATOR_UNLISTED,
                    "The study does not list this operator, so it counts as its own operator and network; accepted are "
                            + String.join(", ", listed.listed()) + " and their aliases"));
        }
        String similar = namesByFold.getOrDefault(fold(name), Set.of()).stream()
                .filter(other -> !other.equals(name) && (!listed.lists(name) || listed.lists(other)))
                .collect(Collectors.joining("', '"));
        if (!similar.isEmpty()) {
            warnings.add(warning(
                    file,
                    field,
                    name,
                    IssueKind.OPERATOR_SIMILAR,
                    "Differs from '" + similar
                            + "' in letter case or spacing only, and counts as another operator; if they are one, name"
                            + " one of them as an alias under operators"));
        }
        return warnings;
    }

    private static void addTo(Map<String, Set<String>> namesByFold, String name) {
        namesByFold
                .computeIfAbsent(fold(name), f -> new TreeSet<>(CodePointOrder.INSTANCE))
                .add(name);
    }

    private static String fold(String name) {
        return name.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static DataIssue warning(String file, String field, String name, IssueKind kind, String message) {
        return new DataIssue(file, 0L, null, field, name, kind, Effect.WARNING, message, null, null);
    }
}
