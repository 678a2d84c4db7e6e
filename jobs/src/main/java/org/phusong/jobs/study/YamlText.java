package org.phusong.jobs.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** From the bytes of a study file to YAML nodes: encoding, size, nesting and aliases are bounded here. */
final class YamlText {

    /** A national study with one layer a file is some 100 kB. */
    static final int MAX_BYTES = 1 << 20;

    private static final String ACCEPTS_FILE = "a study file in YAML, as docs/study.md shows it";

    private static final String UNREADABLE = "the YAML cannot be read: ";

    private YamlText() {}

    /** The root node of a file; null with a fault where there is none. */
    static @Nullable Node compose(Path file, FaultLog faults) {
        String text = text(file, faults);
        if (text == null) {
            return null;
        }
        LoaderOptions limits = new LoaderOptions();
        limits.setNestingDepthLimit(20);
        limits.setMaxAliasesForCollections(50);
        limits.setCodePointLimit(MAX_BYTES);
        try {
            Node root = new Yaml(new SafeConstructor(limits)).compose(new StringReader(text));
            if (root == null) {
                faults.add(0, "", "the file is empty; accepted: " + ACCEPTS_FILE);
            }
            return root;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            String context = e.getContext() == null ? "" : e.getContext() + ": ";
            faults.add(line, "", UNREADABLE + context + e.getProblem() + "; accepted: " + ACCEPTS_FILE);
        } catch (YAMLException e) {
            String reason = FaultLog.shown(String.valueOf(e.getMessage()));
            faults.add(0, "", UNREADABLE + reason + "; accepted: " + ACCEPTS_FILE);
        }
        return null;
    }

    private static @Nullable String text(Path file, FaultLog faults) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            faults.add(0, "", "there is no such file; accepted: " + ACCEPTS_FILE);
            return null;
        } catch (IOException e) {
            String reason = Files.isDirectory(file) ? "it is a folder" : FaultLog.shown(String.valueOf(e.getMessage()));
            faults.add(0, "", "the file cannot be read: " + reason + "; accepted: " + ACCEPTS_FILE);
            return null;
        }
        if (bytes.length > MAX_BYTES) {
            faults.add(0, "", "the file is larger than " + MAX_BYTES + " bytes; accepted: " + ACCEPTS_FILE);
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(buffer)
                    .toString();
        } catch (CharacterCodingException e) {
            // The decoder stops in front of the first byte that it cannot read.
            int line = 1;
            for (int i = 0; i < buffer.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            faults.add(
                    line,
                    "",
                    "the file is not UTF-8: byte " + buffer.position() + " is "
                            + String.format("0x%02X", bytes[Math.min(buffer.position(), bytes.length - 1)])
                            + "; accepted: text saved as UTF-8");
            return null;
        }
    }
}
