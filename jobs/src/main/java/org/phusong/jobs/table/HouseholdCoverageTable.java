package org.phusong.jobs.table;

import java.util.List;
import java.util.Set;
import org.apache.parquet.schema.MessageType;

/**
 * {@code restricted/household_coverage/}: one row a household, in space-filling order, the unlocated last. Personal data.
 *
 * <p>Written by tasks, a file each; see the {@code cover} package.
 */
public final class HouseholdCoverageTable {

    /** Folder in a revision's {@code restricted}. */
    public static final String FOLDER = "household_coverage";

    /** Columns whose values hardly repeat: collecting them in a dictionary would be in vain. */
    public static final Set<String> WITHOUT_DICTIONARY = Set.of("household_id", "lon", "lat");

    /** Columns that are in no order, so that statistics of a page would hold for all of them alike. */
    public static final Set<String> WITHOUT_STATISTICS = Set.of("household_id");

    private HouseholdCoverageTable() {}

    /**
     * The columns: {@code household_id}, {@code ward_code} (null outside), {@code lon} and {@code lat} (null for the unlocated), each
     * measure, {@code answer_id}, and for each service whether it is served and by how many networks.
     *
     * @param measures names of the study's measures, in its order
     * @param services names of the services
     */
    public static MessageType schema(List<String> measures, List<String> services) {
        TableSchema schema = new TableSchema("household_coverage")
                .text("household_id")
                .nullableText("ward_code")
                .nullableDecimal("lon")
                .nullableDecimal("lat");
        measures.forEach(schema::decimal);
        schema.integer("answer_id");
        for (String service : services) {
            schema.truth("served_" + service).integer("networks_" + service);
        }
        return schema.toMessage();
    }
}
