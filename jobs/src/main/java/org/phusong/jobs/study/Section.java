package org.phusong.jobs.study;

import static org.phusong.jobs.study.StudyKey.optional;
import static org.phusong.jobs.study.StudyKey.required;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sections of a study file and the keys that each knows: the one table behind parsing, error messages and docs/study.md, which a test
 * compares with it.
 */
enum Section {
    STUDY(
            "The study",
            false,
            required("study", KeyType.ID),
            optional("title", KeyType.TITLES),
            required("as_of", KeyType.DATE),
            required("wards", KeyType.MAP),
            required("households", KeyType.MAP),
            required("coverage", KeyType.LIST),
            optional("operators", KeyType.LIST),
            optional("expected", KeyType.LIST),
            optional("limits", KeyType.MAP),
            required("services", KeyType.MAP),
            optional("targets", KeyType.LIST)),
    READING(
            "Reading keys",
            false,
            required("path", KeyType.PATH),
            optional("layer", KeyType.TEXT, "the only one"),
            optional("sheet", KeyType.TEXT),
            optional("delimiter", KeyType.TEXT, "`,` (tab for `.tsv`)"),
            optional("encoding", KeyType.TEXT, "UTF-8"),
            optional("crs", KeyType.TEXT, "what the file says"),
            optional("where", KeyType.TEXT, "all rows")),
    WARDS(
            "wards",
            true,
            required("code", KeyType.COLUMN),
            optional("name", KeyType.COLUMN, "the code"),
            optional("geometry", KeyType.COLUMN, "the format's own"),
            optional("groups", KeyType.COLUMNS)),
    HOUSEHOLDS(
            "households",
            true,
            required("id", KeyType.COLUMN),
            optional("x", KeyType.COLUMN),
            optional("y", KeyType.COLUMN),
            optional("geometry", KeyType.COLUMN, "the format's own"),
            optional("ward", KeyType.COLUMN),
            optional("measures", KeyType.MEASURES, "`{households: 1}`"),
            optional("groups", KeyType.COLUMNS)),
    COVERAGE(
            "coverage",
            true,
            required("operator", KeyType.COLUMN_OR_VALUE),
            required("technology", KeyType.COLUMN_OR_VALUE),
            optional("technology_codes", KeyType.WORD, "`names`"),
            optional("household_id", KeyType.COLUMN),
            optional("geometry", KeyType.COLUMN, "the format's own"),
            optional("down_mbps", KeyType.COLUMN_OR_VALUE),
            optional("up_mbps", KeyType.COLUMN_OR_VALUE),
            optional("latency_ms", KeyType.COLUMN_OR_VALUE),
            optional("signal_dbm", KeyType.COLUMN_OR_VALUE),
            optional("environment", KeyType.COLUMN_OR_VALUE, "`outdoor` for mobile"),
            optional("customer", KeyType.COLUMN_OR_VALUE, "`both`"),
            optional("customer_codes", KeyType.WORD, "`names`"),
            optional("status", KeyType.COLUMN_OR_VALUE, "`available`"),
            optional("valid_from", KeyType.COLUMN_OR_VALUE, "open"),
            optional("valid_to", KeyType.COLUMN_OR_VALUE, "open"),
            optional("evidence", KeyType.WORD, "`declared`")),
    FIXED("{value: X}", false, required("value", KeyType.TEXT)),
    OPERATORS(
            "operators",
            false,
            required("name", KeyType.TEXT),
            optional("aliases", KeyType.TEXT_OR_LIST),
            optional("network", KeyType.TEXT, "the name")),
    EXPECTED("expected", false, required("operator", KeyType.TEXT), required("services", KeyType.TEXT_OR_LIST)),
    LIMITS("limits", false, optional("max_rejected_share", KeyType.NUMBER, "1 (no limit)")),
    SERVICES("services", false, optional("title", KeyType.TITLES), required("any_of", KeyType.LIST)),
    CONDITION(
            "any_of",
            false,
            optional("technology", KeyType.TEXT_OR_LIST, "any"),
            optional("min_down_mbps", KeyType.NUMBER, "any"),
            optional("min_up_mbps", KeyType.NUMBER, "any"),
            optional("max_latency_ms", KeyType.NUMBER, "any"),
            optional("min_signal_dbm", KeyType.NUMBER, "any"),
            optional("environment", KeyType.WORD, "any"),
            optional("customer", KeyType.TEXT_OR_LIST, "`residential`"),
            optional("status", KeyType.TEXT_OR_LIST, "`[available, connected]`"),
            optional("operators", KeyType.TEXT_OR_LIST, "any")),
    TARGETS(
            "targets",
            false,
            required("service", KeyType.TEXT),
            optional("measure", KeyType.TEXT, "`households`"),
            required("share", KeyType.NUMBER),
            optional("test", KeyType.WORD, "`at_least`"),
            optional("scope", KeyType.WORD, "`both`"),
            required("by", KeyType.DATE),
            optional("source", KeyType.TEXT));

    private final String heading;
    private final boolean readsFiles;
    // Unmodifiable, of immutable records.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<StudyKey> own;

    Section(String heading, boolean readsFiles, StudyKey... own) {
        this.heading = heading;
        this.readsFiles = readsFiles;
        this.own = List.of(own);
    }

    /** Its heading in docs/study.md. */
    String heading() {
        return heading;
    }

    /** Its keys, without the reading keys. */
    List<StudyKey> own() {
        return own;
    }

    /** Every key that may stand in it: for an input, the reading keys first. */
    List<StudyKey> keys() {
        return readsFiles ? Stream.concat(READING.own.stream(), own.stream()).toList() : own;
    }

    /** The key of that name. */
    Optional<StudyKey> find(String name) {
        return keys().stream().filter(k -> k.name().equals(name)).findFirst();
    }
}
