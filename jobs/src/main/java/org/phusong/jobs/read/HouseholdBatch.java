package org.phusong.jobs.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.phusong.geodata.issue.IssueLog;
import org.phusong.geodata.place.GeoPoint;
import org.phusong.geodata.place.Household;

/**
 * Accepted households, a column of primitives for each of their attributes, and what became of the other rows that were read on the way.
 *
 * <p>One batch is filled again and again, so that passing over households leaves no object behind for any of them. The arrays that its
 * methods return are its own: longer than {@link #size()}, and overwritten by the next filling. Not thread-safe.
 */
public final class HouseholdBatch {

    /** So many households are gathered at most: enough that sorting them by place pays, few enough that each task can have a batch. */
    public static final int CAPACITY = 1 << 19;

    private static final int FIRST_ROWS = 1 << 12;
    private static final int ID_BYTES_GUESSED = 12;

    private final int measures;
    private final int groupLevels;
    private int size;
    private double[] lons = new double[FIRST_ROWS];
    private double[] lats = new double[FIRST_ROWS];
    private int[] statedWards = new int[FIRST_ROWS];
    private final long[][] thousandths;
    private final int[][] groups;
    private byte[] idBytes = new byte[FIRST_ROWS * ID_BYTES_GUESSED];
    private int[] idEnds = new int[FIRST_ROWS];
    private int unlocated;
    private long leftOut;
    private long rejected;
    private IssueLog issues = new IssueLog();
    // Values of groups are few and repeat: rows carry their numbers. They live as long as the batch.
    private final Map<String, Integer> groupNumbers = new HashMap<>();
    private final List<String> groupNames = new ArrayList<>();

    /**
     * @param measures how many each household has
     * @param groupLevels how many levels of groups below the ward each household has
     */
    public HouseholdBatch(int measures, int groupLevels) {
        this.measures = measures;
        this.groupLevels = groupLevels;
        this.thousandths = new long[measures][FIRST_ROWS];
        this.groups = new int[groupLevels][FIRST_ROWS];
    }

    /** Empties the batch; numbers of group values stay. */
    public void clear() {
        size = 0;
        unlocated = 0;
        leftOut = 0;
        rejected = 0;
        issues = new IssueLog();
    }

    /** True when so many more households fit. */
    boolean hasRoomFor(int more) {
        return size + more <= CAPACITY;
    }

    /** Accepted households in the batch. */
    public int size() {
        return size;
    }

    /** True when no row was read since {@link #clear()}. */
    public boolean isEmpty() {
        return size == 0 && leftOut == 0 && rejected == 0;
    }

    /** Longitudes in degrees; NaN for a household without a point. */
    @SuppressWarnings("EI_EXPOSE_REP") // read at once by the caller, in the hot loop
    public double[] lons() {
        return lons;
    }

    /** Latitudes in degrees; NaN for a household without a point. */
    @SuppressWarnings("EI_EXPOSE_REP") // as above
    public double[] lats() {
        return lats;
    }

    /** How many households have no point. */
    public int unlocated() {
        return unlocated;
    }

    /** Numbers of the wards that households without a point state; -1 for others. */
    @SuppressWarnings("EI_EXPOSE_REP") // as above
    public int[] statedWards() {
        return statedWards;
    }

    /** Thousandths of one measure, by its place in the study. */
    @SuppressWarnings("EI_EXPOSE_REP") // as above
    public long[] thousandths(int measure) {
        return thousandths[measure];
    }

    /** How many measures households have. */
    public int measures() {
        return measures;
    }

    /** How many levels of groups below the ward households have. */
    public int groupLevels() {
        return groupLevels;
    }

    /** Numbers of the values of one level of groups; {@link #groupName} tells the value. */
    @SuppressWarnings("EI_EXPOSE_REP") // as above
    public int[] groups(int level) {
        return groups[level];
    }

    /** The value with this number; empty text where missing. */
    public String groupName(int number) {
        return groupNames.get(number);
    }

    /** The number of a value of a group. */
    int groupNumber(String name) {
        return groupNumbers.computeIfAbsent(name, n -> {
            groupNames.add(n);
            return groupNames.size() - 1;
        });
    }

    /** The UTF-8 of all identifiers, one after the other. */
    @SuppressWarnings("EI_EXPOSE_REP") // as above
    public byte[] idBytes() {
        return idBytes;
    }

    /** Where the identifier of a household begins in {@link #idBytes()}. */
    public int idStart(int row) {
        return row == 0 ? 0 : idEnds[row - 1];
    }

    /** Where the identifier of a household ends in {@link #idBytes()}, exclusive. */
    public int idEnd(int row) {
        return idEnds[row];
    }

    /** The identifier of a household. */
    public String id(int row) {
        return new String(idBytes, idStart(row), idEnd(row) - idStart(row), StandardCharsets.UTF_8);
    }

    /** Rows that {@code where} left out. */
    public long leftOut() {
        return leftOut;
    }

    /** Rows that were rejected, each with an issue. */
    public long rejected() {
        return rejected;
    }

    /** Issues of the rows. */
    public IssueLog issues() {
        return issues;
    }

    /**
     * Takes what became of a row.
     *
     * @param wardNumbers numbers of the wards by their codes
     */
    void take(HouseholdOutcome outcome, Map<String, Integer> wardNumbers) {
        if (outcome instanceof HouseholdOutcome.Accepted accepted) {
            issues.addAll(accepted.issues());
            add(accepted.household(), wardNumbers);
        } else if (outcome instanceof HouseholdOutcome.Rejected refused) {
            rejected++;
            issues.add(refused.issue());
        } else {
            leftOut++;
        }
    }

    /** Adds an accepted household without issues. */
    public void add(Household household, Map<String, Integer> wardNumbers) {
        byte[] id = household.id().getBytes(StandardCharsets.UTF_8);
        GeoPoint point = household.point();
        int row;
        if (point == null) {
            Integer ward = wardNumbers.get(String.valueOf(household.wardCode()));
            if (ward == null) {
                throw new IllegalArgumentException("Household " + household.id() + " has neither point nor known ward");
            }
            row = add(id, 0, id.length, Double.NaN, Double.NaN);
            statedWards[row] = ward;
            unlocated++;
        } else {
            row = add(id, 0, id.length, point.lon(), point.lat());
        }
        for (int m = 0; m < measures; m++) {
            thousandths[m][row] = household.thousandths().get(m);
        }
        for (int level = 0; level < groupLevels; level++) {
            groups[level][row] = groupNumber(household.groups().get(level));
        }
    }

    /** Adds a household that has a point; measures and groups are still to be set in their arrays, in the row that is returned. */
    int add(byte[] id, int start, int length, double lon, double lat) {
        if (size == lons.length) {
            grow();
        }
        int from = size == 0 ? 0 : idEnds[size - 1];
        if (idBytes.length - from < length) {
            idBytes = Arrays.copyOf(idBytes, Math.max(2 * idBytes.length, Math.addExact(from, length)));
        }
        System.arraycopy(id, start, idBytes, from, length);
        idEnds[size] = from + length;
        lons[size] = lon;
        lats[size] = lat;
        statedWards[size] = -1;
        return size++;
    }

    private void grow() {
        int rows = Math.min(2 * size, CAPACITY + FIRST_ROWS);
        lons = Arrays.copyOf(lons, rows);
        lats = Arrays.copyOf(lats, rows);
        statedWards = Arrays.copyOf(statedWards, rows);
        idEnds = Arrays.copyOf(idEnds, rows);
        for (int m = 0; m < measures; m++) {
            thousandths[m] = Arrays.copyOf(thousandths[m], rows);
        }
        for (int level = 0; level < groupLevels; level++) {
            groups[level] = Arrays.copyOf(groups[level], rows);
        }
    }
}
