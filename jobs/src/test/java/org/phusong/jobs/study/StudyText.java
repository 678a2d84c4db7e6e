package org.phusong.jobs.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Study files for tests: a whole one in block style, so that a test can change single lines of it. */
final class StudyText {

    /** Every section and every key, one key a line. */
    static final String FULL = """
            study: hcmc-2026q3
            title:
              en: "Ho Chi Minh City, Q3 2026"
              vi: "Thành phố Hồ Chí Minh"
            as_of: 2026-09-30
            wards:
              path: wards_2025.geojson
              code: code
              name: fullName
              crs: EPSG:4326
              groups:
                province: province_code
              where: "status = 'active'"
            households:
              path: households/*.parquet
              id: household_id
              x: lon
              y: lat
              crs: EPSG:4326
              ward: ward_code
              measures:
                households: 1
                population: people
              groups:
                quarter: khu_pho
            coverage:
              - path: fixed/*.gpkg
                layer: claims
                operator: operator
                technology: technology
                down_mbps: down
                up_mbps: up
                customer:
                  value: both
                status:
                  value: available
                evidence: declared
              - path: mobile/viettel_nr.shp
                operator:
                  value: Viettel
                technology:
                  value: NR
                signal_dbm: minsignal
                environment:
                  value: outdoor
              - path: fixed_availability.csv
                delimiter: ";"
                encoding: windows-1258
                household_id: location_id
                operator: brand_name
                technology: technology_code
                technology_codes: fcc
                latency_ms:
                  value: 20
                valid_from:
                  value: 2026-01-01
                valid_to:
                  value: 2026-12-31
                customer: business_residential_code
                customer_codes: fcc
            operators:
              - name: Viettel
                aliases:
                  - VIETTEL
                  - "Viettel Telecom"
                network: Viettel
              - name: iTel
                network: VinaPhone
            expected:
              - operator: VIETTEL
                services:
                  - mobile_4g
            limits:
              max_rejected_share: 0.01
            services:
              broadband_100:
                title:
                  en: "Fixed broadband from 100 Mbit/s"
                any_of:
                  - technology:
                      - FTTH
                      - HFC
                    min_down_mbps: 100
                    min_up_mbps: 10.5
                    max_latency_ms: 100
                    customer: business
                    status: connected
                    operators: VIETTEL
              mobile_4g:
                any_of:
                  - technology: LTE
                    min_signal_dbm: -105
                    environment: outdoor
            targets:
              - service: broadband_100
                measure: households
                share: 0.95
                test: over
                scope: study
                by: 2025-12-31
                source: "City programme"
              - service: mobile_4g
                share: 1.00
                by: 2025-12-31
            """;

    /** The least that is a study. */
    static final String LEAST = """
            study: s
            as_of: 2026-09-30
            wards: {path: w.geojson, code: code}
            households: {path: h.parquet, id: id}
            coverage:
              - {path: c.gpkg, operator: o, technology: t}
            services:
              broadband: {any_of: [{technology: FTTH}]}
            """;

    private StudyText() {}

    /** The study that a text is. */
    static Study read(Path folder, String text) {
        try {
            return StudyFile.read(write(folder, text));
        } catch (StudyFaultException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** The lines that a user sees for a text, from the file's name on. */
    static List<String> messages(Path folder, String text) {
        Path file = write(folder, text);
        return messages(file);
    }

    /** The lines that a user sees for a file, from the file's name on. */
    static List<String> messages(Path file) {
        try {
            StudyFile.read(file);
        } catch (StudyFaultException e) {
            String folder = file.getParent() + file.getFileSystem().getSeparator();
            List<String> lines = String.valueOf(e.getMessage())
                    .lines()
                    .map(line -> line.replace(folder, ""))
                    .toList();
            assertThat(lines).hasSameSizeAs(e.faults());
            return lines;
        }
        return List.of();
    }

    static Path write(Path folder, String text) {
        try {
            return Files.writeString(folder.resolve("study.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
