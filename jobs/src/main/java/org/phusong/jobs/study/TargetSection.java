package org.phusong.jobs.study;

import static org.phusong.jobs.study.FaultLog.quote;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code targets}. */
final class TargetSection {

    /** The measure of a target that names none. */
    private static final String DEFAULT_MEASURE = "households";

    private TargetSection() {}

    /** What tells a target from every other in the table of targets. */
    private record Identity(String service, String measure, BigDecimal share, Target.Test test, LocalDate by) {}

    /**
     * The targets in the order of the file; those with faults are left out.
     *
     * @param measures of the study; null where they have faults themselves
     */
    static List<Target> targets(YamlNode node, Set<String> services, @Nullable Collection<String> measures) {
        List<Target> targets = new ArrayList<>();
        Map<Identity, Integer> lines = new HashMap<>();
        for (YamlNode item : node.items("a list of targets")) {
            YamlMapping keys = item.section(Section.TARGETS);
            Target target = keys == null ? null : target(keys, services, measures);
            if (target == null) {
                continue;
            }
            Identity identity = new Identity(
                    target.service(),
                    target.measure(),
                    target.share().stripTrailingZeros(),
                    target.test(),
                    target.by());
            Integer first = lines.putIfAbsent(identity, item.line());
            if (first != null) {
                item.fault(
                        "the same target stands on line " + first
                                + "; accepted: each service, measure, share, test and date once (scope: both binds wards and study)");
            }
            targets.add(target);
        }
        return targets;
    }

    private static @Nullable Target target(
            YamlMapping keys, Set<String> services, @Nullable Collection<String> measures) {
        YamlNode serviceNode = keys.find("service");
        String service = serviceNode == null ? null : OperatorSections.service(serviceNode, services);
        String measure = measure(keys, measures);
        YamlNode shareNode = keys.find("share");
        BigDecimal share = shareNode == null ? null : shareNode.number(Quantity.SHARE);
        Target.Test test = keys.word("test", Target.Test.class, Target.Test.AT_LEAST);
        if (shareNode != null && share != null && test == Target.Test.OVER && share.compareTo(BigDecimal.ONE) == 0) {
            shareNode.fault(
                    "no share is over " + share.toPlainString() + "; accepted: a share below 1, or test: at_least");
        }
        Target.Scope scope = keys.word("scope", Target.Scope.class, Target.Scope.BOTH);
        LocalDate by = keys.date("by");
        String source = keys.text("source", "who set the target");
        return service == null || measure == null || share == null || by == null
                ? null
                : new Target(service, measure, share, test, scope, by, source);
    }

    private static @Nullable String measure(YamlMapping keys, @Nullable Collection<String> measures) {
        YamlNode node = keys.find("measure");
        String measure = node == null ? DEFAULT_MEASURE : node.text("a measure of the study");
        if (measure == null || measures == null || measures.contains(measure)) {
            return measure;
        }
        YamlNode place = node == null ? keys.self() : node;
        place.fault(quote(measure) + (node == null ? " (the default of measure)" : "")
                + " is no measure of this study; accepted: " + YamlMapping.list(measures));
        return null;
    }
}
