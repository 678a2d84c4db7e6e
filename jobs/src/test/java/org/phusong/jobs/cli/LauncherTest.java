package org.phusong.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher on machines that lack something, and its archive of classes. It is copied, so that nothing here starts a build of the
 * project.
 */
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

    /** Links to the classes of this build go first: what they lead to must stay. */
    @AfterEach
    void removeLinks() throws IOException {
        for (String module : List.of("jobs", "geodata")) {
            Files.deleteIfExists(launcher.resolveSibling(module + "/target/classes"));
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
        return launch(script, environment, "--version");
    }

    private Outcome launch(Path script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(onPath("bash").toString(), script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
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

    /** A project that is built, with the class paths of this build, and a java that says how it was called. */
    private Path builtProject(String fakeJava) throws IOException {
        Path home = launcher.resolveSibling(".");
        Path state = Files.createDirectories(home.resolve("target/launcher"));
        Path launch = Files.createDirectories(home.resolve("jobs/target/launcher"));
        for (String name : List.of("jvm-options", "spark.classpath", "libraries.classpath")) {
            Files.copy(Path.of("target", "launcher", name), launch.resolve(name));
        }
        Path own = Path.of("").toAbsolutePath();
        Files.createSymbolicLink(home.resolve("jobs/target/classes"), own.resolve("target/classes"));
        Files.createDirectories(home.resolve("geodata/target"));
        Files.createSymbolicLink(
                home.resolve("geodata/target/classes"),
                own.resolveSibling("geodata").resolve("target/classes"));
        for (String source : List.of("pom.xml", ".mvn", "jobs/pom.xml", "jobs/src/main", "geodata/src/main")) {
            Files.createDirectories(home.resolve(source));
        }
        for (String tool : List.of("flock", "nice", "cat", "rm", "mv")) {
            tool(tool, "exec '" + onPath(tool) + "' \"$@\"");
        }
        tool("java", fakeJava);
        Files.createFile(state.resolve("built"));
        return state.resolve("libraries.jsa");
    }

    private static String realJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void await(Path file) throws InterruptedException {
        for (int tries = 0; !Files.exists(file); tries++) {
            assertThat(tries).as("seconds/10 until there is " + file).isLessThan(300);
            Thread.sleep(100);
        }
    }

    /** Lists classes and makes archives of nothing, tells its version, and says of all else how it was called. */
    private static String archivist(String archive) {
        return """
                for word in "$@"; do
                  case $word in
                    -version) echo 'openjdk version "17.0.15" 2025-04-15' >&2; exit ;;
                    -XX:DumpLoadedClassList=*) echo java/lang/Object >"${word#*=}"; exit ;;
                    -XX:SharedArchiveFile=*) archive=${word#*=} ;;
                    -Xshare:dump) dump=1 ;;
                  esac
                done
                if [ -n "${dump:-}" ]; then ARCHIVE; exit; fi
                printf '%s\\n' "$@"
                """.replace("ARCHIVE", archive);
    }

    @Test
    void aDemoMakesAnArchiveThatTheNextOneStartsFrom() throws IOException, InterruptedException {
        Path archive = builtProject(archivist("echo made >\"$archive\""));

        Outcome first = launch(launcher, Map.of(), "demo", "--households", "50000");
        await(archive.resolveSibling("libraries.jsa.key"));
        Outcome second = launch(launcher, Map.of(), "demo", "--households=4000000");
        Files.writeString(
                launcher.resolveSibling("jobs/target/launcher/jvm-options"), " -Dother=1", StandardOpenOption.APPEND);
        Outcome otherOptions = launch(launcher, Map.of(), "--help");

        assertThat(first.text()).doesNotContain("SharedArchiveFile").contains("-XX:TieredStopAtLevel=1", "50000");
        assertThat(archive).hasContent("made");
        assertThat(second.text())
                .containsPattern("-XX:SharedArchiveFile=.*/target/launcher/libraries.jsa\n")
                .doesNotContain("TieredStopAtLevel");
        assertThat(otherOptions.exitCode()).isZero();
        assertThat(otherOptions.text()).doesNotContain("SharedArchiveFile");
    }

    @Test
    void anArchiveThatCannotBeMadeIsDoneWithout() throws IOException, InterruptedException {
        Path archive = builtProject(archivist("echo half >\"$archive\"; : >\"${archive%/*}/../failed\"; exit 1"));

        Outcome first = launch(launcher, Map.of(), "demo");
        await(archive.resolveSibling("failed"));
        Outcome second = launch(launcher, Map.of(), "--help");

        assertThat(first.exitCode()).isZero();
        assertThat(second.exitCode()).isZero();
        assertThat(second.text()).doesNotContain("SharedArchiveFile");
        assertThat(archive).doesNotExist();
    }

    @Test
    void aDamagedArchiveIsLeftAsideWithoutAWord() throws IOException, InterruptedException {
        String java =
                archivist("echo damaged >\"$archive\"").replaceFirst("printf.*", "exec '" + realJava() + "' \"\\$@\"");
        Path archive = builtProject(java.replace("for word", "if [ \"${!#}\" = demo ]; then exit; fi\nfor word"));

        launch(launcher, Map.of(), "demo");
        await(archive.resolveSibling("libraries.jsa.key"));
        Outcome outcome = launch(launcher, Map.of());

        assertThat(outcome.text()).isEqualTo("phusong " + PhusongVersion.text() + "\n");
        assertThat(archive).hasContent("damaged");
    }
}
