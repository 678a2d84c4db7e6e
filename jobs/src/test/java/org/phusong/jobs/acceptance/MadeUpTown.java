package org.phusong.jobs.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.schema.MessageType;
import org.phusong.jobs.table.TableSchema;
import org.phusong.jobs.table.TableWriter;

/** A town at random, the same for one seed: nine wards, boxes of claims, and as many households as asked for, some of them bad. */
final class MadeUpTown {

    private static final String HEADER = "household_id,lon,lat,ward_code,people,quarter\n";

    private final List<String> households = new ArrayList<>();
    private final List<String> areas = new ArrayList<>();
    private final List<String> listed = new ArrayList<>();
    private final List<String> wards = new ArrayList<>();

    MadeUpTown(int rows) {
        Random random = new Random(20260930);
        for (int ward = 0; ward < 9; ward++) {
            double west = 106 + ward % 3;
            double south = 10 + ward / 3;
            wards.add(GeoJson.feature(
                    "{\"code\":\"" + ward + "\",\"name\":\"Phường " + ward + "\"}",
                    GeoJson.box(west, south, west + 1, south + 1)));
        }
        String[] operators = {"Ánh Dương", "Bình Minh", "Cát Tiên"};
        String[] technologies = {"FTTH", "HFC", "LTE", "NR", "FWA"};
        for (int i = 0; i < 40; i++) {
            // Tenths, so that edges of claims, wards and points of households often coincide.
            double west = 106 + random.nextInt(28) / 10.0;
            double south = 10 + random.nextInt(28) / 10.0;
            areas.add(GeoJson.feature(
                    "{\"op\":\"" + operators[random.nextInt(3)] + "\",\"tech\":\"" + technologies[random.nextInt(5)]
                            + "\",\"down\":" + 50 * random.nextInt(4) + "}",
                    GeoJson.box(west, south, west + random.nextInt(1, 9) / 10.0, south + random.nextInt(1, 9) / 10.0)));
        }
        // A claim that cannot be read is an issue wherever it stands.
        areas.add(
                GeoJson.feature("{\"op\":\"Bình Minh\",\"tech\":\"WIMAX\",\"down\":1}", GeoJson.box(106, 10, 107, 11)));
        for (int i = 0; i < rows; i++) {
            String id = "h" + (random.nextInt(50) == 0 ? random.nextInt(i + 1) : i);
            boolean unlocated = random.nextInt(40) == 0;
            String point = unlocated
                    ? ","
                    : random.nextInt(20) == 0
                            ? 106 + random.nextInt(32) / 10.0 + "," + (10 + random.nextInt(32) / 10.0)
                            : 106 + 3.1 * random.nextDouble() + "," + (10 + 3.1 * random.nextDouble());
            households.add(id + "," + point + "," + (unlocated ? random.nextInt(10) : "") + ","
                    + (random.nextInt(90) == 0 ? "-1" : "" + random.nextInt(7)) + ",q" + random.nextInt(2));
            if (random.nextInt(30) == 0) {
                listed.add(id + "," + operators[random.nextInt(3)] + ",DSL");
            }
        }
    }

    /** Formats that households are filed in. */
    enum Filed {
        CSV,
        PARQUET
    }

    /**
     * Writes the town.
     *
     * @param filed format of the households
     *
     * @param files how many files the households are spread over
     * @param shuffle seed of the order of rows, claims and wards; 0 leaves them as they are
     * @return the study
     */
    Path write(Path folder, Filed filed, int files, int shuffle) throws IOException {
        Files.createDirectories(folder.resolve("households"));
        List<String> rows = shuffled(households, shuffle);
        for (int file = 0; file < files; file++) {
            int from = rows.size() * file / files;
            int to = rows.size() * (file + 1) / files;
            if (filed == Filed.CSV) {
                Files.writeString(
                        folder.resolve("households/part-" + file + ".csv"),
                        HEADER + String.join("\n", rows.subList(from, to)) + "\n");
            } else {
                writeParquet(folder.resolve("households/part-" + file + ".parquet"), rows.subList(from, to));
            }
        }
        Files.writeString(folder.resolve("wards.geojson"), GeoJson.collection(shuffled(wards, shuffle)));
        Files.writeString(folder.resolve("areas.geojson"), GeoJson.collection(shuffled(areas, shuffle)));
        Files.writeString(
                folder.resolve("list.csv"), "id,op,tech\n" + String.join("\n", shuffled(listed, shuffle)) + "\n");
        return Files.writeString(
                folder.resolve("study.yaml"), """
                study: town
                as_of: 2026-09-30
                wards: {path: wards.geojson, code: code, name: name}
                households:
                  path: households/*.%s
                  id: household_id
                  x: lon
                  y: lat
                  crs: EPSG:4326
                  ward: ward_code
                  measures: {households: 1, people: people}
                  groups: {quarter: quarter}
                coverage:
                  - {path: areas.geojson, operator: op, technology: tech, down_mbps: down}
                  - {path: list.csv, household_id: id, operator: op, technology: tech}
                services:
                  broadband: {any_of: [{technology: [FTTH, HFC, FWA, DSL]}]}
                  broadband_100: {any_of: [{technology: [FTTH, HFC], min_down_mbps: 100}]}
                  mobile_4g: {any_of: [{technology: [LTE, NR], environment: outdoor}]}
                targets:
                  - {service: broadband, share: 0.95, test: over, by: 2025-12-31}
                """.formatted(filed.name().toLowerCase(Locale.ROOT)));
    }

    private static void writeParquet(Path file, List<String> rows) throws IOException {
        MessageType columns = new TableSchema("households")
                .text("household_id")
                .nullableDecimal("lon")
                .nullableDecimal("lat")
                .nullableText("ward_code")
                .integer("people")
                .text("quarter")
                .toMessage();
        try (TableWriter writer = TableWriter.create(file, columns, Map.of())) {
            for (String row : rows) {
                String[] cells = row.split(",", -1);
                writer.write(
                        cells[0],
                        cells[1].isEmpty() ? null : Double.valueOf(cells[1]),
                        cells[2].isEmpty() ? null : Double.valueOf(cells[2]),
                        cells[3].isEmpty() ? null : cells[3],
                        Integer.valueOf(cells[4]),
                        cells[5]);
            }
        }
    }

    private static List<String> shuffled(List<String> lines, int seed) {
        List<String> copy = new ArrayList<>(lines);
        if (seed != 0) {
            Collections.shuffle(copy, new Random(seed));
        }
        return copy;
    }
}
