package org.phusong.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoFolderTest {

    @TempDir
    Path folder;

    @Test
    void aNewAndAnEmptyFolderAreTaken() throws IOException {
        assertThat(new DemoFolder(folder).findForeign()).isNull();
        assertThat(new DemoFolder(folder.resolve("new")).findForeign()).isNull();
    }

    @Test
    void anEarlierDemoIsReplacedAndLinksInItAreNotFollowed() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path kept = Files.writeString(outside.resolve("kept.txt"), "kept");
        Path out = folder.resolve("demo");
        DemoFolder demo = new DemoFolder(out);
        demo.startAfresh();
        Path revision = Files.createDirectories(out.resolve("sample-city/2026-09-30/r1"));
        Files.createSymbolicLink(revision.resolve("link"), outside);

        assertThat(demo.findForeign()).isNull();
        demo.startAfresh();

        assertThat(out.resolve("sample-city")).doesNotExist();
        assertThat(kept).hasContent("kept");
    }

    @Test
    void aFolderNamedLikeOursIsForeignWithoutTheLabel() throws IOException {
        Files.createDirectory(folder.resolve("sample"));

        assertThat(new DemoFolder(folder).findForeign()).isEqualTo("sample");
    }

    @Test
    void aFileIsNoFolderToTake() throws IOException {
        Path file = Files.writeString(folder.resolve("demo"), "mine");

        assertThat(new DemoFolder(file).findForeign()).isEqualTo("demo");
    }
}
