package org.phusong.jobs.study;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.OperatorBook;
import org.phusong.geodata.claim.ServiceDefinition;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a study file: YAML in UTF-8, of at most {@value YamlText#MAX_BYTES} bytes.
 *
 * <p>Nothing is ever constructed from YAML tags; nesting, aliases and size are bounded. Stateless.
 */
public final class StudyFile {

    private StudyFile() {}

    /**
     * Reads and checks a study file; inputs are not opened.
     *
     * @param file the study file, relative to the working directory or absolute
     * @return the study, without any fault that the file alone can show
     * @throws StudyFaultException with every fault of the file; one at line 0 when it cannot be read at all
     */
    public static Study read(Path file) throws StudyFaultException {
        FaultLog faults = new FaultLog();
        Node root = YamlText.compose(file, faults);
        Study study = root == null ? null : study(file, new YamlNode(root, "", faults));
        if (study == null || !faults.isEmpty()) {
            throw new StudyFaultException(file, faults.sorted());
        }
        return study;
    }

    private static @Nullable Study study(Path file, YamlNode root) {
        YamlMapping keys = root.section(Section.STUDY);
        if (keys == null) {
            return null;
        }
        YamlNode idNode = keys.find("study");
        String id = idNode == null
                ? null
                : idNode.interpreted(
                        "study id",
                        KeyType.ID.accepts(),
                        text -> text.matches("[a-z0-9][a-z0-9-]{0,62}") ? text : null);
        Map<String, String> title = Collections.unmodifiableMap(keys.titles());
        LocalDate asOf = keys.date("as_of");
        YamlNode wardsNode = keys.find("wards");
        WardInput wards = wardsNode == null ? null : PlaceSections.wards(wardsNode);
        YamlNode householdsNode = keys.find("households");
        HouseholdInput households = householdsNode == null
                ? null
                : PlaceSections.households(
                        householdsNode,
                        wards == null ? Set.of() : wards.groups().keySet());
        YamlNode coverageNode = keys.find("coverage");
        List<ClaimInput> coverage = coverageNode == null ? List.of() : ClaimSection.coverage(coverageNode);
        YamlNode operatorsNode = keys.find("operators");
        OperatorBook operators = operatorsNode == null
                ? new OperatorBook(Map.of(), Map.of())
                : OperatorSections.operators(operatorsNode);
        YamlNode servicesNode = keys.find("services");
        YamlMapping definitions = servicesNode == null ? null : servicesNode.mapping(ServiceSection.ACCEPTS);
        List<ServiceDefinition> services =
                definitions == null ? List.of() : ServiceSection.services(definitions, operators);
        // Services with faults of their own are known too: a target must not be blamed for them.
        Set<String> serviceNames =
                definitions == null ? Set.of() : definitions.values().keySet();
        YamlNode expectedNode = keys.find("expected");
        List<ExpectedSubmission> expected =
                expectedNode == null ? List.of() : OperatorSections.expected(expectedNode, operators, serviceNames);
        YamlNode targetsNode = keys.find("targets");
        List<Target> targets = targetsNode == null
                ? List.of()
                : TargetSection.targets(
                        targetsNode,
                        serviceNames,
                        households == null ? null : households.measures().keySet());
        double maxRejectedShare = maxRejectedShare(keys.find("limits"));
        if (id == null || asOf == null || wards == null || households == null) {
            return null;
        }
        return new Study(
                file.toAbsolutePath().normalize(),
                id,
                title,
                asOf,
                wards,
                households,
                coverage,
                operators,
                expected,
                maxRejectedShare,
                services,
                targets);
    }

    /** No limit where the study sets none. */
    private static double maxRejectedShare(@Nullable YamlNode node) {
        YamlMapping limits = node == null ? null : node.section(Section.LIMITS);
        Double share = limits == null ? null : limits.decimal("max_rejected_share", Quantity.SHARE);
        return share == null ? 1 : share;
    }
}
