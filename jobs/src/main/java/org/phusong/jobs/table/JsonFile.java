package org.phusong.jobs.table;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON for people and programs: UTF-8, two spaces, keys in the order they were put, a newline at the end on every system. */
final class JsonFile {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private JsonFile() {}

    static void write(Path file, JsonNode content) throws IOException {
        Files.write(file, text(content).getBytes(StandardCharsets.UTF_8));
    }

    static String text(JsonNode content) throws IOException {
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);
        return MAPPER.writer(printer).writeValueAsString(content) + "\n";
    }

    /** Reads a file of at most a few megabytes. */
    static JsonNode read(Path file) throws IOException {
        return MAPPER.readTree(Files.readAllBytes(file));
    }
}
