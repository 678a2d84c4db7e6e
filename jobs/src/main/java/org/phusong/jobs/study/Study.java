package org.phusong.jobs.study;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.phusong.geodata.claim.OperatorBook;
import org.phusong.geodata.claim.ServiceDefinition;

/**
 * A study: what is asked, of which inputs, by which definitions. Immutable; without faults that the file alone can show.
 *
 * @param file the study file, absolute; inputs are relative to its folder
 * @param id {@code [a-z0-9][a-z0-9-]{0,62}}
 * @param title what people read, by language ({@code en}, {@code vi}); may be empty
 * @param asOf the date the figures hold for
 * @param wards the ward layer
 * @param households the households
 * @param coverage the claims, in the order of the file
 * @param operators spellings and networks; empty where the study lists none
 * @param expected who must have filed what
 * @param maxRejectedShare of any input, 0 to 1; passing it ends the run
 * @param services definitions, in the order of the file
 * @param targets in the order of the file
 */
public record Study(
        Path file,
        String id,
        Map<String, String> title,
        LocalDate asOf,
        WardInput wards,
        HouseholdInput households,
        List<ClaimInput> coverage,
        OperatorBook operators,
        List<ExpectedSubmission> expected,
        double maxRejectedShare,
        List<ServiceDefinition> services,
        List<Target> targets) {

    public Study {
        coverage = List.copyOf(coverage);
        expected = List.copyOf(expected);
        services = List.copyOf(services);
        targets = List.copyOf(targets);
    }

    /** The folder that input paths are relative to. */
    public Path folder() {
        return Objects.requireNonNull(file.toAbsolutePath().normalize().getParent(), "a file has a folder");
    }

    /** Names of the measures, in the order of the file; the first is the one meant where none is named. */
    public List<String> measures() {
        return List.copyOf(households.measures().keySet());
    }

    /** Names of the groups below the ward, in the order of the file. */
    public List<String> groupsBelow() {
        return List.copyOf(households.groups().keySet());
    }

    /** Names of the groups above the ward, in the order of the file. */
    public List<String> groupsAbove() {
        return List.copyOf(wards.groups().keySet());
    }
}
