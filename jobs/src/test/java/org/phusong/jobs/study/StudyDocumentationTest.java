package org.phusong.jobs.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds docs/study.md and the parser's table of keys against each other. */
class StudyDocumentationTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Section.class)
    void everyKeyIsDocumentedWithItsTypeDefaultAndNeed(Section section) throws IOException {
        List<String> expected = section.own().stream()
                .map(key -> "| `" + key.name() + "` | " + key.type().label() + " |"
                        + (key.fallback().isEmpty() ? "" : " " + key.fallback()) + " | "
                        + (key.required() ? "yes" : "no") + " |")
                .toList();

        assertThat(tables().get(section.heading()))
                .as("table under the heading " + section.heading())
                .isEqualTo(expected);
    }

    @Test
    void noTableOfKeysIsUnknownToTheParser() throws IOException {
        assertThat(tables().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Section.values()).map(Section::heading).toList());
    }

    @Test
    void everyRowSaysWhatTheKeyMeans() throws IOException {
        assertThat(page().lines().filter(line -> line.startsWith("| `"))).allSatisfy(line -> {
            String[] cells = line.split("\\|", -1);
            assertThat(cells).hasSize(7);
            assertThat(cells[5]).isNotBlank();
        });
    }

    @Test
    void theExampleIsAStudyWithoutFaultsThatUsesEverySection() throws IOException {
        String page = page();
        int start = page.indexOf("```yaml\n") + "```yaml\n".length();

        Study study = StudyText.read(folder, page.substring(start, page.indexOf("```", start)));

        assertThat(study.coverage()).hasSize(3);
        assertThat(study.services()).hasSize(4);
        assertThat(study.targets()).hasSize(2);
        assertThat(study.expected()).hasSize(1);
        assertThat(study.operators().listed()).containsExactly("MobiFone", "Viettel", "iTel");
    }

    /** The rows of keys under each heading, without the cell of the meaning. */
    private static Map<String, List<String>> tables() throws IOException {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        String heading = "";
        for (String line : page().lines().toList()) {
            if (line.startsWith("#")) {
                heading = line.replaceFirst("#+ ", "");
            } else if (line.startsWith("| `")) {
                String[] cells = line.split("\\|", -1);
                tables.computeIfAbsent(heading, h -> new ArrayList<>())
                        .add("|" + cells[1] + "|" + cells[2] + "|" + cells[3].stripTrailing() + " |" + cells[4] + "|");
            }
        }
        return tables;
    }

    private static String page() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("docs/study.md"))) {
            folder = folder.getParent();
        }
        assertThat(folder)
                .as("a folder above the working directory that holds docs/study.md")
                .isNotNull();
        return Files.readString(Objects.requireNonNull(folder).resolve("docs/study.md"));
    }
}
