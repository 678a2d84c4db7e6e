package org.phusong.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.phusong.jobs.cli.CommandLineRun;

/** What a command tells its caller: the exit code, one short paragraph, and nothing published when it is not 0. */
class ExitCodeTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static String study;

    @SuppressWarnings("NullAway.Init")
    private static Map<String, String> published;

    @BeforeAll
    static void publishOnce() throws IOException {
        Path file = HandComputedPlace.write(folder);
        study = Files.readString(file);
        assertThat(CommandLineRun.ofStudy(file, out()).code()).isZero();
        published = Release.filesBelow(out());
        assertThat(published).containsKey("by-hand/2026-09-30/release.json");
    }

    /** A change to the study, and what the message must hold: the value, and what would be accepted. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ward: ward_code                       | wrad: ward_code                        | households.wrad    | 'wrad'      | 'ward'
                    path: wards.geojson,                  | path: wards.geojson, layr: x,          | wards.layr         | 'layr'      | 'layer'
                    expected:                             | expectd:                               | expectd            | 'expectd'   | 'expected'
                    {service: mobile_5g, share: 0.2       | {service: mobile_6g, share: 0.2        | targets[3].service | 'mobile_6g' | mobile_5g
                    {operator: Alpha, services: [mobile_4g| {operator: Alpha, services: [mobile_4q | expected[1]        | 'mobile_4q' | mobile_4g
                    technology: FWA_LICENSED              | technology: WIMAX                      | fwa_licensed       | 'WIMAX'     | FWA_LICENSED
                    share: 0.7,                           | share: 1.7,                            | targets[2].share   | '1.7'       | 0 to 1
                    share: 0.7,                           | share: -0.1,                           | targets[2].share   | '-0.1'      | 0 to 1
                    by: 2026-10-01                        | by: 2026-02-30                         | targets[2].by      | '2026-02-30'| 2026-09-30
                    as_of: 2026-09-30                     | as_of: yesterday                       | as_of              | 'yesterday' | 2026-09-30
                    {name: Beta, network: Red}            | {name: Beta, aliases: [ALPHA Telecom]} | operators[1]       | 'ALPHA Telecom' | Alpha
                    share: 0.75, test: over               | share: 1, test: over                   | targets[0]         | over        | at_least
                    """)
    void aFaultOfTheStudyFileNamesLineValueAndWhatIsAccepted(
            String was, String becomes, String key, String value, String accepted) throws IOException {
        CommandLineRun run = run(was, becomes);

        assertThat(run.code()).isEqualTo(2);
        int line = (int) study.substring(0, study.indexOf(was)).lines().count();
        // The key of a mapping on its own line begins a new one.
        assertThat(run.err())
                .contains("study.yaml:"
                        + (study.substring(0, study.indexOf(was)).endsWith("\n") ? line + 1 : line) + ": ")
                .contains(key)
                .contains(value.replace("'", ""))
                .contains(accepted);
        assertNothingPublished(run);
    }

    @Test
    void aMissingKeyIsNamed() throws IOException {
        CommandLineRun run = run("  id: household_id\n", "");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("households.id").contains("'id' is missing");
        assertNothingPublished(run);
    }

    @Test
    void everyFaultIsToldAtOnce() throws IOException {
        Path file = Files.writeString(
                folder.resolve("two-faults.yaml"),
                study.replace("share: 0.7,", "share: 7,").replace("technology: FWA_LICENSED", "technology: WIMAX"));
        for (CommandLineRun run :
                List.of(CommandLineRun.ofStudy(file, out()), CommandLineRun.of("check", file.toString()))) {
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("'7'").contains("'WIMAX'");
        }
    }

    @Test
    void aStudyFileThatIsNotThereIsWrongUsage() throws IOException {
        CommandLineRun run = CommandLineRun.ofStudy(folder.resolve("nowhere.yaml"), out());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("nowhere.yaml");
        assertNothingPublished(run);
    }

    /** A change to the study, and what the message must hold. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    path: wards.geojson   | path: nowhere.geojson      | nowhere.geojson | wards
                    path: households.csv  | path: households/*.parquet | households/*.parquet | households
                    path: areas.geojson   | path: nowhere.gpkg         | nowhere.gpkg    | coverage[0]
                    x: lon                | x: longitude               | longitude       | household_id, lon, lat
                    name: name, groups    | name: ten_phuong, groups   | ten_phuong      | code, name, province
                    down_mbps: down\\n    | down_mbps: speed\\n        | speed           | down
                    path: wards.geojson   | path: wards-projected.geojson, crs: EPSG:4326 | EPSG:9210 | EPSG:4326
                    path: wards.geojson   | path: wards-hollow.geojson  | '02'           | geometry
                    path: wards.geojson   | path: wards-twice.geojson   | '01'           | record 1
                    path: areas.geojson   | path: pointer.gpkg          | pointer.gpkg   | git-lfs
                    path: wards.geojson,  | path: wards.geojson, where: "rand() > 0.5", | holds rand, | code, name, province
                    path: households.csv  | path: households-bad.csv    | 2 of its 3     | 50 %
                    """)
    void aFaultOfAnInputNamesTheFileAndWhatIsWrong(String was, String becomes, String value, String more)
            throws IOException {
        writeFaultyInputs();
        CommandLineRun run = run(was.replace("\\n", "\n"), becomes.replace("\\n", "\n"));
        assertThat(run.err()).contains(value.replace("'", "")).contains(more);
        assertThat(run.code()).isEqualTo(3);
        assertNothingPublished(run);
    }

    @Test
    void checkTellsEveryFaultOfTheInputsAtOnce() throws IOException {
        writeFaultyInputs();
        Path file = Files.writeString(
                folder.resolve("three-faults.yaml"),
                study.replace("path: wards.geojson", "path: wards-twice.geojson")
                        .replace("path: areas.geojson", "path: nowhere.gpkg")
                        .replace("x: lon", "x: longitude"));
        CommandLineRun run = CommandLineRun.of("check", file.toString());
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out() + run.err()).contains("'01'", "nowhere.gpkg", "longitude");
    }

    private static void writeFaultyInputs() throws IOException {
        String box = GeoJson.box(106, 10, 107, 11);
        Files.writeString(
                folder.resolve("wards-projected.geojson"),
                GeoJson.collection(List.of(GeoJson.feature("{\"code\":\"01\",\"name\":\"a\",\"province\":\"A\"}", box)))
                        .replace(
                                "\"features\"",
                                "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::9210\"}},\"features\""));
        Files.writeString(
                folder.resolve("wards-hollow.geojson"),
                GeoJson.collection(List.of(
                        GeoJson.feature("{\"code\":\"01\",\"name\":\"a\",\"province\":\"A\"}", box),
                        GeoJson.feature("{\"code\":\"02\",\"name\":\"b\",\"province\":\"A\"}", "null"))));
        Files.writeString(
                folder.resolve("wards-twice.geojson"),
                GeoJson.collection(List.of(
                        GeoJson.feature("{\"code\":\"01\",\"name\":\"a\",\"province\":\"A\"}", box),
                        GeoJson.feature(
                                "{\"code\":\"01\",\"name\":\"b\",\"province\":\"A\"}",
                                GeoJson.box(107, 10, 108, 11)))));
        Files.writeString(folder.resolve("pointer.gpkg"), "version https://git-lfs.github.com/spec/v1\n");
        // Two of three rows are rejected; the study of this test accepts half.
        Files.writeString(folder.resolve("households-bad.csv"), """
                household_id,lon,lat,ward_code,people,quarter
                h1,106.5,10.5,,1,
                h2,,,,1,
                h3,106.5,10.5,,-1,
                """);
    }

    @Test
    void aFolderThatCannotBeWrittenFailsTheRun() throws IOException {
        Path blocked = Files.createDirectories(folder.resolve("blocked"));
        Files.writeString(blocked.resolve("by-hand"), "a file where the study's folder must be");
        CommandLineRun run = CommandLineRun.ofStudy(folder.resolve("study.yaml"), blocked);
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).contains("by-hand").doesNotContain("\tat ");
    }

    @Test
    void wrongUsageSaysWhatIsThere() {
        assertThat(CommandLineRun.of("rnu", "study.yaml")).satisfies(run -> {
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("'rnu'").contains("run").contains("check");
        });
        assertThat(CommandLineRun.of("run", "study.yaml", "--otu", "x")).satisfies(run -> {
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("--otu").contains("--out");
        });
        assertThat(CommandLineRun.of("run").code()).isEqualTo(2);
        assertThat(CommandLineRun.of().code()).isEqualTo(2);
        CommandLineRun ontoFile = CommandLineRun.of(
                "run",
                folder.resolve("study.yaml").toString(),
                "--out",
                folder.resolve("list.csv").toString());
        assertThat(ontoFile.code()).isEqualTo(2);
        assertThat(ontoFile.err()).contains("list.csv").contains("folder");
    }

    @Test
    void helpAndVersionAreAnswers() {
        CommandLineRun help = CommandLineRun.of("--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("run", "Exit codes", "./phusong");
        CommandLineRun runHelp = CommandLineRun.of("run", "--help");
        assertThat(runHelp.code()).isZero();
        assertThat(runHelp.out()).contains("STUDY.yaml", "--out", "--master", "--reason", "Example");
        CommandLineRun version = CommandLineRun.of("--version");
        assertThat(version.code()).isZero();
        assertThat(version.out()).startsWith("phusong ");
    }

    private static CommandLineRun run(String was, String becomes) throws IOException {
        assertThat(study).contains(was);
        String changed = study.replaceFirst(Pattern.quote(was), Matcher.quoteReplacement(becomes))
                + "limits: {max_rejected_share: 0.5}\n";
        // Paths are relative to the study file, so it stands beside the inputs; the good one is put back.
        Path file = folder.resolve("study.yaml");
        Files.writeString(file, changed);
        try {
            return CommandLineRun.ofStudy(file, out());
        } finally {
            Files.writeString(file, study);
        }
    }

    private static void assertNothingPublished(CommandLineRun run) throws IOException {
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("phusong: ").doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(run.err().strip()).doesNotContain("\n\n");
        assertThat(run.err().length()).isLessThan(1200);
        assertThat(Release.filesBelow(out())).isEqualTo(published);
    }

    private static Path out() {
        return folder.resolve("out");
    }
}
