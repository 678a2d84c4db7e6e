package org.phusong.jobs.cache;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.index.ArrayReader;
import org.phusong.geodata.index.ArrayWriter;
import org.phusong.geodata.issue.DataIssue;
import org.phusong.geodata.issue.Effect;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.geodata.issue.IssueLog;
import org.phusong.jobs.read.InputTally;

/** Issues and tallies of a layer as arrays. Stateless. */
final class IssueArrays {

    private IssueArrays() {}

    static void write(IssueLog log, ArrayWriter out) throws IOException {
        Map<IssueLog.Key, Long> counts = new TreeMap<>(log.counts());
        List<IssueLog.Key> keys = List.copyOf(counts.keySet());
        TextArrays.write(keys.stream().map(IssueLog.Key::input).toList(), out);
        TextArrays.writeConstants(keys.stream().map(IssueLog.Key::kind).toList(), out);
        TextArrays.writeConstants(keys.stream().map(IssueLog.Key::effect).toList(), out);
        out.longs(counts.values().stream().mapToLong(Long::longValue).toArray());
        List<DataIssue> kept = log.kept();
        TextArrays.write(kept.stream().map(DataIssue::input).toList(), out);
        NumberArrays.writeLongs(nullable(kept, DataIssue::record), out);
        TextArrays.write(nullable(kept, DataIssue::recordId), out);
        TextArrays.write(kept.stream().map(DataIssue::field).toList(), out);
        TextArrays.write(kept.stream().map(DataIssue::value).toList(), out);
        TextArrays.writeConstants(kept.stream().map(DataIssue::kind).toList(), out);
        TextArrays.writeConstants(kept.stream().map(DataIssue::effect).toList(), out);
        TextArrays.write(kept.stream().map(DataIssue::message).toList(), out);
        NumberArrays.writeDoubles(nullable(kept, DataIssue::lon), out);
        NumberArrays.writeDoubles(nullable(kept, DataIssue::lat), out);
    }

    static IssueLog read(ArrayReader in) throws IOException {
        List<String> countedInputs = TextArrays.read(in);
        List<IssueKind> countedKinds = TextArrays.readConstants(IssueKind.class, in);
        List<Effect> countedEffects = TextArrays.readConstants(Effect.class, in);
        long[] numbers = in.longs();
        Map<IssueLog.Key, Long> counts = new TreeMap<>();
        for (int i = 0; i < numbers.length; i++) {
            counts.put(new IssueLog.Key(countedInputs.get(i), countedKinds.get(i), countedEffects.get(i)), numbers[i]);
        }
        List<String> inputs = TextArrays.read(in);
        List<@Nullable Long> records = NumberArrays.readLongs(in);
        List<@Nullable String> recordIds = TextArrays.readNullable(in);
        List<String> fields = TextArrays.read(in);
        List<String> values = TextArrays.read(in);
        List<IssueKind> kinds = TextArrays.readConstants(IssueKind.class, in);
        List<Effect> effects = TextArrays.readConstants(Effect.class, in);
        List<String> messages = TextArrays.read(in);
        List<@Nullable Double> lons = NumberArrays.readDoubles(in);
        List<@Nullable Double> lats = NumberArrays.readDoubles(in);
        List<DataIssue> kept = new ArrayList<>(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            kept.add(new DataIssue(
                    inputs.get(i),
                    records.get(i),
                    recordIds.get(i),
                    fields.get(i),
                    values.get(i),
                    kinds.get(i),
                    effects.get(i),
                    messages.get(i),
                    lons.get(i),
                    lats.get(i)));
        }
        return IssueLog.of(counts, kept);
    }

    /** Gives a value of an issue, or null. */
    @FunctionalInterface
    interface Part<T> {
        @Nullable
        T of(DataIssue issue);
    }

    private static <T> List<@Nullable T> nullable(List<DataIssue> issues, Part<T> part) {
        List<@Nullable T> values = new ArrayList<>(issues.size());
        issues.forEach(issue -> values.add(part.of(issue)));
        return values;
    }

    static void write(List<InputTally> tallies, ArrayWriter out) throws IOException {
        TextArrays.write(tallies.stream().map(InputTally::role).toList(), out);
        TextArrays.write(tallies.stream().map(InputTally::path).toList(), out);
        TextArrays.write(tallies.stream().map(InputTally::sha256).toList(), out);
        TextArrays.write(tallies.stream().map(InputTally::format).toList(), out);
        TextArrays.write(tallies.stream().map(InputTally::crs).toList(), out);
        out.longs(tallies.stream().mapToLong(InputTally::bytes).toArray());
        out.longs(tallies.stream().mapToLong(InputTally::leftOut).toArray());
        out.longs(tallies.stream().mapToLong(InputTally::read).toArray());
        out.longs(tallies.stream().mapToLong(InputTally::accepted).toArray());
        out.longs(tallies.stream().mapToLong(InputTally::repaired).toArray());
        out.longs(tallies.stream().mapToLong(InputTally::rejected).toArray());
    }

    static List<InputTally> readTallies(ArrayReader in) throws IOException {
        List<String> roles = TextArrays.read(in);
        List<String> paths = TextArrays.read(in);
        List<String> digests = TextArrays.read(in);
        List<String> formats = TextArrays.read(in);
        List<String> crs = TextArrays.read(in);
        long[] bytes = in.longs();
        long[] leftOut = in.longs();
        long[] read = in.longs();
        long[] accepted = in.longs();
        long[] repaired = in.longs();
        long[] rejected = in.longs();
        List<InputTally> tallies = new ArrayList<>(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            tallies.add(new InputTally(
                    roles.get(i),
                    paths.get(i),
                    bytes[i],
                    digests.get(i),
                    formats.get(i),
                    crs.get(i),
                    leftOut[i],
                    read[i],
                    accepted[i],
                    repaired[i],
                    rejected[i]));
        }
        return tallies;
    }
}
