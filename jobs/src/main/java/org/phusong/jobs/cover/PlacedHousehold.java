package org.phusong.jobs.cover;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.nio.charset.StandardCharsets;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.place.GeoPoint;
import org.phusong.geodata.place.Household;
import org.phusong.geodata.place.SpaceKey;

/**
 * A household with its ward and answer on its way to the file it is written to. Ordered as in that file: by space key, then by id.
 *
 * <p>Writes itself in about forty bytes, since every household is shuffled.
 */
public final class PlacedHousehold implements Externalizable, Comparable<PlacedHousehold> {

    private static final long serialVersionUID = 1;

    private long key;
    private String id = "";
    private double lon = Double.NaN;
    private double lat = Double.NaN;
    private int ward = -1;
    private int answer;
    private long[] thousandths = {};

    /** For deserialization only. */
    public PlacedHousehold() {}

    PlacedHousehold(Household household, int ward, int answer) {
        GeoPoint point = household.point();
        this.id = household.id();
        this.key = point == null ? FileCut.UNLOCATED : SpaceKey.of(point.lon(), point.lat());
        if (point != null) {
            this.lon = point.lon();
            this.lat = point.lat();
        }
        this.ward = ward;
        this.answer = answer;
        this.thousandths =
                household.thousandths().stream().mapToLong(Long::longValue).toArray();
    }

    String id() {
        return id;
    }

    boolean isLocated() {
        return key != FileCut.UNLOCATED;
    }

    double lon() {
        return lon;
    }

    double lat() {
        return lat;
    }

    /** Number of the ward; -1 outside. */
    int ward() {
        return ward;
    }

    /** Id of the answer in the dictionary. */
    int answer() {
        return answer;
    }

    /** Thousandths of a measure, by its place in the study. */
    long thousandths(int measure) {
        return thousandths[measure];
    }

    /** The first bits of the space key, which files are cut by. */
    long prefix() {
        return isLocated() ? key >>> (SpaceKey.BITS - TaskCount.PREFIX_BITS) : FileCut.UNLOCATED;
    }

    @Override
    public int compareTo(PlacedHousehold other) {
        int byKey = Long.compare(key, other.key);
        return byKey != 0 ? byKey : CodePointOrder.INSTANCE.compare(id, other.id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlacedHousehold that && key == that.key && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        out.writeLong(key);
        byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
        out.writeDouble(lon);
        out.writeDouble(lat);
        out.writeInt(ward);
        out.writeInt(answer);
        out.writeInt(thousandths.length);
        for (long value : thousandths) {
            out.writeLong(value);
        }
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
        key = in.readLong();
        byte[] utf8 = new byte[in.readInt()];
        in.readFully(utf8);
        id = new String(utf8, StandardCharsets.UTF_8);
        lon = in.readDouble();
        lat = in.readDouble();
        ward = in.readInt();
        answer = in.readInt();
        thousandths = new long[in.readInt()];
        for (int i = 0; i < thousandths.length; i++) {
            thousandths[i] = in.readLong();
        }
    }
}
