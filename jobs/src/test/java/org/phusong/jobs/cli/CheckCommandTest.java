package org.phusong.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One square ward, {@code 01}, from (106, 10) to (107, 11), and three households: one inside, one outside, one without a point. */
final class CheckCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int check() throws IOException {
        return Phusong.execute(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "check",
                write("study.yaml", """
                                study: small
                                as_of: 2026-09-30
                                wards: {path: wards.csv, code: code, geometry: wkt, crs: EPSG:4326}
                                households: {path: households.csv, id: id, x: lon, y: lat, ward: ward, crs: EPSG:4326}
                                coverage:
                                  - {path: list.csv, household_id: id, operator: brand, technology: tech}
                                  - {path: other.csv, household_id: id, operator: brand, technology: tech}
                                limits: {max_rejected_share: 0.01}
                                services: {broadband: {any_of: [{technology: [FTTH]}]}}
                                """).toString(),
                "--master",
                "local[1]");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void writeGoodWardsAndHouseholds() throws IOException {
        write("wards.csv", "code,wkt\n01,\"POLYGON((106 10,107 10,107 11,106 11,106 10))\"\n");
        write("households.csv", "id,lon,lat,ward\na,106.5,10.5,\nb,108.5,10.5,\nc,,,01\n");
    }

    /** Lines with their runs of spaces made one. */
    private List<String> lines() {
        return out.toString()
                .lines()
                .map(line -> line.replaceAll(" +", " ").strip())
                .toList();
    }

    @Test
    void goodInputsAreCountedAndTheirIssuesPrinted() throws IOException {
        writeGoodWardsAndHouseholds();
        write("list.csv", "id,brand,tech\na,Viettel,FTTH\nz,Viettel,FTTH\n");
        write("other.csv", "id,brand,tech\na,VNPT,FTTH\n");

        assertThat(check()).as(err.toString()).isZero();
        assertThat(lines())
                .contains(
                        "wards wards.csv 1 1 0 0 0",
                        "coverage[0] list.csv 2 2 0 0 0",
                        "households households.csv 3 3 0 0 0",
                        "1 households unlocated, 1 outside every ward",
                        "HOUSEHOLD_UNLOCATED WARNING 1",
                        "LIST_HOUSEHOLD_UNKNOWN WARNING 1")
                .anyMatch(line -> line.startsWith("A run would publish a revision"));
        assertThat(folder.resolve("phusong-out")).doesNotExist();
    }

    @Test
    void faultsOfEveryInputAreToldNotOnlyTheFirst() throws IOException {
        write("wards.csv", "code,wkt\n01,POINT EMPTY\n");
        write("households.csv", "id,longitude,lat,ward\n");
        write("list.csv", "id,brand,technology\na,Viettel,FTTH\n");

        assertThat(check()).isEqualTo(3);
        assertThat(err.toString().lines().filter(line -> line.startsWith("phusong: ")))
                .anyMatch(line -> line.contains("wards.csv"))
                .anyMatch(line -> line.contains("list.csv") && line.contains("tech"))
                .anyMatch(line -> line.contains("other.csv"))
                .anyMatch(line -> line.contains("households.csv") && line.contains("lon"));
        assertThat(lines()).contains("A run would end with exit code 3 and publish nothing.");
    }

    @Test
    void anInputWithTooManyRejectedRowsWouldEndARun() throws IOException {
        writeGoodWardsAndHouseholds();
        write("list.csv", "id,brand,tech\na,Viettel,FTTH\nb,Viettel,TELEGRAPH\n");
        write("other.csv", "id,brand,tech\na,VNPT,FTTH\n");

        assertThat(check()).isEqualTo(3);
        // 1 of 2 rows is 50 %, and 1 % is accepted.
        assertThat(err.toString()).contains("coverage[0]: 1 of its 2 rows were rejected, 50.00 %");
        assertThat(lines()).contains("TECHNOLOGY_UNKNOWN REJECTED 1");
    }
}
