package org.phusong.jobs.study;

import static org.phusong.jobs.study.FaultLog.quote;

import java.util.Set;
import java.util.regex.Pattern;

/** The names that a study gives to what becomes columns, levels and files: measures, groups, services. */
final class ColumnNames {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /** Columns that the tables have of their own. */
    private static final Set<String> RESERVED = Set.of(
            "answer_id",
            "area_km2",
            "bbox",
            "binding",
            "by",
            "class_id",
            "class_ids",
            "code",
            "geometry",
            "household_id",
            "lat",
            "level",
            "lon",
            "measure",
            "name",
            "network",
            "networks",
            "operator",
            "served",
            "service",
            "share",
            "share_high",
            "shortfall",
            "status",
            "target",
            "test",
            "total",
            "unlocated",
            "ward_code",
            "ward_name");

    private ColumnNames() {}

    /** True for a name of the right form; adds a fault at the key otherwise. */
    static boolean isWellFormed(String name, YamlNode key) {
        boolean wellFormed = NAME.matcher(name).matches();
        if (!wellFormed) {
            key.fault(quote(name) + " is no name; accepted: 1 to 63 of a-z, 0-9 and '_', beginning with a letter");
        }
        return wellFormed;
    }

    /** True for a well-formed name that no table uses itself; adds a fault at the key otherwise. */
    static boolean isFree(String name, YamlNode key) {
        if (!isWellFormed(name, key)) {
            return false;
        }
        boolean free = !RESERVED.contains(name)
                && !name.startsWith("served_")
                && !name.startsWith("networks_")
                && !name.startsWith("share_")
                && !name.startsWith("total_");
        if (!free) {
            key.fault(quote(name) + " is a column of the output tables; accepted: any other name, such as "
                    + quote("my_" + name));
        }
        return free;
    }
}
