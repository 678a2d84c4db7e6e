package org.phusong.jobs.acceptance;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A place small enough to work out by hand: four wards of one degree that meet at (107, 11), one empty ward, 29 households, and what every
 * household must get, as a person reads it off the claims.
 */
final class HandComputedPlace {

    static final List<String> SERVICES = List.of(
            "broadband",
            "broadband_100",
            "business",
            "fwa_licensed",
            "mobile_4g",
            "mobile_5g",
            "mobile_indoor",
            "mobile_vehicle",
            "planned");

    /**
     * One line a household: what is filed (id, lon, lat, ward, people, quarter; {@code .} for an empty cell), what must come out (ward,
     * the classes of its answer, operators that serve it for each of {@link #SERVICES} as initials), and why.
     */
    private static final String HOUSEHOLDS = """
            h01 106.4  10.4  . 0.5   q1 | 01 2      | A A . . . . . . . | inside c1
            h02 106.1  10.2  . 1     .  | 01 2      | A A . . . . . . . | on the outer edge of c1
            h03 106.2  10.25 . 1.5   q1 | 01 2      | A A . . . . . . . | on the edge of the hole of c1: a boundary too
            h04 106.25 10.25 . 2     .  | 01 -      | . . . . . . . . . | in the hole of c1
            h05 106.5  10.5  . 2.5   q1 | 01 2      | A A . . . . . . . | on a corner of c1
            h06 106.7  10.2  . 3     .  | 01 8      | B . . . . . . . . | HFC without a speed: any speed, not 100
            h07 106.7  10.5  . 3.5   q1 | 01 7      | . . B . . . . . . | sold to businesses only
            h08 106.7  10.8  . 4     .  | 01 6      | . . . . . . . . B | planned only
            h09 107    10.5  . 4.5   q1 | 01 -      | . . . . . . . . . | on the edge between wards 01 and 02
            h10 107    11    . 5     .  | 01 -      | . . . . . . . . . | on the corner of wards 01, 02, 03 and 10
            h19 106.5  11    . 9.5   q1 | 01 -      | . . . . . . . . . | on the edge between wards 01 and 03
            h11 107.2  10.2  . 5.5   q1 | 02 2      | A A . . . . . . . | the claim's last day is as_of
            h12 107.5  10.2  . 6     .  | 02 -      | . . . . . . . . . | the claim's last day was the day before
            h13 107.8  10.2  . 6.5   q1 | 02 1      | A . . . . . . . . | first day is as_of; 99.999 is below 100
            h14 107.2  10.5  . 7     .  | 02 14     | G . . . . . . . . | the family FWA: no member of itself
            h15 107.5  10.5  . 7.5   q1 | 02 15     | G . . G . . . . . | FWA_LICENSED: a member of FWA
            h16 107.5  11    . 8     .  | 02 -      | . . . . . . . . . | on the edge of 02 and 10: 02 is the smaller text
            h17 .      .    02 8.5   q1 | 02 8      | B . . . . . . . . | unlocated, named by a list
            h18 .      .    02 9     .  | 02 -      | . . . . . . . . . | unlocated, in no list
            h20 106.2  11.2  . 10    .  | 03 4      | . . . . A . A A . | indoor: in vehicles and outdoors too
            h21 106.5  11.2  . 10.5  q1 | 03 10     | . . . . B . . . . | exactly -105 dBm, no environment: outdoor
            h22 106.8  11.2  . 11    .  | 03 9      | . . . . . . . . . | -106 dBm
            h23 106.2  11.5  . 11.5  q1 | 03 12     | . . . . B B . B . | NR_SA is a member of NR; in vehicles, not indoors
            h24 106.5  11.5  . 12    .  | 03 11     | . . . . . . . . . | NR without a signal: not what the key asks for
            h25 107.2  11.2  . 12.5  q1 | 10 3      | A A . . . . . . . | one network
            h26 107.4  11.2  . 13    .  | 10 3,5,13 | ABG AG B . . . . . . | two networks: Beta and Gamma share Red
            h27 107.6  11.2  . 13.5  q1 | 10 5,13   | BG G B . . . . . . | two brands, one network
            h28 107.5  11.9  . 0.125 .  | 10 0      | A . . . . . . . . | located, named by a list
            h29 120    10    . 50    q1 | -  -      | . . . . . . . . . | in no ward
            """;

    /**
     * A household and what it must get.
     *
     * @param ward null where it is outside
     * @param classIds ascending
     * @param servedBy names of operators by service, in the order of {@link #SERVICES}
     */
    record Expected(
            String id,
            String lon,
            String lat,
            String statedWard,
            BigDecimal people,
            String quarter,
            String ward,
            List<Integer> classIds,
            List<List<String>> servedBy) {

        boolean unlocated() {
            return lon.isEmpty();
        }

        boolean outside() {
            return ward.isEmpty();
        }
    }

    private HandComputedPlace() {}

    static List<Expected> households() {
        return HOUSEHOLDS.lines().map(HandComputedPlace::parse).toList();
    }

    private static Expected parse(String line) {
        String[] parts = line.split("\\|", -1);
        String[] filed = parts[0].strip().split(" +", -1);
        String[] found = parts[1].strip().split(" +", -1);
        List<List<String>> servedBy = new ArrayList<>();
        for (String initials : parts[2].strip().split(" +", -1)) {
            servedBy.add(initials.chars()
                    .filter(c -> c != '.')
                    .mapToObj(c -> c == 'A' ? "Alpha" : c == 'B' ? "Beta" : "Gamma")
                    .toList());
        }
        return new Expected(
                filed[0],
                cell(filed[1]),
                cell(filed[2]),
                cell(filed[3]),
                new BigDecimal(filed[4]),
                cell(filed[5]),
                found[0].equals("-") ? "" : found[0],
                found[1].equals("-")
                        ? List.of()
                        : Arrays.stream(found[1].split(",", -1))
                                .map(Integer::valueOf)
                                .toList(),
                servedBy);
    }

    private static String cell(String text) {
        return text.equals(".") ? "" : text;
    }

    /** Writes every file and returns the study; codes and ids are padded with spaces here and there, which mean nothing. */
    static Path write(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("wards.geojson"),
                GeoJson.collection(List.of(
                        ward("10", "Phường Mười", "B", 107, 11),
                        ward("03", "Phường Ba", "B", 106, 11),
                        ward("09", "Phường Chín", "B", 108, 10),
                        ward(" 02", "Phường Hai", "A", 107, 10),
                        ward("01", "Phường Một", "A", 106, 10))));
        StringBuilder csv = new StringBuilder("household_id,lon,lat,ward_code,people,quarter\n");
        for (Expected h : households()) {
            csv.append(String.join(
                            ",",
                            h.id(),
                            h.lon(),
                            h.lat(),
                            h.statedWard(),
                            h.people().toPlainString(),
                            h.quarter()))
                    .append('\n');
        }
        Files.writeString(folder.resolve("households.csv"), csv);
        Files.writeString(folder.resolve("areas.geojson"), GeoJson.collection(areas()));
        Files.writeString(folder.resolve("list.csv"), """
                household,op,tech,down
                " h17 ",Beta,HFC,
                h28,Alpha,DSL,10
                nobody,Alpha,DSL,10
                """);
        return Files.writeString(folder.resolve("study.yaml"), STUDY);
    }

    private static String ward(String code, String name, String province, double west, double south) {
        return GeoJson.feature(
                "{\"code\":\"" + code + "\",\"name\":\"" + name + "\",\"province\":\"" + province + "\"}",
                GeoJson.box(west, south, west + 1, south + 1));
    }

    private static List<String> areas() {
        return List.of(
                // c1, with a hole; Alpha by another spelling
                GeoJson.feature(
                        "{\"op\":\" ALPHA Telecom \",\"tech\":\"FTTH\",\"down\":100}",
                        GeoJson.boxes(
                                new double[] {106.1, 10.1, 106.5, 10.5}, new double[] {106.2, 10.2, 106.3, 10.3})),
                area("Beta", "HFC", "", 106.6, 10.1, 106.8, 10.3),
                area("Beta", "FTTH", ",\"down\":1000,\"cust\":\"business\"", 106.6, 10.4, 106.8, 10.6),
                area("Beta", "FTTH", ",\"down\":1000,\"stat\":\"planned\"", 106.6, 10.7, 106.8, 10.9),
                area("Alpha", "FTTH", ",\"down\":100,\"to\":\"2026-09-30\"", 107.1, 10.1, 107.3, 10.3),
                area("Alpha", "FTTH", ",\"down\":100,\"to\":\"2026-09-29\"", 107.4, 10.1, 107.6, 10.3),
                area("Alpha", "FTTH", ",\"down\":99.999,\"from\":\"2026-09-30\"", 107.7, 10.1, 107.9, 10.3),
                area("Gamma", "FWA", ",\"down\":100", 107.1, 10.4, 107.3, 10.6),
                area("Gamma", "FWA_LICENSED", ",\"down\":100", 107.4, 10.4, 107.6, 10.6),
                area("Alpha", "LTE", ",\"sig\":-100,\"env\":\"indoor\"", 106.1, 11.1, 106.3, 11.3),
                area("Beta", "LTE", ",\"sig\":-105", 106.4, 11.1, 106.6, 11.3),
                area("Beta", "LTE", ",\"sig\":-106,\"env\":\"outdoor\"", 106.7, 11.1, 106.9, 11.3),
                area("Beta", "NR_SA", ",\"sig\":-90,\"env\":\"in_vehicle\"", 106.1, 11.4, 106.3, 11.6),
                area("Beta", "NR", "", 106.4, 11.4, 106.6, 11.6),
                area("Alpha", "FTTH", ",\"down\":200", 107.1, 11.1, 107.5, 11.5),
                area("Gamma", "FTTH", ",\"down\":300", 107.3, 11.1, 107.9, 11.5),
                area("Beta", "FTTH", ",\"down\":50", 107.3, 11.1, 107.9, 11.5));
    }

    private static String area(
            String operator, String technology, String more, double west, double south, double east, double north) {
        return GeoJson.feature(
                "{\"op\":\"" + operator + "\",\"tech\":\"" + technology + "\"" + more + "}",
                GeoJson.box(west, south, east, north));
    }

    private static final String STUDY = """
            study: by-hand
            title: {en: "Worked out by hand", vi: "Tính bằng tay"}
            as_of: 2026-09-30
            wards: {path: wards.geojson, code: code, name: name, groups: {province: province}}
            households:
              path: households.csv
              id: household_id
              x: lon
              y: lat
              crs: EPSG:4326
              ward: ward_code
              measures: {households: 1, people: people}
              groups: {quarter: quarter}
            coverage:
              - path: areas.geojson
                operator: op
                technology: tech
                down_mbps: down
                signal_dbm: sig
                environment: env
                customer: cust
                status: stat
                valid_from: from
                valid_to: to
              - {path: list.csv, household_id: household, operator: op, technology: tech, down_mbps: down}
            operators:
              - {name: Alpha, aliases: [ALPHA Telecom]}
              - {name: Beta, network: Red}
              - {name: Gamma, network: Red}
              - {name: Delta}
            expected:
              - {operator: Delta, services: [mobile_5g]}
              - {operator: Alpha, services: [mobile_4g]}
            services:
              broadband: {any_of: [{technology: [FTTH, HFC, DSL, FWA]}]}
              broadband_100: {any_of: [{technology: [FTTH, HFC], min_down_mbps: 100}]}
              business: {any_of: [{technology: FTTH, customer: business, operators: [Beta]}]}
              fwa_licensed: {any_of: [{technology: FWA_LICENSED}]}
              mobile_4g: {any_of: [{technology: [LTE, NR], min_signal_dbm: -105, environment: outdoor}]}
              mobile_5g: {any_of: [{technology: [NR], min_signal_dbm: -105, environment: outdoor}]}
              mobile_indoor: {any_of: [{technology: [LTE, NR], environment: indoor}]}
              mobile_vehicle: {any_of: [{technology: [LTE, NR], environment: in_vehicle}]}
              planned: {any_of: [{technology: FTTH, status: planned}]}
            targets:
              - {service: broadband_100, share: 0.75, test: over, by: 2025-12-31}
              - {service: broadband_100, share: 0.75, test: at_least, scope: ward, by: 2026-09-30}
              - {service: broadband, share: 0.7, test: at_least, by: 2026-10-01}
              - {service: mobile_5g, share: 0.2, test: at_least, scope: study, by: 2025-12-31}
            """;
}
