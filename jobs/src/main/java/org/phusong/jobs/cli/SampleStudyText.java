package org.phusong.jobs.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.jspecify.annotations.Nullable;

/**
 * The study file of a sample.
 *
 * @param id of the study
 * @param titleEn what people read; says that the sample is synthetic
 * @param titleVi the same in Vietnamese
 * @param wardsPath relative to the study file, or absolute
 * @param code column of the ward's code
 * @param name column of the ward's name; null where there is none
 * @param bank column of the level above the ward; null where there is none
 * @param fixedPath the fixed claims, relative to the study file
 * @param pixelMetres side of the pixels that the claims were traced from
 */
record SampleStudyText(
        String id,
        String titleEn,
        String titleVi,
        String wardsPath,
        String code,
        @Nullable String name,
        @Nullable String bank,
        String fixedPath,
        int pixelMetres) {

    /** YAML. */
    String text() {
        return """
                # SYNTHETIC: households, operators and coverage are made up by PhuSong and describe nobody.
                # Areas of coverage were traced from pixels of %d m.
                study: %s
                title: {en: %s, vi: %s}
                as_of: 2026-09-30

                wards:
                  path: %s
                  code: %s
                %s%s
                households:
                  path: households.parquet
                  id: household_id
                  x: lon
                  y: lat
                  crs: EPSG:4326
                  ward: ward_code
                  measures: {households: households, population: population}
                  groups: {khu_pho: khu_pho}

                coverage:
                  - path: %s
                    operator: operator
                    technology: technology
                    down_mbps: down_mbps
                    up_mbps: up_mbps
                    latency_ms: latency_ms
                    customer: customer
                    status: status
                  - path: coverage/mobile.parquet
                    operator: operator
                    technology: technology
                    signal_dbm: signal_dbm
                    environment: environment
                  # A list by household id, in the columns and codes of the FCC's Broadband Data Collection.
                  - path: coverage/connections.csv.gz
                    household_id: location_id
                    operator: brand_name
                    technology: technology
                    technology_codes: fcc
                    down_mbps: max_advertised_download_speed
                    up_mbps: max_advertised_upload_speed
                    customer: business_residential_code
                    customer_codes: fcc
                    status: {value: connected}

                operators:
                  - {name: "Sông Xanh Telecom", aliases: ["SÔNG XANH TELECOM"], network: "Sông Xanh"}
                  - {name: "Cánh Diều Net", network: "Cánh Diều"}
                  - {name: "Gió Biển Mobile", network: "Gió Biển"}
                  - {name: "Hải Đăng Viễn Thông", network: "Hải Đăng"}
                expected:
                  - {operator: "Sông Xanh Telecom", services: [broadband, mobile_4g]}
                  - {operator: "Gió Biển Mobile", services: [mobile_4g, mobile_5g]}

                services:
                  broadband:
                    title: {en: "Fixed broadband, any speed", vi: "Băng rộng cố định"}
                    any_of:
                      - {technology: [FTTH, HFC, DSL, FWA]}
                  broadband_100:
                    title: {en: "Fixed broadband from 100 Mbit/s", vi: "Băng rộng cố định từ 100 Mbit/s"}
                    any_of:
                      - {technology: [FTTH, HFC], min_down_mbps: 100}
                  mobile_4g:
                    title: {en: "4G or better, outdoors", vi: "4G trở lên, ngoài trời"}
                    any_of:
                      - {technology: [LTE, NR], min_signal_dbm: -105, environment: outdoor}
                  mobile_5g:
                    title: {en: "5G, outdoors", vi: "5G, ngoài trời"}
                    any_of:
                      - {technology: [NR], min_signal_dbm: -105, environment: outdoor}

                targets:
                  - {service: broadband, measure: households, share: 0.95, test: over, scope: both, by: 2025-12-31, source: "Sample target"}
                  - {service: mobile_4g, share: 1.00, test: at_least, scope: both, by: 2025-12-31, source: "Sample target"}
                  - {service: mobile_5g, share: 0.95, test: at_least, scope: study, by: 2027-12-31, source: "Sample target"}
                """.formatted(
                        pixelMetres,
                        id,
                        quoted(titleEn),
                        quoted(titleVi),
                        quoted(wardsPath),
                        quoted(code),
                        name == null ? "" : "  name: " + quoted(name) + "\n",
                        bank == null ? "" : "  groups: {bank: " + quoted(bank) + "}\n",
                        fixedPath);
    }

    /** A double-quoted scalar: the strings of JSON are strings of YAML. */
    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
