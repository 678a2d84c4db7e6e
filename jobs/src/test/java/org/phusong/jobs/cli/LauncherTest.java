package org.phusong.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on machines that lack something. It is copied, so that nothing here starts a build of the project. */
final class LauncherTest {

    @TempDir
    Path folder;

    private Path launcher;
    private Path tools;

    private record Outcome(int exitCode, String text) {}

    @BeforeEach
    void copyLauncher() throws IOException {
        Path home = Files.createDirectories(folder.resolve("a folder with spaces"));
        launcher = Files.copy(Path.of("..", "phusong"), home.resolve("phusong"));
        tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool :
                new String[] {"bash", "dirname", "readlink", "sed", "head", "mkdir", "find", "grep", "tail"}) {
            tool(tool, "exec '" + onPath(tool) + "' \"$@\"");
        }
    }

    private static Path onPath(String tool) {
        for (String entry : List.of(System.getenv("PATH").split(":", -1))) {
            if (Files.isExecutable(Path.of(entry, tool))) {
                return Path.of(entry, tool);
            }
        }
        throw new IllegalStateException("No " + tool + " on PATH");
    }

    private void tool(String name, String script) throws IOException {
        Path file = Files.writeString(tools.resolve(name), "#!" + onPath("bash") + "\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Outcome launch(Path script, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(onPath("bash").toString(), script.toString(), "--version")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    @Test
    void withoutJavaItSaysWhatToInstall() throws IOException, InterruptedException {
        Outcome outcome = launch(launcher, Map.of());

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.text())
                .startsWith("phusong: no java found; PhuSong needs a JDK 17 or 21:")
                .contains("apt-get install openjdk-17-jdk-headless");
    }

    @Test
    void anOldJavaIsNamedWithItsVersion() throws IOException, InterruptedException {
        tool("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

        Outcome outcome = launch(launcher, Map.of());

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.text()).contains("is version \"11\"", "JDK 17 or 21");
    }

    @Test
    void aJavaHomeThatIsNoneIsNamed() throws IOException, InterruptedException {
        Outcome outcome =
                launch(launcher, Map.of("JAVA_HOME", folder.resolve("gone").toString()));

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.text()).contains("JAVA_HOME is \"" + folder.resolve("gone") + "\", which has no bin/java");
    }

    @Test
    void withoutMavenItSaysWhatToInstallAlsoThroughALink() throws IOException, InterruptedException {
        tool("java", "echo 'openjdk version \"17.0.15\" 2025-04-15' >&2");
        tool("javac", "");
        Path link = Files.createSymbolicLink(folder.resolve("link"), launcher);

        Outcome outcome = launch(link, Map.of());

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.text()).contains("no mvn found", "Maven 3.8 or newer", "apt-get install maven");
    }
}
