package org.phusong.jobs.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phusong.jobs.study.Source;

class InputFilesTest {

    @TempDir
    Path root;

    private Path study;

    @BeforeEach
    void files() throws IOException {
        study = Files.createDirectories(root.resolve("study"));
        for (String name : List.of(
                "a.csv",
                "B.csv",
                "_x.csv",
                "é [1].csv",
                "parts/part-0.parquet",
                "parts/prov=01/part-1.parquet",
                "parts/_SUCCESS",
                "parts/.part-0.parquet.crc",
                "parts/_temporary/part-9.parquet",
                "shapes/w.shp",
                "shapes/w.dbf",
                "shapes/w.shx",
                "shapes/w.shp.xml",
                "shapes/list.dbf",
                "shapes/g.gpkg",
                "shapes/g.gpkg-wal",
                "../outside.csv")) {
            Path path = study.resolve(name).normalize();
            Files.createDirectories(path.resolveSibling("x").normalize().resolveSibling(""));
            Files.writeString(path, "x");
        }
    }

    private List<String> resolve(String path) {
        return InputFiles.resolve(study, source(path)).stream()
                .map(InputFile::relative)
                .toList();
    }

    private static Source source(String path) {
        return new Source("coverage[1]", 12, path, null, null, null, null, null);
    }

    @Test
    void globsMatchInCodePointOrderAndTakeHiddenNames() {
        assertThat(resolve("*.csv")).containsExactly("B.csv", "_x.csv", "a.csv", "é [1].csv");
        assertThat(resolve("{a,B}.csv")).containsExactly("B.csv", "a.csv");
        assertThat(resolve("parts/*.parquet")).containsExactly("parts/part-0.parquet");
        assertThat(resolve("**/*.parquet")).containsExactly("parts/part-0.parquet", "parts/prov=01/part-1.parquet");
        assertThat(resolve("**/a.csv")).containsExactly("a.csv");
        assertThat(resolve("parts/prov=*")).containsExactly("parts/prov=01/part-1.parquet");
    }

    @Test
    void namedFilesAreTakenLiterally() {
        assertThat(resolve("_x.csv")).containsExactly("_x.csv");
        assertThat(resolve("é [1].csv")).containsExactly("é [1].csv");
        assertThat(resolve("../outside.csv")).containsExactly("../outside.csv");
        assertThat(resolve(root.resolve("outside.csv").toString())).containsExactly("../outside.csv");
        assertThat(resolve("parts/../a.csv")).containsExactly("a.csv");
    }

    @Test
    void foldersGiveTheirDataFilesAtAnyDepth() {
        assertThat(resolve("parts")).containsExactly("parts/part-0.parquet", "parts/prov=01/part-1.parquet");
        assertThat(resolve("parts/")).hasSize(2);
    }

    @Test
    void companionsAreNoInputsOfTheirOwn() {
        assertThat(resolve("shapes")).containsExactly("shapes/g.gpkg", "shapes/list.dbf", "shapes/w.shp");
        assertThat(resolve("shapes/*")).containsExactly("shapes/g.gpkg", "shapes/list.dbf", "shapes/w.shp");
        assertThat(resolve("shapes/w.dbf")).containsExactly("shapes/w.dbf");
    }

    @Test
    void nothingFoundNamesTheKeyAndThePath() {
        for (String path : List.of("none.csv", "*.gpkg", "none/*.csv", "[", "\0")) {
            assertThatThrownBy(() -> resolve(path))
                    .as(path)
                    .isInstanceOf(InputException.class)
                    .hasMessageContainingAll("coverage[1]", path, "line 12");
        }
    }

    @Test
    void filesTravelToExecutors() throws IOException, ClassNotFoundException {
        InputFile file = InputFiles.resolve(study, source("a.csv")).get(0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(file);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(file);
        }
    }

    @Test
    void digestsAreThoseOfTheBytes() {
        Path file = Fixtures.write(root, "abc", "abc".getBytes(StandardCharsets.US_ASCII))
                .path();
        assertThat(Digests.size(file)).isEqualTo(3);
        // The example of FIPS 180-2, appendix B.1.
        assertThat(Digests.sha256(file)).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
