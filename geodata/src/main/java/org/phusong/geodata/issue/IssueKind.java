package org.phusong.geodata.issue;

/** The closed set of problems that a reader or a check can find. The name is what {@code data_issue} holds. */
public enum IssueKind {
    // Any input
    /** The row or feature could not be parsed: wrong number of cells, broken JSON, unknown geometry type. */
    RECORD_UNREADABLE,
    /** A value that the contract requires is missing or empty. */
    VALUE_MISSING,
    /** A value is not of the kind that the field takes: text in a number, no such date. */
    VALUE_INVALID,
    /** A number is outside the range that the field takes. */
    VALUE_OUT_OF_RANGE,
    /** The file states no CRS and the study names one that differs from the format's default. */
    CRS_ASSUMED,
    // Geometry
    /** There is no geometry, or an empty one. */
    GEOMETRY_MISSING,
    /** The geometry could not be decoded. */
    GEOMETRY_UNREADABLE,
    /** The geometry is of a type that the input does not take, such as a line for a ward. */
    GEOMETRY_TYPE,
    /** The geometry was invalid; a named repair made it valid, or none could. */
    GEOMETRY_INVALID,
    /** Coordinates are NaN, infinite or off the earth. */
    COORDINATE_OUT_OF_RANGE,
    // Households
    /** No usable point; counted in the ward that the file names. */
    HOUSEHOLD_UNLOCATED,
    /** Another row with the same identifier is kept. */
    HOUSEHOLD_DUPLICATE,
    /** A measure is negative, finer than a thousandth, empty or too large. */
    MEASURE_INVALID,
    // Wards
    /** Two wards have one code. */
    WARD_DUPLICATE,
    /** Two wards cover the same ground. */
    WARD_OVERLAP,
    /** Ground between wards that no ward covers. */
    WARD_GAP,
    // Claims
    /** No operator, or a reserved name. */
    OPERATOR_INVALID,
    /** Two operators differ in letter case or spacing only. */
    OPERATOR_SIMILAR,
    /** An operator that the study does not list. */
    OPERATOR_UNLISTED,
    /** A condition or an expected submission names an operator that is neither listed nor found on an accepted claim. */
    OPERATOR_UNMATCHED,
    /** A technology name or code that is not known. */
    TECHNOLOGY_UNKNOWN,
    /** A customer, status or environment that is not known. */
    CODE_UNKNOWN,
    /** The claim is not valid on the study's date, so it has no class. */
    CLAIM_NOT_VALID,
    /** The list names a household that the study does not have. */
    LIST_HOUSEHOLD_UNKNOWN
}
