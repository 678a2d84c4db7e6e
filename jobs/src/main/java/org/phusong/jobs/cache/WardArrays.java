package org.phusong.jobs.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.phusong.geodata.index.ArrayReader;
import org.phusong.geodata.index.ArrayWriter;
import org.phusong.geodata.index.DamagedFileException;
import org.phusong.geodata.place.Ward;
import org.phusong.jobs.read.WardLayer;

/** A ward layer as arrays; polygons as WKB, which keeps every bit of a coordinate. Stateless. */
final class WardArrays {

    private static final int DIMENSIONS = 2;

    private WardArrays() {}

    static void write(WardLayer layer, ArrayWriter out) throws IOException {
        List<Ward> wards = layer.wards();
        TextArrays.write(wards.stream().map(Ward::code).toList(), out);
        TextArrays.write(wards.stream().map(Ward::name).toList(), out);
        WKBWriter wkb = new WKBWriter(DIMENSIONS);
        ByteArrayOutputStream polygons = new ByteArrayOutputStream();
        int[] ends = new int[wards.size()];
        int[] groups = new int[wards.size()];
        List<String> levels = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            byte[] polygon = wkb.write(wards.get(i).geometry());
            TextArrays.checkedLength((long) polygons.size() + polygon.length);
            polygons.writeBytes(polygon);
            ends[i] = polygons.size();
            Map<String, String> above = new TreeMap<>(wards.get(i).groups());
            groups[i] = above.size();
            levels.addAll(above.keySet());
            codes.addAll(above.values());
        }
        out.bytes(polygons.toByteArray());
        out.ints(ends);
        out.ints(groups);
        TextArrays.write(levels, out);
        TextArrays.write(codes, out);
        IssueArrays.write(layer.tallies(), out);
        IssueArrays.write(layer.issues(), out);
    }

    static WardLayer read(ArrayReader in) throws IOException {
        List<String> codes = TextArrays.read(in);
        List<String> names = TextArrays.read(in);
        byte[] polygons = in.bytes();
        int[] ends = in.ints();
        int[] groups = in.ints();
        List<String> levels = TextArrays.read(in);
        List<String> groupCodes = TextArrays.read(in);
        List<Ward> wards = new ArrayList<>(ends.length);
        WKBReader wkb = new WKBReader();
        int start = 0;
        int group = 0;
        for (int i = 0; i < ends.length; i++) {
            Map<String, String> above = new LinkedHashMap<>();
            for (int n = 0; n < groups[i]; n++, group++) {
                above.put(levels.get(group), groupCodes.get(group));
            }
            try {
                wards.add(new Ward(
                        codes.get(i), names.get(i), wkb.read(Arrays.copyOfRange(polygons, start, ends[i])), above));
            } catch (ParseException e) {
                throw new DamagedFileException("a ward has no polygon", e);
            }
            start = ends[i];
        }
        return new WardLayer(wards, IssueArrays.readTallies(in), IssueArrays.read(in));
    }
}
