package org.phusong.jobs.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.phusong.jobs.read.Fixtures.column;
import static org.phusong.jobs.read.Fixtures.failure;
import static org.phusong.jobs.read.Fixtures.fault;
import static org.phusong.jobs.read.Fixtures.geometry;
import static org.phusong.jobs.read.Fixtures.gzip;
import static org.phusong.jobs.read.Fixtures.names;
import static org.phusong.jobs.read.Fixtures.read;
import static org.phusong.jobs.read.Fixtures.source;
import static org.phusong.jobs.read.Fixtures.write;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {

    @TempDir
    Path folder;

    private RecordFile open(String name, String content) {
        return RecordFiles.open(write(folder, name, content), source(), null);
    }

    @Test
    void valuesStayTextAsWritten() {
        assertThat(column(open("numbers.csv", "v\nNaN\nInfinity\n-3\n1e400\n007\n\"\"\n 5 \n"), "v"))
                .containsExactly("NaN", "Infinity", "-3", "1e400", "007", null, " 5 ");
    }

    @Test
    void quotesAreDoubledAndFieldsMaySpanLines() {
        List<VerbatimRecord> records = read(open(
                "quotes.csv",
                "id,name\r\n1,\"Phường \"\"1\"\"\"\r\n2,\"two\nlines, one field\"\r\n\r\n3,5\" pipe\r\n"));
        assertThat(records)
                .extracting(r -> r.number() + " " + r.values())
                .containsExactly("1 [1, Phường \"1\"]", "2 [2, two\nlines, one field]", "3 [3, 5\" pipe]");
    }

    @Test
    void shortAndLongRowsAreFaults() {
        List<VerbatimRecord> records = read(open("ragged.csv", "a,b\n1\n1,2\n1,2,3\n"));
        assertThat(records).extracting(r -> r.fault() == null).containsExactly(false, true, false);
        assertThat(fault(records.get(0)).message()).contains("1 field where the header has 2");
        assertThat(fault(records.get(2)).geometryOnly()).isFalse();
        assertThat(fault(records.get(2)).value()).isEqualTo("1 | 2 | 3");
    }

    @Test
    void unclosedQuoteIsRefusedAndNamesItsLine() {
        assertThat(failure(write(folder, "unclosed-quote.csv", "a,b\n1,2\n3,\"four\n5,6\n")))
                .contains("unclosed-quote.csv", "line 3", "quotes that are closed");
    }

    @Test
    void textBehindAClosedQuoteIsRefused() {
        assertThat(failure(write(folder, "behind-quote.csv", "a,b\n1,\"x\"y\n")))
                .contains("line 2");
    }

    @Test
    void aRecordWithoutEndIsCutOffAtTheLimit() {
        String endless = "a\n\"" + "x\n".repeat(TextReader.RECORD_LIMIT / 2 + 40_000) + "\"\n";
        assertThat(failure(write(folder, "endless.csv", endless))).contains("line 2", "longer than 16777216");
    }

    @Test
    void badHeadersAreRefused() {
        assertThat(failure(write(folder, "twice.csv", "id,name,id\n1,2,3\n"))).contains("'id' twice");
        assertThat(failure(write(folder, "nameless.csv", "id,,x\n1,2,3\n"))).contains("column 2");
        assertThat(failure(write(folder, "empty.csv", ""))).contains("is empty");
        assertThat(failure(write(folder, "blank.csv", "\n\n"))).contains("is empty");
    }

    @Test
    void encodingsAreStrict() {
        byte[] vietnamese = "name\nHu\u00ea\u0301\n".getBytes(Charset.forName("windows-1258"));
        InputFile file = write(folder, "windows-1258.csv", vietnamese);
        assertThat(column(RecordFiles.open(file, source(null, null, "windows-1258"), null), "name"))
                .containsExactly("Hu\u00ea\u0301");
        assertThat(failure(file)).contains("line 2", "0xea", "UTF-8");
        assertThat(failure(file, source(null, null, "utf-9"), null)).contains("'utf-9' is unknown");
        InputFile late = write(
                folder, "late.csv", ("a\n" + "1\n".repeat(50_000) + "\u00ff").getBytes(StandardCharsets.ISO_8859_1));
        // Line 1 is the header, lines 2 to 50,001 are good.
        assertThat(failure(late)).contains("line 50002", "0xff");
    }

    @Test
    void byteOrderMarksAreNoPartOfTheHeader() {
        assertThat(names(open("bom.csv", "\uFEFFid,x\n1,2\n"))).containsExactly("id", "x");
        InputFile wide = write(folder, "utf16.csv", "\uFEFFid,x\n1,\u1ea4p\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(column(RecordFiles.open(wide, source(), null), "x")).containsExactly("\u1ea4p");
    }

    @Test
    void compressedFilesAreReadAndCutOnesRefused() {
        byte[] packed = gzip("id\n1\n2\n".getBytes(StandardCharsets.UTF_8));
        assertThat(column(RecordFiles.open(write(folder, "a.csv.gz", packed), source(), null), "id"))
                .containsExactly("1", "2");
        assertThat(failure(write(folder, "cut.csv.gz", Arrays.copyOf(packed, packed.length - 12))))
                .contains("cut.csv.gz");
    }

    @Test
    void delimitersAreTakenFromTheStudyOrTheName() {
        assertThat(names(RecordFiles.open(write(folder, "semi.csv", "a;b\n1;2\n"), source(null, ";", null), null)))
                .containsExactly("a", "b");
        assertThat(names(open("tabs.tsv", "a\tb\n1\t2\n"))).containsExactly("a", "b");
    }

    @Test
    void wktIsTheGeometryAndABadOneAFaultOfItAlone() {
        InputFile file = write(
                folder,
                "wkt.csv",
                "id,shape\n1,\"POLYGON ((0 0, 0 1, 1 1, 0 0))\"\n2,\n3,\"POLYGON ((0 0, 1 1))\"\n4,\"POINT (NaN 2)\"\n5,\""
                        + "GEOMETRYCOLLECTION(".repeat(20_000) + "\"\n");
        RecordFile open = RecordFiles.open(file, source(), "shape");
        assertThat(open.hasGeometry()).isTrue();
        assertThat(names(open)).containsExactly("id");
        List<VerbatimRecord> records = read(open);
        // Half of the unit square.
        assertThat(geometry(records.get(0)).getArea()).isEqualTo(0.5);
        assertThat((Object) records.get(1).geometry()).isNull();
        assertThat(records.get(1).fault()).isNull();
        for (VerbatimRecord bad : records.subList(2, 5)) {
            assertThat((Object) bad.geometry()).isNull();
            assertThat(fault(bad).geometryOnly()).isTrue();
            assertThat(bad.values()).hasSize(1).doesNotContainNull();
        }
        assertThat(failure(file, source(), "geom")).contains("no geometry column 'geom'", "id, shape");
    }

    @Test
    void unknownBinaryFilesAreRefused() {
        assertThat(failure(write(folder, "sheet.csv", new byte[] {'P', 'K', 3, 4, 0, 0})))
                .contains("unpack it first", "GeoPackage");
    }
}
