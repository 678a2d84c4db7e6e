package org.phusong.jobs.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.check.WardLayerCheck;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.issue.DataIssue;
import org.phusong.geodata.issue.Effect;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.geodata.issue.IssueLog;
import org.phusong.geodata.place.Ward;
import org.phusong.jobs.study.Study;
import org.phusong.jobs.study.WardInput;

/**
 * Reads the ward layer, on the driver.
 *
 * <p>A ward that cannot be used ends the run: every household of it would be counted wrong. All of them are told at once.
 */
public final class WardReader {

    /** Unusable wards that a message names; more are counted. */
    private static final int MAX_NAMED = 10;

    private final WardInput input;
    private final List<Ward> wards = new ArrayList<>();
    private final Map<String, Filed> placeByCode = new HashMap<>();

    /** Where a ward was filed. */
    private record Filed(String file, long record) {}

    private WardReader(WardInput input) {
        this.input = input;
    }

    /**
     * Reads every ward of the study.
     *
     * @param study what to read
     * @param spark asked for a session only where the wards have a {@code where}
     * @return all wards, with warnings of overlaps and gaps between them
     * @throws InputException when a file or column is missing, when any ward is unusable (no code or one that another ward has, no polygon,
     *     one beyond repair or off the earth), or when there is none
     */
    public static WardLayer read(Study study, Supplier<SparkSession> spark) {
        return new WardReader(study.wards()).readAll(study, spark);
    }

    private WardLayer readAll(Study study, Supplier<SparkSession> spark) {
        IssueLog issues = new IssueLog();
        List<InputTally> tallies =
                new InputPass(study, input.source(), input.geometry(), true, spark, issues).readAll(OfFile::new);
        refuseUnusable(tallies, issues);
        if (wards.isEmpty()) {
            throw new InputException("Cannot count by ward: " + input.source().path() + " of "
                    + input.source().key() + " holds no ward"
                    + (input.source().where() == null
                            ? ""
                            : " for which `" + input.source().where() + "` is true")
                    + "; at least one polygon with a code is needed");
        }
        wards.sort(Comparator.comparing(Ward::code, CodePointOrder.INSTANCE));
        WardLayerCheck.check(wards, tallies.get(0).path()).stream()
                .map(this::placed)
                .forEach(issues::add);
        return new WardLayer(wards, tallies, issues);
    }

    /** An issue of a ward, such as an overlap, with the file and record of that ward; one of the layer as it is. */
    private DataIssue placed(DataIssue issue) {
        Filed place = issue.recordId() == null ? null : placeByCode.get(issue.recordId());
        return place == null
                ? issue
                : new DataIssue(
                        place.file(),
                        place.record(),
                        issue.recordId(),
                        issue.field(),
                        issue.value(),
                        issue.kind(),
                        issue.effect(),
                        issue.message(),
                        issue.lon(),
                        issue.lat());
    }

    private void refuseUnusable(List<InputTally> tallies, IssueLog issues) {
        long rejected = tallies.stream().mapToLong(InputTally::rejected).sum();
        if (rejected == 0) {
            return;
        }
        String named = issues.kept().stream()
                .filter(issue -> issue.effect() == Effect.REJECTED)
                .sorted(Comparator.comparing(DataIssue::input, CodePointOrder.INSTANCE)
                        .thenComparing(DataIssue::record, Comparator.nullsFirst(Comparator.naturalOrder())))
                .limit(MAX_NAMED)
                .map(WardReader::told)
                .collect(Collectors.joining("; "));
        long rows = tallies.stream().mapToLong(InputTally::read).sum();
        throw new InputException("Cannot use " + rejected + " of the " + rows + " wards of "
                + input.source().path() + ", and every household of theirs would be counted wrong: " + named
                + (rejected > MAX_NAMED ? "; and " + (rejected - MAX_NAMED) + " more" : ""));
    }

    private static String told(DataIssue issue) {
        return issue.input() + " record " + issue.record()
                + (issue.recordId() == null ? "" : ", code " + issue.recordId())
                + (issue.field().isEmpty() ? "" : ", " + issue.field())
                + (issue.value().isEmpty() ? "" : " '" + issue.value() + "'") + ": " + issue.message();
    }

    /** The wards of one file. */
    private final class OfFile implements InputPass.Interpretation {

        private final String file;
        private final Field code;
        private final @Nullable Field name;
        private final Map<String, Field> groups = new LinkedHashMap<>();
        private final AreaReading areas;

        OfFile(String file, FileColumns columns, Optional<CrsChoice> crs) {
            String key = input.source().key();
            this.file = file;
            code = columns.column(input.code(), key + ".code");
            name = input.name() == null ? null : columns.column(input.name(), key + ".name");
            input.groups()
                    .forEach((level, column) -> groups.put(level, columns.column(column, key + ".groups." + level)));
            areas = new AreaReading(input.geometry(), crs.orElseThrow().crs());
        }

        @Override
        public @Nullable String recordId(VerbatimRecord record) {
            return code.text(record);
        }

        @Override
        public void accept(VerbatimRecord record, RecordNotes notes) throws UnusableValueException {
            // Households name wards without the spaces that some files pad codes with.
            String filed = code.requiredText(record).strip();
            Filed earlier = placeByCode.putIfAbsent(filed, new Filed(file, record.number()));
            if (earlier != null) {
                throw new UnusableValueException(
                        IssueKind.WARD_DUPLICATE,
                        code.name(),
                        filed,
                        "The code is that of " + earlier.file() + " record " + earlier.record()
                                + " too; every ward needs its own");
            }
            wards.add(new Ward(filed, nameOf(record, filed, notes), areas.of(record, notes), groupsOf(record)));
        }

        private String nameOf(VerbatimRecord record, String filedCode, RecordNotes notes) {
            if (name == null) {
                return filedCode;
            }
            String filed = name.text(record);
            if (filed == null) {
                notes.warn(
                        IssueKind.VALUE_MISSING,
                        name.name(),
                        "",
                        "The ward has no " + name.name() + "; its code stands for it");
                return filedCode;
            }
            return filed;
        }

        private Map<String, String> groupsOf(VerbatimRecord record) {
            Map<String, String> codes = new LinkedHashMap<>();
            groups.forEach((level, field) -> {
                String filed = field.text(record);
                codes.put(level, filed == null ? "" : filed);
            });
            return codes;
        }
    }
}
