package org.phusong.jobs.read;

import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.crs.Reprojection;
import org.phusong.geodata.issue.DataIssue;
import org.phusong.geodata.issue.Effect;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.geodata.place.GeoPoint;
import org.phusong.geodata.place.Household;
import org.phusong.geodata.place.Thousandths;
import org.phusong.jobs.study.HouseholdInput;
import org.phusong.jobs.study.Study;

/**
 * How the rows of one household file become households. Immutable; shipped to tasks.
 *
 * <p>A row without a usable point is accepted where it names a known ward, and rejected where not.
 */
final class HouseholdFile implements Serializable {

    private static final long serialVersionUID = 1;

    private final int ordinal;
    private final InputFile file;
    private final String crsDefinition;
    private final Field id;
    private final @Nullable Field x;
    private final @Nullable Field y;
    private final @Nullable Field ward;
    private final ArrayList<Field> measures = new ArrayList<>();
    private final ArrayList<Field> groups = new ArrayList<>();
    private final ArrayList<Field> others = new ArrayList<>();
    private final @Nullable RowFilter filter;
    private final ArrayList<String> allColumns = new ArrayList<>();
    private final @Nullable HouseholdColumns inColumns;

    /**
     * Finds in the file what the study takes from it.
     *
     * @throws InputException when a column is missing
     */
    HouseholdFile(
            int ordinal, InputFile file, String crsDefinition, RecordFile open, Study study, @Nullable RowFilter filter)
            throws IOException {
        this.ordinal = ordinal;
        this.file = file;
        this.crsDefinition = crsDefinition;
        this.filter = filter;
        HouseholdInput input = study.households();
        FileColumns columns = new FileColumns(file.relative(), open.columns());
        this.id = columns.column(input.id(), "households.id");
        this.x = input.x() == null ? null : columns.column(input.x(), "households.x");
        this.y = input.y() == null ? null : columns.column(input.y(), "households.y");
        this.ward = input.ward() == null ? null : columns.column(input.ward(), "households.ward");
        input.measures().forEach((name, source) -> measures.add(columns.of(source, "households.measures." + name)));
        input.groups().forEach((name, column) -> groups.add(columns.column(column, "households.groups." + name)));
        open.columns().stream()
                .map(Column::name)
                .distinct()
                .filter(name -> !name.equals(input.id()) && !name.equals(input.x()) && !name.equals(input.y()))
                .sorted(Comparator.comparing(name -> name, CodePointOrder.INSTANCE))
                .forEach(name -> others.add(columns.column(name, "households")));
        if (x == null && !open.hasGeometry()) {
            throw new InputException("Cannot place the households of " + file.relative()
                    + ": it has no geometry; name the columns of their coordinates as `x:` and `y:` of households, or the"
                    + " column of a point geometry as `geometry:`");
        }
        open.columns().forEach(column -> allColumns.add(column.name()));
        this.inColumns = HouseholdColumns.find(file, input).orElse(null);
    }

    /** Names of the file's columns, in its order. */
    List<String> allColumns() {
        return allColumns;
    }

    /** The columns to read in batches; null where rows must be interpreted one by one. */
    @Nullable
    HouseholdColumns columns() {
        return inColumns;
    }

    int ordinal() {
        return ordinal;
    }

    /** Columns that {@link #interpret} looks at; null where a condition may look at any. */
    @Nullable
    Set<String> columnsUsed() {
        if (filter != null) {
            return null;
        }
        Set<String> names = new HashSet<>();
        for (Field field : measures) {
            names.add(field.name());
        }
        for (Field field : groups) {
            names.add(field.name());
        }
        names.add(id.name());
        if (x != null && y != null) {
            names.add(x.name());
            names.add(y.name());
        }
        if (ward != null) {
            names.add(ward.name());
        }
        return names;
    }

    /** True when the point is a geometry and not two columns. */
    boolean usesGeometry() {
        return x == null;
    }

    InputFile file() {
        return file;
    }

    String crsDefinition() {
        return crsDefinition;
    }

    /** True when {@code where} keeps the record; rows that cannot be read are kept, to be rejected with an issue. */
    boolean keeps(VerbatimRecord record) {
        return filter == null || isUnreadable(record) || filter.test(record, file.relative());
    }

    private static boolean isUnreadable(VerbatimRecord record) {
        return record.fault() != null && !record.fault().geometryOnly();
    }

    /** Interprets one record. */
    HouseholdOutcome interpret(VerbatimRecord record, Reprojection toWgs84, Set<String> wardCodes) {
        String recordId = null;
        try {
            VerbatimRecord.Fault fault = record.fault();
            if (fault != null && !fault.geometryOnly()) {
                throw new UnusableValueException(IssueKind.RECORD_UNREADABLE, "", fault.value(), fault.message());
            }
            recordId = id.requiredText(record).strip();
            List<Long> thousandths = new ArrayList<>(measures.size());
            for (Field measure : measures) {
                thousandths.add(thousandths(measure, record));
            }
            List<String> groupValues = new ArrayList<>(groups.size());
            for (Field group : groups) {
                String value = group.text(record);
                groupValues.add(value == null ? "" : value.strip());
            }
            return place(record, recordId, thousandths, groupValues, toWgs84, wardCodes);
        } catch (UnusableValueException e) {
            return new HouseholdOutcome.Rejected(issue(record, recordId, e, Effect.REJECTED, e.message()));
        }
    }

    private HouseholdOutcome place(
            VerbatimRecord record,
            String recordId,
            List<Long> thousandths,
            List<String> groupValues,
            Reprojection toWgs84,
            Set<String> wardCodes)
            throws UnusableValueException {
        String stated = ward == null ? null : ward.text(record);
        String wardCode = stated == null ? null : stated.strip();
        try {
            GeoPoint point = point(record, toWgs84);
            return new HouseholdOutcome.Accepted(
                    new Household(recordId, point, wardCode, thousandths, groupValues), List.of());
        } catch (UnusableValueException e) {
            if (wardCode == null || !wardCodes.contains(wardCode)) {
                throw new UnusableValueException(
                        e.kind(), e.field(), e.value(), e.message() + "; and " + unknownWard(wardCode));
            }
            UnusableValueException why = new UnusableValueException(
                    IssueKind.HOUSEHOLD_UNLOCATED,
                    e.field(),
                    e.value(),
                    e.message() + "; counted as unlocated in ward " + wardCode);
            return new HouseholdOutcome.Accepted(
                    new Household(recordId, null, wardCode, thousandths, groupValues),
                    List.of(issue(record, recordId, why, Effect.WARNING, why.message())));
        }
    }

    private String unknownWard(@Nullable String wardCode) {
        if (ward == null) {
            return "the study names no column for the ward, so the household belongs nowhere";
        }
        return wardCode == null
                ? "it names no ward, so it belongs nowhere"
                : "its ward '" + wardCode + "' is not in the ward layer; accepted are codes of that layer";
    }

    private GeoPoint point(VerbatimRecord record, Reprojection toWgs84) throws UnusableValueException {
        double[] xy = filedPoint(record);
        double filedX = xy[0];
        double filedY = xy[1];
        toWgs84.transform(xy, 1);
        if (!GeoPoint.isOnEarth(xy[0], xy[1])) {
            // The coordinate at fault alone: the other one may be right, and then tells where somebody lives.
            boolean onlyY = toWgs84.isIdentity() && GeoPoint.isOnEarth(filedX, 0);
            boolean onlyX = toWgs84.isIdentity() && GeoPoint.isOnEarth(0, filedY);
            throw new UnusableValueException(
                    IssueKind.COORDINATE_OUT_OF_RANGE,
                    x == null || y == null
                            ? "geometry"
                            : onlyY ? y.name() : onlyX ? x.name() : x.name() + ", " + y.name(),
                    onlyY ? Double.toString(filedY) : onlyX ? Double.toString(filedX) : filedX + " " + filedY,
                    "the point is not on the earth in the CRS of the file; accepted are finite coordinates inside that CRS's range");
        }
        return new GeoPoint(xy[0], xy[1]);
    }

    /** x and y as filed. */
    private double[] filedPoint(VerbatimRecord record) throws UnusableValueException {
        if (x != null && y != null) {
            return new double[] {coordinate(x, record), coordinate(y, record)};
        }
        Geometry geometry = record.geometry();
        VerbatimRecord.Fault fault = record.fault();
        if (geometry == null && fault != null) {
            throw new UnusableValueException(fault.kind(), "geometry", fault.value(), fault.message());
        }
        if (geometry == null || geometry.isEmpty()) {
            throw new UnusableValueException(
                    IssueKind.GEOMETRY_MISSING,
                    "geometry",
                    "",
                    "the geometry is missing or empty; a household needs a point");
        }
        if (!(geometry instanceof Point point)) {
            throw new UnusableValueException(
                    IssueKind.GEOMETRY_TYPE,
                    "geometry",
                    geometry.getGeometryType(),
                    "the geometry is a " + geometry.getGeometryType() + "; a household needs a Point");
        }
        return new double[] {point.getX(), point.getY()};
    }

    private static double coordinate(Field field, VerbatimRecord record) throws UnusableValueException {
        Double value = field.number(record);
        if (value == null) {
            throw new UnusableValueException(
                    IssueKind.VALUE_MISSING, field.name(), "", "the coordinate " + field.name() + " is missing");
        }
        return value;
    }

    private static long thousandths(Field measure, VerbatimRecord record) throws UnusableValueException {
        BigDecimal value;
        try {
            value = measure.decimal(record);
        } catch (UnusableValueException e) {
            throw new UnusableValueException(IssueKind.MEASURE_INVALID, e.field(), e.value(), e.message());
        }
        OptionalLong thousandths = value == null ? OptionalLong.empty() : Thousandths.of(value);
        if (thousandths.isEmpty()) {
            throw new UnusableValueException(
                    IssueKind.MEASURE_INVALID,
                    measure.name(),
                    value == null ? "" : value.toString(),
                    "a measure is a number from 0 to 9007199254740.991 with at most three decimals, never empty");
        }
        return thousandths.getAsLong();
    }

    /** What decides between this accepted row and others of its id. */
    DuplicateCandidate candidate(VerbatimRecord record, Household household) {
        double[] xy = {0, 0};
        if (household.point() != null) {
            try {
                xy = filedPoint(record);
            } catch (UnusableValueException e) {
                throw new IllegalStateException("A located household has a point", e);
            }
        }
        List<String> texts = new ArrayList<>(others.size());
        for (Field other : others) {
            String text = other.text(record);
            texts.add(text == null ? "" : text);
        }
        return new DuplicateCandidate(
                household.id(),
                household.point() != null,
                xy[0],
                xy[1],
                texts,
                ordinal,
                file.relative(),
                record.number());
    }

    /** The outcome for an accepted row whose id another row keeps. */
    HouseholdOutcome duplicate(VerbatimRecord record, Household household) {
        UnusableValueException why = new UnusableValueException(
                IssueKind.HOUSEHOLD_DUPLICATE,
                id.name(),
                household.id(),
                "another row has this id and is kept; accepted is one row an id");
        return new HouseholdOutcome.Rejected(issue(record, household.id(), why, Effect.REJECTED, why.message()));
    }

    private DataIssue issue(
            VerbatimRecord record, @Nullable String recordId, UnusableValueException e, Effect effect, String message) {
        return new DataIssue(
                file.relative(),
                record.number(),
                recordId,
                e.field(),
                e.value(),
                e.kind(),
                effect,
                message,
                null,
                null);
    }
}
