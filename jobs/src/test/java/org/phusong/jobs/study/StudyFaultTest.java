package org.phusong.jobs.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault of a study file, with the line that a user sees for it. */
class StudyFaultTest {

    private static final String TECHNOLOGIES =
            "FTTH, HFC, DSL, FWA, FWA_LICENSED, FWA_UNLICENSED, FWA_LBR, SAT_GSO, SAT_NGSO, GSM, UMTS, LTE, NR, NR_NSA, NR_SA, OTHER";

    @TempDir
    Path folder;

    /** What is changed in the whole study of {@link StudyText#FULL}, into what, and the fault that this gives. */
    static Stream<Arguments> faults() {
        return Stream.of(
                // unknown and missing keys
                fault(
                        "code: code",
                        "code: code\n  nmae: x",
                        "study.yaml:9: wards.nmae: unknown key 'nmae'; the nearest is 'name'; accepted: path, layer, sheet,"
                                + " delimiter, encoding, crs, where, code, name, geometry, groups"),
                fault(
                        "  id: household_id\n",
                        "",
                        "study.yaml:15: households.id: the required key 'id' is missing; accepted: the name of a column"),
                fault(
                        "as_of: 2026-09-30\n",
                        "",
                        "study.yaml:1: as_of: the required key 'as_of' is missing; accepted: a date such as 2026-09-30"),
                fault(
                        "code: code",
                        "code: code\n  code: ma",
                        "study.yaml:9: wards.code: the key stands twice, first on line 8; accepted: each key once"),
                fault(
                        "code: code",
                        "code:",
                        "study.yaml:8: wards.code: there is no value (leave the key out if none is meant); accepted: the"
                                + " name of a column"),
                fault(
                        "code: code",
                        "code: [a]",
                        "study.yaml:8: wards.code: a list cannot stand here; accepted: the name of a column"),
                // the study
                fault(
                        "hcmc-2026q3",
                        "HCMC 2026",
                        "study.yaml:1: study: 'HCMC 2026' is no study id; accepted: 1 to 63 of a-z, 0-9 and '-', not"
                                + " beginning with '-'"),
                fault(
                        "as_of: 2026-09-30",
                        "as_of: 2026-02-30",
                        "study.yaml:5: as_of: '2026-02-30' is no date; accepted: a day that exists, such as 2026-09-30"),
                fault(
                        "  en: \"Ho",
                        "  1: \"Ho",
                        "study.yaml:3: title.1: '1' is no language; accepted: en, vi or another code"),
                // reading
                fault(
                        "crs: EPSG:4326\n  groups",
                        "crs: 4326\n  groups",
                        "study.yaml:10: wards.crs: '4326' is no code of a coordinate reference system; accepted: an"
                                + " authority code such as EPSG:4326"),
                fault(
                        "delimiter: \";\"",
                        "delimiter: \"||\"",
                        "study.yaml:47: coverage[2].delimiter: '||' is no delimiter; accepted: one character, such as \";\" or"
                                + " \"\\t\" for a tab"),
                fault(
                        "windows-1258",
                        "utf9",
                        "study.yaml:48: coverage[2].encoding: 'utf9' is no text encoding; accepted: a name such as UTF-8,"
                                + " windows-1258 or UTF-16LE"),
                fault(
                        "\"status = 'active'\"",
                        "\" \"",
                        "study.yaml:13: wards.where: the text is empty; accepted: a Spark SQL condition on the file's own"
                                + " columns, such as \"status = 'active'\""),
                // households
                fault(
                        "  y: lat\n",
                        "",
                        "study.yaml:17: households.x: x stands without y; accepted: both, or geometry in their place"),
                fault(
                        "  y: lat\n",
                        "  y: lat\n  geometry: g\n",
                        "study.yaml:19: households.geometry: geometry stands beside x and y; accepted: one or the other"),
                fault(
                        "households: 1",
                        "households: 0.0001",
                        "study.yaml:22: households.measures.households: '0.0001' is no measure; accepted: a number of at"
                                + " least 0 with at most 3 decimals"),
                fault(
                        "population: people",
                        "lon: people",
                        "study.yaml:23: households.measures.lon: 'lon' is a column of the output tables; accepted: any other"
                                + " name, such as 'my_lon'"),
                fault(
                        "population: people",
                        "served_x: people",
                        "study.yaml:23: households.measures.served_x: 'served_x' is a column of the output tables; accepted:"
                                + " any other name, such as 'my_served_x'"),
                fault(
                        "population: people",
                        "Dân: people",
                        "study.yaml:23: households.measures.Dân: 'Dân' is no name; accepted: 1 to 63 of a-z, 0-9 and '_',"
                                + " beginning with a letter"),
                fault(
                        "quarter: khu_pho",
                        "province: khu_pho",
                        "study.yaml:25: households.groups.province: 'province' is a group above the ward too; accepted: a"
                                + " name of its own"),
                fault(
                        "quarter: khu_pho",
                        "population: khu_pho",
                        "study.yaml:25: households.groups.population: 'population' is a measure too; accepted: a name of its"
                                + " own"),
                fault(
                        "quarter: khu_pho",
                        "ward: khu_pho",
                        "study.yaml:25: households.groups.ward: 'ward' is a level of every study; accepted: another name, such"
                                + " as quarter"),
                // claims
                fault(
                        "value: NR",
                        "value: 5G",
                        "study.yaml:42: coverage[1].technology.value: '5G' is no technology; accepted: "
                                + TECHNOLOGIES),
                fault(
                        "technology: technology_code\n",
                        "technology: {value: 51}\n",
                        "study.yaml:51: coverage[2].technology.value: '51' is no FCC code of a technology; accepted: 0, 10,"
                                + " 40, 50, 60, 61, 70, 71, 72, 300, 400, 500"),
                fault(
                        "technology_codes: fcc",
                        "technology_codes: ofcom",
                        "study.yaml:52: coverage[2].technology_codes: 'ofcom' is no technology_codes; accepted: names, fcc"),
                fault(
                        "customer: business_residential_code",
                        "customer: {value: residential}",
                        "study.yaml:59: coverage[2].customer.value: 'residential' is no FCC code of a customer; accepted: R,"
                                + " B, X"),
                fault(
                        "value: both",
                        "value: all",
                        "study.yaml:34: coverage[0].customer.value: 'all' is no customer; accepted: residential, business,"
                                + " both"),
                fault(
                        "value: available",
                        "value: live",
                        "study.yaml:36: coverage[0].status.value: 'live' is no status; accepted: available, connected,"
                                + " passed, planned"),
                fault(
                        "value: outdoor",
                        "value: street",
                        "study.yaml:45: coverage[1].environment.value: 'street' is no environment; accepted: outdoor,"
                                + " in_vehicle, indoor"),
                fault(
                        "evidence: declared",
                        "evidence: rumour",
                        "study.yaml:37: coverage[0].evidence: 'rumour' is no evidence; accepted: declared, modelled,"
                                + " measured"),
                fault(
                        "value: 20\n",
                        "value: -1\n",
                        "study.yaml:54: coverage[2].latency_ms.value: '-1' is no number that can stand here; accepted: a"
                                + " latency in ms, at least 0"),
                fault(
                        "down_mbps: down",
                        "down_mbps: {value: .inf}",
                        "study.yaml:31: coverage[0].down_mbps.value: '.inf' is no number that can stand here; accepted: a"
                                + " speed in Mbit/s, at least 0"),
                fault(
                        "value: 2026-12-31",
                        "value: 31/12/2026",
                        "study.yaml:58: coverage[2].valid_to.value: '31/12/2026' is no date; accepted: a day that exists,"
                                + " such as 2026-09-30"),
                fault(
                        "value: 2026-12-31",
                        "value: 2025-12-31",
                        "study.yaml:58: coverage[2].valid_to: valid_to 2025-12-31 is before valid_from 2026-01-01; accepted:"
                                + " the same day or a later one"),
                fault(
                        "household_id: location_id",
                        "household_id: location_id\n    geometry: g",
                        "study.yaml:50: coverage[2].geometry: geometry stands beside household_id; accepted: geometry for"
                                + " areas, household_id for a list"),
                fault(
                        "      value: Viettel\n",
                        "      value: ANY\n",
                        "study.yaml:40: coverage[1].operator.value: 'ANY' stands for any operator in every table; accepted:"
                                + " another name"),
                // operators
                fault(
                        "name: iTel",
                        "name: iTel\n    aliases: \" VIETTEL \"",
                        "study.yaml:68: operators[1].aliases: 'VIETTEL' is claimed by two operators, 'Viettel' (line 64) and"
                                + " 'iTel'; accepted: each name and alias for one operator"),
                fault(
                        "name: iTel",
                        "name: Viettel",
                        "study.yaml:67: operators[1].name: the operator 'Viettel' is listed twice, first on line 62; accepted: each operator once"),
                fault(
                        "network: VinaPhone",
                        "network: ANY",
                        "study.yaml:68: operators[1].network: 'ANY' stands for any operator in every table; accepted: another"
                                + " name"),
                fault(
                        "      - mobile_4g\n",
                        "      - mobile_6g\n",
                        "study.yaml:72: expected[0].services[0]: 'mobile_6g' is no service of this study; accepted:"
                                + " broadband_100, mobile_4g"),
                fault(
                        "max_rejected_share: 0.01",
                        "max_rejected_share: 1%",
                        "study.yaml:74: limits.max_rejected_share: '1%' is no number that can stand here; accepted: a share"
                                + " from 0 to 1, such as 0.95"),
                // services
                fault(
                        "          - FTTH",
                        "          - FTTX",
                        "study.yaml:81: services.broadband_100.any_of[0].technology[0]: 'FTTX' is no technology; accepted: "
                                + TECHNOLOGIES),
                fault(
                        "min_signal_dbm: -105",
                        "min_signal_dbm: 105",
                        "study.yaml:92: services.mobile_4g.any_of[0].min_signal_dbm: '105' is no number that can stand here;"
                                + " accepted: a signal in dBm from -300 to 0, such as -105"),
                fault(
                        "customer: business\n",
                        "customer: []\n",
                        "study.yaml:86: services.broadband_100.any_of[0].customer: the list is empty; accepted: residential,"
                                + " business, both"),
                fault(
                        "operators: VIETTEL",
                        "operators: ANY",
                        "study.yaml:88: services.broadband_100.any_of[0].operators: 'ANY' stands for any operator in every"
                                + " table; accepted: another name"),
                // targets
                fault(
                        "service: broadband_100",
                        "service: broadband",
                        "study.yaml:95: targets[0].service: 'broadband' is no service of this study; accepted: broadband_100,"
                                + " mobile_4g"),
                fault(
                        "measure: households",
                        "measure: persons",
                        "study.yaml:96: targets[0].measure: 'persons' is no measure of this study; accepted: households,"
                                + " population"),
                fault(
                        "    households: 1\n",
                        "    homes: 1\n",
                        "study.yaml:96: targets[0].measure: 'households' is no measure of this study; accepted: homes,"
                                + " population",
                        "study.yaml:102: targets[1]: 'households' (the default of measure) is no measure of this study;"
                                + " accepted: homes, population"),
                fault(
                        "share: 0.95",
                        "share: 95",
                        "study.yaml:97: targets[0].share: '95' is no number that can stand here; accepted: a share from 0 to"
                                + " 1, such as 0.95"),
                fault(
                        "share: 0.95",
                        "share: 1.0",
                        "study.yaml:97: targets[0].share: no share is over 1.0; accepted: a share below 1, or test:"
                                + " at_least"),
                fault(
                        "test: over",
                        "test: above",
                        "study.yaml:98: targets[0].test: 'above' is no test; accepted: over, at_least"),
                fault(
                        "scope: study",
                        "scope: city",
                        "study.yaml:99: targets[0].scope: 'city' is no scope; accepted: ward, study, both"),
                fault(
                        "  - service: mobile_4g",
                        "  - {service: broadband_100, share: 0.950, test: over, by: 2025-12-31}\n  - service: mobile_4g",
                        "study.yaml:102: targets[1]: the same target stands on line 95; accepted: each service, measure,"
                                + " share, test and date once (scope: both binds wards and study)"));
    }

    private static Arguments fault(String before, String after, String... messages) {
        return Arguments.of(before, after, List.of(messages));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("faults")
    void isToldWithLineKeyValueAndWhatIsAccepted(String before, String after, List<String> messages) {
        assertThat(StudyText.FULL).containsOnlyOnce(before);

        assertThat(StudyText.messages(folder, StudyText.FULL.replace(before, after)))
                .isEqualTo(messages);
    }

    @Test
    void allFaultsAreToldAtOnceByLine() {
        String text = """
                study: Has Blanks
                as_of: yesterday
                wards: {path: w.geojson, code: code, colour: red}
                households: {path: h.parquet}
                coverage:
                  - {path: c.gpkg, operator: o, technology: {value: FTTX}}
                services:
                  broadband: {any_of: [{technology: [FIBRE]}]}
                targets:
                  - {service: braodband, share: 1.5, by: 2025-13-01}
                """;

        assertThat(StudyText.messages(folder, text))
                .extracting(line -> line.replaceAll("^(study.yaml:\\d+: [^ ]+): .*", "$1"))
                .containsExactly(
                        "study.yaml:1: study",
                        "study.yaml:2: as_of",
                        "study.yaml:3: wards.colour",
                        "study.yaml:4: households.id",
                        "study.yaml:6: coverage[0].technology.value",
                        "study.yaml:8: services.broadband.any_of[0].technology[0]",
                        "study.yaml:10: targets[0].service",
                        "study.yaml:10: targets[0].share",
                        "study.yaml:10: targets[0].by");
    }

    @Test
    void aStudyNeedsClaimsAndServices() {
        String text = StudyText.LEAST
                .replace("  - {path: c.gpkg, operator: o, technology: t}", "  []")
                .replace("  broadband: {any_of: [{technology: FTTH}]}", "  {}");

        assertThat(StudyText.messages(folder, text))
                .containsExactly(
                        "study.yaml:6: coverage: the list is empty; accepted: a list of at least one layer of claims",
                        "study.yaml:8: services: no service is defined; accepted: at least one");
    }

    @Test
    void aTargetIsNotBlamedForAServiceOrMeasureThatHasAFaultItself() {
        String text = StudyText.FULL
                .replace("          - FTTH", "          - FTTX")
                .replace("households: 1", "households: -1");

        assertThat(StudyText.messages(folder, text)).hasSize(2);
    }
}
