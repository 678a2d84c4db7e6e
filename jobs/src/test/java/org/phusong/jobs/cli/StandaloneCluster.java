package org.phusong.jobs.cli;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A standalone Spark cluster of real processes on loopback: one master, two workers of one core. Its SPARK_HOME is laid out as that of a
 * stock distribution, with links to the jars of Spark that the build uses; no jar of ours is in it.
 */
final class StandaloneCluster implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final List<String> BROUGHT_BY_SPARK = List.of("commons-codec-", "commons-io-");

    private final Path folder;
    private final Path home;
    private final Path launcher;
    private final String masterUrl;
    private final List<Process> processes = new ArrayList<>();

    /** What a submitted command left. */
    record Outcome(int exitCode, String out, String err) {}

    private StandaloneCluster(Path folder, Path launcher, int port) {
        this.folder = folder;
        this.home = folder.resolve("spark-home");
        this.launcher = launcher;
        this.masterUrl = "spark://127.0.0.1:" + port;
    }

    /**
     * Starts the cluster and waits until both workers have registered.
     *
     * @param folder an empty folder for SPARK_HOME, logs and work
     * @param launcher the folder where the build put class paths and flags of java
     */
    static StandaloneCluster start(Path folder, Path launcher) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        StandaloneCluster cluster = new StandaloneCluster(folder, launcher, port);
        try {
            cluster.layOutHome();
            Path log = cluster.daemon(
                    "master",
                    "org.apache.spark.deploy.master.Master",
                    List.of("--host", "127.0.0.1", "--port", Integer.toString(port), "--webui-port", "0"));
            cluster.await(log, "New state: ALIVE", 1);
            for (int i = 1; i <= 2; i++) {
                cluster.daemon(
                        "worker-" + i,
                        "org.apache.spark.deploy.worker.Worker",
                        List.of(
                                "--host",
                                "127.0.0.1",
                                "--webui-port",
                                "0",
                                "--cores",
                                "1",
                                "--memory",
                                "1500m",
                                "--work-dir",
                                cluster.workFolder(i).toString(),
                                cluster.masterUrl));
            }
            cluster.await(log, "Registering worker", 2);
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Where a worker, 1 or 2, keeps a folder for each application that it ran executors of. */
    Path workFolder(int worker) {
        return folder.resolve("work-" + worker);
    }

    /** Runs {@code spark-submit} in client mode and waits for its end. */
    Outcome submit(Path jar, String mainClass, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java());
        command.add("org.apache.spark.deploy.SparkSubmit");
        command.addAll(List.of("--master", masterUrl));
        for (String setting : List.of(
                "spark.driver.host=127.0.0.1",
                "spark.ui.enabled=false",
                "spark.executor.memory=1g",
                // Both workers take part, or the test would prove little.
                "spark.scheduler.minRegisteredResourcesRatio=1.0",
                "spark.scheduler.maxRegisteredResourcesWaitingTime=60s",
                "spark.cores.max=2")) {
            command.addAll(List.of("--conf", setting));
        }
        command.addAll(List.of("--class", mainClass, jar.toString()));
        command.addAll(arguments);
        Path out = Files.createTempFile(folder, "submit", ".out");
        Path err = Files.createTempFile(folder, "submit", ".err");
        Process process = process(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        processes.add(process);
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("No end after 5 minutes: " + command + "\n" + Files.readString(err));
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Override
    public void close() {
        processes.forEach(process -> {
            // Executors are children of the workers.
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    private void layOutHome() throws IOException {
        Path jars = Files.createDirectories(home.resolve("jars"));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(Files.createDirectories(home.resolve("conf")).resolve("log4j2.properties"), """
                rootLogger.level = info
                rootLogger.appenderRef.console.ref = console
                appender.console.type = Console
                appender.console.name = console
                appender.console.target = SYSTEM_ERR
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = %d{HH:mm:ss} %p %c{1}: %m%n%ex
                """);
        List<String> entries = new ArrayList<>(classPath("spark.classpath"));
        classPath("libraries.classpath").stream()
                .filter(jar -> BROUGHT_BY_SPARK.stream().anyMatch(new File(jar).getName()::startsWith))
                .forEach(entries::add);
        for (String jar : entries) {
            Path source = Path.of(jar);
            Files.createSymbolicLink(jars.resolve(source.getFileName()), source);
        }
    }

    private List<String> classPath(String file) throws IOException {
        return List.of(Files.readString(launcher.resolve(file)).strip().split(File.pathSeparator));
    }

    private Path daemon(String name, String mainClass, List<String> arguments) throws IOException {
        Path log = folder.resolve(name + ".log");
        List<String> command = new ArrayList<>(java());
        command.add(mainClass);
        command.addAll(arguments);
        processes.add(process(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
        return log;
    }

    private List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + launcher.resolve("jvm-options"),
                "-Xmx1g",
                "-cp",
                home.resolve("conf") + File.pathSeparator + home.resolve("jars").resolve("*"));
    }

    private ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_CONF_DIR", home.resolve("conf").toString());
        return builder;
    }

    private void await(Path log, String text, int times) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(START_LIMIT);
        while (occurrences(log, text) < times) {
            if (Instant.now().isAfter(end) || processes.stream().anyMatch(process -> !process.isAlive())) {
                throw new IllegalStateException(
                        "The cluster did not start: \"" + text + "\" is missing in\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static long occurrences(Path log, String text) throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.contains(text)).count();
        }
    }
}
