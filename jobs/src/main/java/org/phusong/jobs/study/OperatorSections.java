package org.phusong.jobs.study;

import static org.phusong.jobs.study.FaultLog.quote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.claim.OperatorBook;

/** Reads the sections {@code operators} and {@code expected}. */
final class OperatorSections {

    private static final String NAME = "the name of an operator";

    private OperatorSections() {}

    /** What a spelling is to its operator. */
    private enum Role {
        NAME,
        ALIAS
    }

    /** Where a spelling was first claimed, and by which operator. */
    private record Spelling(String operator, int line) {}

    /** The operators listed, with their spellings and networks; what has faults is left out. */
    static OperatorBook operators(YamlNode node) {
        Map<String, Spelling> spellings = new LinkedHashMap<>();
        Map<String, String> networks = new LinkedHashMap<>();
        Map<String, String> aliases = new LinkedHashMap<>();
        for (YamlNode item : node.items("a list of operators, such as [{name: Viettel}]")) {
            YamlMapping operator = item.section(Section.OPERATORS);
            if (operator == null) {
                continue;
            }
            YamlNode nameNode = operator.find("name");
            String name = nameNode == null ? null : checkName(nameNode);
            YamlNode networkNode = operator.find("network");
            String network = networkNode == null ? name : checkName(networkNode);
            boolean named = nameNode != null
                    && name != null
                    && claims(nameNode, name, new Spelling(name, nameNode.line()), spellings, Role.NAME);
            if (named && name != null && network != null) {
                networks.put(name, network);
            }
            YamlNode aliasList = operator.find("aliases");
            if (aliasList == null) {
                continue;
            }
            for (YamlNode aliasNode : aliasList.itemOrItems("a list of other spellings")) {
                String alias = checkName(aliasNode);
                if (alias != null
                        && name != null
                        && claims(aliasNode, alias, new Spelling(name, aliasNode.line()), spellings, Role.ALIAS)) {
                    aliases.put(alias, name);
                }
            }
        }
        return new OperatorBook(networks, aliases);
    }

    /** True when the spelling is free for this operator; adds a fault where it is not. */
    private static boolean claims(
            YamlNode node, String text, Spelling claimed, Map<String, Spelling> spellings, Role role) {
        Spelling first = spellings.putIfAbsent(text, claimed);
        if (first == null) {
            return true;
        }
        if (!first.operator().equals(claimed.operator())) {
            node.fault(quote(text) + " is claimed by two operators, " + quote(first.operator()) + " (line "
                    + first.line() + ") and " + quote(claimed.operator())
                    + "; accepted: each name and alias for one operator");
            return false;
        }
        // An alias that repeats its operator's name or another alias of it says nothing new, and nothing wrong.
        if (role == Role.NAME) {
            node.fault("the operator " + quote(text) + " is listed twice, first on line " + first.line()
                    + "; accepted: each operator once");
        }
        return role == Role.ALIAS;
    }

    /** Who must have filed what; entries with faults are left out. */
    static List<ExpectedSubmission> expected(YamlNode node, OperatorBook operators, Set<String> services) {
        List<ExpectedSubmission> expected = new ArrayList<>();
        for (YamlNode item : node.items("a list, such as [{operator: Viettel, services: [broadband]}]")) {
            YamlMapping submission = item.section(Section.EXPECTED);
            if (submission == null) {
                continue;
            }
            YamlNode operatorNode = submission.find("operator");
            String operator = operatorNode == null ? null : checkName(operatorNode);
            Set<String> named = new TreeSet<>(CodePointOrder.INSTANCE);
            YamlNode list = submission.find("services");
            if (list != null) {
                for (YamlNode serviceNode : list.itemOrSomeItems("a list of services: " + YamlMapping.list(services))) {
                    String service = service(serviceNode, services);
                    if (service != null) {
                        named.add(service);
                    }
                }
            }
            if (operator != null && !named.isEmpty()) {
                expected.add(new ExpectedSubmission(operators.nameOf(operator), List.copyOf(named)));
            }
        }
        return expected;
    }

    /** A service of the study; null with a fault. */
    static @Nullable String service(YamlNode node, Set<String> services) {
        return node.interpreted(
                "service of this study", YamlMapping.list(services), text -> services.contains(text) ? text : null);
    }

    /** The name of an operator, cleaned; null with a fault. */
    static @Nullable String checkName(YamlNode node) {
        String text = node.text(NAME);
        if (text == null) {
            return null;
        }
        String name = OperatorBook.clean(text);
        if (name.equals(OperatorBook.ANY)) {
            node.fault("'ANY' stands for any operator in every table; accepted: another name");
            return null;
        }
        return name;
    }
}
