package org.phusong.jobs.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The notebooks and the page of tables, held against the release of a small demo. */
class DemoReleaseIT {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path DEMO = TARGET.resolve("notebook-demo");
    private static final Path ENVIRONMENT = TARGET.resolve("notebook-venv");
    private static final boolean CI = "true".equals(System.getenv("CI"));
    private static final long MINUTES = 10;

    @BeforeAll
    static void runDemo() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // What Spark asks of a JVM, as this one was given it.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-opens") || flag.startsWith("-Djdk.") || flag.startsWith("-Dio."))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "org.phusong.jobs.cli.Phusong",
                "demo",
                "--households",
                "20000",
                "--out",
                DEMO.toString()));
        assertThat(run("notebook-demo", Map.of(), command))
                .as("exit code of the demo; it said: %s", log("notebook-demo"))
                .isZero();
    }

    /** Always where CI is true; elsewhere left out with one line when there is no Python 3, or when its packages cannot be had. */
    @Test
    void notebooksRunAndTheirHandCountAgrees() throws IOException, InterruptedException {
        makeEnvironment();
        Path folder = Repository.root().resolve("notebooks");
        List<Path> notebooks;
        try (Stream<Path> files = Files.list(folder)) {
            notebooks =
                    files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList();
        }
        assertThat(notebooks).isNotEmpty();
        Map<String, String> variables = Map.of(
                "PHUSONG_RELEASE", DEMO.toString(),
                "IPYTHONDIR", TARGET.resolve("notebook-ipython").toString(),
                "JUPYTER_CONFIG_DIR", TARGET.resolve("notebook-jupyter").toString(),
                "MPLCONFIGDIR", TARGET.resolve("notebook-mpl").toString());
        for (Path notebook : notebooks) {
            String name = notebook.getFileName().toString().replace(".ipynb", "");
            List<String> command = List.of(
                    python(),
                    "-m",
                    "nbconvert",
                    "--to",
                    "html",
                    "--execute",
                    "--output-dir",
                    TARGET.resolve("notebooks").toString(),
                    notebook.toString());
            assertThat(run(name, variables, command))
                    .as("exit code of %s; it said: %s", notebook.getFileName(), log(name))
                    .isZero();
        }
    }

    @Test
    void everyColumnThatIsPublishedIsOnThePageOfTables() throws IOException {
        String page = Files.readString(Repository.root().resolve("docs").resolve("tables.md"));
        Set<String> told = new TreeSet<>();
        Matcher matcher = Pattern.compile("`([a-z0-9_<>]+)`").matcher(page);
        while (matcher.find()) {
            told.add(matcher.group(1));
        }
        List<Path> tables;
        try (Stream<Path> files = Files.walk(DEMO)) {
            tables = files.filter(f -> f.toString().endsWith(".parquet"))
                    .filter(f -> DEMO.relativize(f).toString().matches(".*/r1/.*"))
                    .sorted()
                    .toList();
        }
        assertThat(tables).as("tables of the demo").hasSizeGreaterThan(9);
        // The demo's own measures and its group below the ward are columns too.
        Set<String> ofTheDemo = Set.of("households", "population", "khu_pho");
        Set<String> untold = new TreeSet<>();
        for (Path table : tables) {
            try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(table))) {
                for (Type column : reader.getFileMetaData().getSchema().getFields()) {
                    String name = column.getName();
                    String generic = name.replaceFirst("^total_.+", "total_<measure>")
                            .replaceFirst("^(share|served|networks)_.+", "$1_<service>");
                    if (!told.contains(name) && !told.contains(generic) && !ofTheDemo.contains(name)) {
                        untold.add(table.getFileName() + ": " + name);
                    }
                }
            }
        }
        assertThat(untold).as("columns that docs/tables.md does not tell").isEmpty();
    }

    @Test
    void theReadmeShowsWhatADemoPrints() throws IOException {
        String readme = Files.readString(Repository.root().resolve("README.md"));
        int start = readme.indexOf("Synthetic sample city, as of");
        // Figures are those of the demo's default size; the words are the same at any.
        List<String> words = readme.substring(start, readme.indexOf("```", start))
                .lines()
                .map(line -> line.replaceAll("[- ]+", " ").strip())
                .filter(line -> line.matches(".*[a-z].*") && !line.matches(".*[0-9].*"))
                .toList();
        String printed = Files.readString(logFile("notebook-demo")).replaceAll("[- ]+", " ");
        assertThat(words).as("lines of the README without figures").hasSizeGreaterThan(2);
        assertThat(words).allSatisfy(line -> assertThat(printed).contains(line));
    }

    private static void makeEnvironment() throws IOException, InterruptedException {
        Path requirements = Repository.root().resolve("notebooks").resolve("requirements.txt");
        Path installed = ENVIRONMENT.resolve("requirements.txt");
        if (Files.exists(installed) && Files.mismatch(requirements, installed) == -1) {
            return;
        }
        if (run("notebook-python3", Map.of(), List.of("python3", "-c", "import ensurepip, venv")) != 0) {
            leaveOut("no python3 with the module venv was found");
        }
        List<String> venv = List.of("python3", "-m", "venv", "--clear", ENVIRONMENT.toString());
        List<String> pip = List.of(
                python(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "-r",
                requirements.toString());
        if (run("notebook-venv", Map.of(), venv) != 0 || run("notebook-pip", Map.of(), pip) != 0) {
            leaveOut("the packages of notebooks/requirements.txt could not be installed: " + log("notebook-venv")
                    + log("notebook-pip"));
        }
        Files.copy(requirements, installed);
    }

    private static void leaveOut(String why) {
        if (CI) {
            throw new IllegalStateException("Cannot execute the notebooks: " + why);
        }
        System.out.println("The notebooks are not executed: " + why);
        Assumptions.abort(why);
    }

    private static String python() {
        return ENVIRONMENT.resolve("bin").resolve("python").toString();
    }

    /** Runs a program to its end, its output going to a log; -1 when there is no such program. */
    private static int run(String name, Map<String, String> variables, List<String> command)
            throws IOException, InterruptedException {
        Files.createDirectories(TARGET);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(logFile(name).toFile());
        builder.environment().putAll(variables);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            Files.writeString(logFile(name), e.toString());
            return -1;
        }
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            throw new IllegalStateException(name + " did not end within " + MINUTES + " minutes: " + log(name));
        }
        return process.exitValue();
    }

    private static Path logFile(String name) {
        return TARGET.resolve(name + ".log");
    }

    private static String log(String name) throws IOException {
        if (!Files.exists(logFile(name))) {
            return "";
        }
        List<String> lines = Files.readAllLines(logFile(name));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }
}
