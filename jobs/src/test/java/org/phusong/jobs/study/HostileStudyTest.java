package org.phusong.jobs.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no study file, by accident or on purpose: each ends in a short fault. */
@Timeout(30)
class HostileStudyTest {

    private static final String ACCEPTED = "; accepted: a study file in YAML, as docs/study.md shows it";

    @TempDir
    Path folder;

    @Test
    void aMissingFileAFolderAndAnEmptyFileAreFaultsOfTheFile() throws IOException {
        assertThat(StudyText.messages(folder.resolve("none.yaml")))
                .containsExactly("none.yaml: there is no such file" + ACCEPTED);
        Path inner = Files.createDirectory(folder.resolve("inner"));
        assertThat(StudyText.messages(inner))
                .containsExactly("inner: the file cannot be read: it is a folder" + ACCEPTED);
        assertThat(StudyText.messages(folder, "")).containsExactly("study.yaml: the file is empty" + ACCEPTED);
        assertThat(StudyText.messages(folder, "# nothing\n"))
                .containsExactly("study.yaml: the file is empty" + ACCEPTED);
    }

    @Test
    void aRootThatIsNoMapIsAFault() {
        assertThat(StudyText.messages(folder, "- a\n- b\n"))
                .containsExactly(
                        "study.yaml:1: a list cannot stand here; accepted: a map with the keys study, title, as_of,"
                                + " wards, households, coverage, operators, expected, limits, services, targets");
    }

    @Test
    void tabsAndUnclosedQuotesNameTheirLine() {
        assertThat(StudyText.messages(folder, "study: s\nwards:\n\tpath: w\n"))
                .singleElement()
                .asString()
                .startsWith(
                        "study.yaml:3: the YAML cannot be read: while scanning for the next token: found character '\\t")
                .endsWith(ACCEPTED);
        assertThat(StudyText.messages(folder, "study: s\ntitle: \"open\nas_of: 2026-01-01\n"))
                .singleElement()
                .asString()
                .startsWith(
                        "study.yaml:4: the YAML cannot be read: while scanning a quoted scalar: found unexpected end of stream");
        assertThat(StudyText.messages(folder, StudyText.LEAST + "---\nstudy: t\n"))
                .singleElement()
                .asString()
                .startsWith("study.yaml:9: the YAML cannot be read: expected a single document");
    }

    @Test
    void bytesThatAreNotUtf8NameTheirLine() throws IOException {
        Path file = folder.resolve("study.yaml");
        // windows-1258 writes đ as 0xF0; it stands 7 bytes into the second line, after the 9 of the first.
        Files.write(file, "study: s\ntitle: \u00f0\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(StudyText.messages(file))
                .containsExactly("study.yaml:2: the file is not UTF-8: byte 16 is 0xF0; accepted: text saved as UTF-8");
        Files.write(file, StudyText.LEAST.getBytes(StandardCharsets.UTF_16));
        assertThat(StudyText.messages(file))
                .containsExactly("study.yaml:1: the file is not UTF-8: byte 0 is 0xFE; accepted: text saved as UTF-8");
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertThat(StudyText.messages(folder, "\uFEFF" + StudyText.LEAST)).isEmpty();
    }

    @Test
    void windowsLineEndsChangeNothing() {
        assertThat(StudyText.messages(folder, StudyText.FULL.replace("\n", "\r\n")))
                .isEmpty();
    }

    @Test
    void tagsConstructNothing() {
        assertThat(StudyText.messages(
                        folder,
                        StudyText.LEAST.replace(
                                "study: s",
                                "study: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://x/\"]]")))
                .containsExactly("study.yaml:1: the YAML cannot be read: Global tag is not allowed:"
                        + " tag:yaml.org,2002:javax.script.ScriptEngineManager" + ACCEPTED);
        assertThat(StudyText.messages(folder, StudyText.LEAST.replace("code: code", "code: !!binary aGk=")))
                .containsExactly(
                        "study.yaml:3: wards.code: the YAML tag 'tag:yaml.org,2002:binary' is not read; accepted:"
                                + " the name of a column, without a tag");
    }

    @Test
    void aliasBombsAndDeepNestingAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i <= 40; i++) {
            String item = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + item + ", " + item + ", " + item + "]\n");
        }
        assertThat(StudyText.messages(folder, bomb.toString()))
                .singleElement()
                .asString()
                .contains("Number of aliases for non-scalar nodes exceeds");
        assertThat(StudyText.messages(folder, "study: " + "[".repeat(100_000)))
                .singleElement()
                .asString()
                .contains("Nesting Depth exceeded max 20");
    }

    @Test
    void anAliasThatHoldsItselfEnds() {
        String text = StudyText.LEAST.replace(
                "broadband: {any_of: [{technology: FTTH}]}", "broadband: &b {any_of: [*b], title: {en: *b}}");

        assertThat(StudyText.messages(folder, text)).isNotEmpty();
    }

    @Test
    void aliasesOfOrdinaryUseAreRead() {
        String text = StudyText.LEAST
                .replace("code: code", "code: &code ma")
                .replace("id: id", "id: *code")
                .replace("technology: t", "technology: *code");

        assertThat(StudyText.read(folder, text).households().id()).isEqualTo("ma");
    }

    @Test
    void tenMegabytesAreRefusedUnread() {
        assertThat(StudyText.messages(folder, StudyText.LEAST + "# padding\n".repeat(1_000_000)))
                .containsExactly("study.yaml: the file is larger than 1048576 bytes" + ACCEPTED);
    }

    @Test
    void thousandsOfFaultsAreCountedAndTheFirstTold() {
        StringBuilder text = new StringBuilder(StudyText.LEAST);
        for (int i = 0; i < 3000; i++) {
            text.append("zz").append(i).append(": 1\n");
        }

        List<String> lines = StudyText.messages(folder, text.toString());

        assertThat(lines).hasSize(501).last().isEqualTo("study.yaml: and 2500 more faults");
    }

    @Test
    void hostileTextIsShownOnOneLineAndCut() {
        String key = "k\u001b[2J\u202e\n" + "x".repeat(500);
        List<String> lines = StudyText.messages(
                folder,
                StudyText.LEAST + "\""
                        + key.replace("\u001b", "\\e")
                                .replace("\u202e", "\\u202e")
                                .replace("\n", "\\n") + "\": 1\n");

        assertThat(lines)
                .singleElement()
                .asString()
                .hasSizeLessThan(500)
                .startsWith("study.yaml:9: k\\u001B[2J\\u202E\\u000Axxx");
    }

    @Test
    void numbersOfABillionDigitsDoNotExpand() {
        for (String number :
                Arrays.asList("1e999999999", "1e-999999999", "9".repeat(100_000), "1:30:00", "0x10", "NaN")) {
            assertThat(StudyText.messages(
                            folder, StudyText.LEAST.replace("{technology: FTTH}", "{min_down_mbps: " + number + "}")))
                    .as(number.substring(0, Math.min(20, number.length())))
                    .hasSize(1);
        }
    }
}
