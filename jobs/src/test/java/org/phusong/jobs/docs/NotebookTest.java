package org.phusong.jobs.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How notebooks are committed. */
class NotebookTest {

    private static List<Path> notebooks() throws IOException {
        try (Stream<Path> files = Files.list(Repository.root().resolve("notebooks"))) {
            return files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList();
        }
    }

    @Test
    void notebooksAreCommittedWithoutOutputs() throws IOException {
        assertThat(notebooks()).isNotEmpty();
        for (Path notebook : notebooks()) {
            for (JsonNode cell :
                    new ObjectMapper().readTree(Files.readString(notebook)).path("cells")) {
                if (cell.path("cell_type").asText().equals("code")) {
                    String place = notebook.getFileName() + ", cell " + cell.path("id");
                    assertThat(cell.path("outputs")).as("outputs of " + place).isEmpty();
                    assertThat(cell.path("execution_count").isNull())
                            .as("no execution count of " + place)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everyRequirementIsPinned() throws IOException {
        List<String> requirements =
                Files.readAllLines(Repository.root().resolve("notebooks").resolve("requirements.txt")).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList();
        assertThat(requirements).isNotEmpty().allMatch(line -> line.matches("[A-Za-z0-9_.-]+==[0-9][0-9A-Za-z.]*"));
    }
}
