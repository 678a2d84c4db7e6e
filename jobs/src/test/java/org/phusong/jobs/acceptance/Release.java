package org.phusong.jobs.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/** A folder that runs publish to, looked at from outside. */
final class Release {

    /** Files that name inputs as they were given, or hold times. */
    private static final List<String> OF_ONE_RUN =
            List.of("run_report.json", "restricted/data_issue.parquet", "restricted/claim/part-00000.parquet");

    private Release() {}

    /** SHA-256 of every file below a folder, by relative path. */
    static Map<String, String> filesBelow(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), DigestUtils.sha256Hex(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    /** What the manifest of a revision says of the files that must be the same in every run. */
    static Map<String, String> manifest(Path revision) throws IOException {
        Map<String, String> listed = new TreeMap<>();
        JsonNode manifest =
                new ObjectMapper().readTree(revision.resolve("manifest.json").toFile());
        manifest.get("files")
                .forEach(f -> listed.put(f.get("path").asText(), f.get("sha256").asText()));
        listed.keySet().removeAll(OF_ONE_RUN);
        return listed;
    }

    /** Rows of the tables that name inputs, without what names them, in one order. */
    static List<String> issuesAndClaims(Path revision) {
        return Stream.of("restricted/data_issue.parquet", "restricted/claim")
                .flatMap(name -> PublishedTable.read(revision.resolve(name)).rows().stream()
                        .peek(row -> row.keySet().removeAll(List.of("input", "record")))
                        .map(row -> name + row))
                .sorted()
                .toList();
    }
}
