package org.phusong.jobs.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.claim.Condition;
import org.phusong.geodata.claim.ServiceDefinition;
import org.phusong.jobs.study.Target;

/** Definitions and targets as JSON, in the words of the study file, with every default written out. */
final class DefinitionText {

    private DefinitionText() {}

    static ObjectNode services(List<ServiceDefinition> services) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (ServiceDefinition service : services) {
            ObjectNode node = root.putObject(service.name());
            node.set("title", text(service.title()));
            ArrayNode anyOf = node.putArray("any_of");
            service.anyOf().forEach(condition -> anyOf.add(condition(condition)));
        }
        return root;
    }

    static ArrayNode targets(List<Target> targets) {
        ArrayNode root = JsonNodeFactory.instance.arrayNode();
        for (Target target : targets) {
            ObjectNode node = root.addObject()
                    .put("service", target.service())
                    .put("measure", target.measure())
                    .put("share", target.share())
                    .put("test", ClaimClass.text(target.test()))
                    .put("scope", ClaimClass.text(target.scope()))
                    .put("by", target.by().toString());
            if (target.source() != null) {
                node.put("source", target.source());
            }
        }
        return root;
    }

    /** Text by language, by language. */
    static ObjectNode text(Map<String, String> byLanguage) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(byLanguage).forEach(node::put);
        return node;
    }

    private static ObjectNode condition(Condition condition) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (!condition.technologies().isEmpty()) {
            words(
                    node.putArray("technology"),
                    condition.technologies().stream().map(Enum::name).toList());
        }
        number(node, "min_down_mbps", condition.minDownMbps());
        number(node, "min_up_mbps", condition.minUpMbps());
        number(node, "max_latency_ms", condition.maxLatencyMs());
        number(node, "min_signal_dbm", condition.minSignalDbm());
        if (condition.environment() != null) {
            node.put("environment", ClaimClass.text(condition.environment()));
        }
        words(
                node.putArray("customer"),
                condition.customers().stream().map(ClaimClass::text).toList());
        words(
                node.putArray("status"),
                condition.statuses().stream().map(ClaimClass::text).toList());
        if (!condition.operators().isEmpty()) {
            words(node.putArray("operators"), condition.operators());
        }
        return node;
    }

    private static void number(ObjectNode node, String key, @Nullable Double value) {
        if (value != null) {
            node.put(key, value);
        }
    }

    private static void words(ArrayNode node, Collection<String> words) {
        words.stream().sorted(CodePointOrder.INSTANCE).forEach(node::add);
    }
}
