package org.phusong.geodata.claim;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The operators of a study: which spellings are one operator, and which network each runs on.
 *
 * <p>Names are compared after NFC and trimming. An operator that is not listed is its own operator and its own network. Immutable.
 */
public final class OperatorBook {

    /** Stands for "any operator" in every table and can be no operator's name. */
    public static final String ANY = "ANY";

    private final Map<String, String> nameBySpelling = new LinkedHashMap<>();
    private final Map<String, String> networkByName = new LinkedHashMap<>();

    /**
     * @param networks operator name to its network
     * @param aliases alias to operator name
     * @throws IllegalArgumentException when one spelling stands for two operators
     */
    public OperatorBook(Map<String, String> networks, Map<String, String> aliases) {
        networks.forEach((name, network) -> {
            claim(clean(name), clean(name));
            networkByName.put(clean(name), clean(network));
        });
        aliases.forEach((alias, name) -> claim(clean(alias), clean(name)));
    }

    private void claim(String spelling, String name) {
        String other = nameBySpelling.putIfAbsent(spelling, name);
        if (other != null && !other.equals(name)) {
            throw new IllegalArgumentException("'" + spelling + "' stands for both " + other + " and " + name);
        }
    }

    /** The spelling that is compared: NFC, without white space around it. */
    public static String clean(String spelling) {
        return Normalizer.normalize(spelling, Normalizer.Form.NFC).strip();
    }

    /** The operator that a spelling stands for; the cleaned spelling itself where it is not listed. */
    public String nameOf(String spelling) {
        String cleaned = clean(spelling);
        return nameBySpelling.getOrDefault(cleaned, cleaned);
    }

    /** True when the study lists the operator. */
    public boolean lists(String name) {
        return networkByName.containsKey(name);
    }

    /** The network of an operator; its own name where it is not listed. */
    public String networkOf(String name) {
        return networkByName.getOrDefault(name, name);
    }

    /** Every spelling that is listed, with the operator that it stands for. */
    public Map<String, String> spellings() {
        return Map.copyOf(nameBySpelling);
    }

    /** The operators that the study lists, by code point. */
    public Set<String> listed() {
        Set<String> names = new TreeSet<>(CodePointOrder.INSTANCE);
        names.addAll(networkByName.keySet());
        return names;
    }
}
