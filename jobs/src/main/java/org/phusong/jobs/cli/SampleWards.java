package org.phusong.jobs.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.place.Ward;
import org.phusong.jobs.read.Column;
import org.phusong.jobs.read.Format;
import org.phusong.jobs.read.InputException;
import org.phusong.jobs.read.InputFile;
import org.phusong.jobs.read.RecordFile;
import org.phusong.jobs.read.RecordFiles;
import org.phusong.jobs.read.VerbatimRecord;
import org.phusong.jobs.study.Source;

/**
 * A real ward layer that a sample stands on: which columns it has its codes and names in, and how many people live in each ward.
 *
 * @param file the layer
 * @param format of the file
 * @param code column of the ward's code
 * @param name column of the ward's name
 */
record SampleWards(Path file, Format format, String code, String name) {

    // Compared without case and punctuation; the first that a file has is taken.
    private static final List<String> USUAL_CODES = List.of(
            "wardcode", "code", "maxa", "maphuong", "maphuongxa", "comid", "communecode", "madvhc", "mahc", "ma");
    private static final List<String> USUAL_NAMES = List.of(
            "wardname", "fullname", "tenxa", "tenphuong", "tenphuongxa", "comname", "communename", "name", "ten");
    private static final int MAX_NAMED = 5;

    /**
     * Looks into a ward layer.
     *
     * @param code column of the code; null to find it by its usual names
     * @param name column of the name; null to find it by its usual names
     * @throws InputException when the file cannot be read or a column is not there
     */
    static SampleWards find(Path file, @Nullable String code, @Nullable String name) throws IOException {
        InputFile input = input(file, "the wards");
        try (RecordFile wards = RecordFiles.open(input, source("wards", file), null)) {
            List<String> columns = wards.columns().stream().map(Column::name).toList();
            return new SampleWards(
                    file,
                    RecordFiles.formatOf(input),
                    column(file, columns, code, USUAL_CODES, "code", "--code"),
                    column(file, columns, name, USUAL_NAMES, "name", "--name"));
        }
    }

    /** True when the file can stand in a sample as it is: GeoJSON in one piece. */
    boolean isPlainGeoJson() {
        return format == Format.GEOJSON
                && !file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    /** The same wards with the columns that {@link SampleFiles#writeWardsAsGeoParquet} gives them. */
    SampleWards asWritten() {
        return new SampleWards(file, Format.GEOPARQUET, "code", "name");
    }

    /**
     * People of each ward, from a CSV with {@code ward_code} and {@code population}.
     *
     * @param wards whose people are wanted
     * @return one number a ward, in their order
     * @throws InputException when the file lacks a ward or a column, has an unknown or repeated ward, or a population that is no number
     *     from 0
     */
    static List<Double> people(Path file, List<Ward> wards) throws IOException {
        Map<String, Double> byCode = new TreeMap<>(CodePointOrder.INSTANCE);
        try (RecordFile rows = RecordFiles.open(input(file, "the population"), source("population", file), null)) {
            List<String> columns = rows.columns().stream().map(Column::name).toList();
            int code = columns.indexOf(column(file, columns, null, List.of("wardcode"), "ward_code", ""));
            int people = columns.indexOf(column(file, columns, null, List.of("population"), "population", ""));
            for (VerbatimRecord row = rows.next(); row != null; row = rows.next()) {
                VerbatimRecord.Fault fault = row.fault();
                if (fault != null) {
                    throw new InputException(
                            "Cannot read row " + row.number() + " of " + file + ": " + fault.message());
                }
                String ward = String.valueOf(row.values().get(code)).strip();
                double number = number(file, row.number(), ward, row.values().get(people));
                if (byCode.put(ward, number) != null) {
                    throw new InputException("Cannot use " + file + ": ward_code '" + ward
                            + "' stands there twice, again in row " + row.number() + "; one row a ward is accepted");
                }
            }
        }
        return inOrder(file, wards, byCode);
    }

    private static List<Double> inOrder(Path file, List<Ward> wards, Map<String, Double> byCode) {
        List<Double> people = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Ward ward : wards) {
            Double number = byCode.remove(ward.code());
            if (number == null) {
                missing.add(ward.code());
            } else {
                people.add(number);
            }
        }
        if (!missing.isEmpty() || !byCode.isEmpty()) {
            throw new InputException("Cannot use " + file + ": "
                    + (missing.isEmpty() ? "" : "it has no row for ward " + named(missing))
                    + (missing.isEmpty() || byCode.isEmpty() ? "" : ", and ")
                    + (byCode.isEmpty()
                            ? ""
                            : "the ward layer does not have ward " + named(List.copyOf(byCode.keySet())))
                    + "; one row for each ward of the layer is accepted");
        }
        if (people.stream().noneMatch(p -> p > 0)) {
            throw new InputException(
                    "Cannot use " + file + ": nobody lives in any ward; a population above 0 is needed");
        }
        return people;
    }

    private static String named(List<String> codes) {
        String first = "'" + String.join("', '", codes.subList(0, Math.min(MAX_NAMED, codes.size()))) + "'";
        return codes.size() > MAX_NAMED ? first + " and " + (codes.size() - MAX_NAMED) + " more" : first;
    }

    private static double number(Path file, long row, String ward, @Nullable Object value) {
        try {
            // The length bound also keeps 1e999999999 from being expanded.
            String text = String.valueOf(value).strip();
            double number = text.length() > 30 ? -1 : new BigDecimal(text).doubleValue();
            if (number >= 0 && number <= 1e12) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, like any other unusable number.
        }
        throw new InputException("Cannot use row " + row + " of " + file + ": population '" + value + "' of ward '"
                + ward + "'; a number from 0 to 1e12 is accepted");
    }

    private static String column(
            Path file, List<String> columns, @Nullable String asked, List<String> usual, String what, String option) {
        if (asked != null) {
            if (columns.contains(asked)) {
                return asked;
            }
            throw new InputException("Cannot use " + file + ": it has no column '" + asked + "' for " + option
                    + "; its columns are " + String.join(", ", columns));
        }
        for (String name : usual) {
            for (String column : columns) {
                if (column.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "").equals(name)) {
                    return column;
                }
            }
        }
        throw new InputException(
                "Cannot find the column " + what + " in " + file + (option.isEmpty() ? "" : "; name it with " + option)
                        + "; its columns are " + String.join(", ", columns));
    }

    private static InputFile input(Path file, String what) {
        if (!Files.isRegularFile(file)) {
            throw new InputException("Cannot read " + what + ": there is no file " + file);
        }
        return new InputFile(file.toAbsolutePath().normalize(), file.toString());
    }

    private static Source source(String key, Path file) {
        return new Source(key, 0, file.toAbsolutePath().normalize().toString(), null, null, null, null, null);
    }
}
