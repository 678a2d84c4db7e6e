package org.phusong.jobs.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** One unknown key, wherever it stands, is one fault on its own line. */
class UnknownKeyTest {

    /** Under these keys the names are the study's own. */
    private static final Set<String> FREE = Set.of("title", "groups", "measures", "services");

    private static final List<String> LINES = StudyText.FULL.lines().toList();

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("phusong-study");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Property(tries = 300)
    void isReportedWithItsLine(@ForAll("places") int index, @ForAll("keys") String key) {
        List<String> lines = new ArrayList<>(LINES);
        lines.add(index, " ".repeat(indent(LINES.get(index))) + key + ": 1");

        List<String> messages = StudyText.messages(folder, String.join("\n", lines));

        assertThat(messages)
                .singleElement()
                .asString()
                .startsWith("study.yaml:" + (index + 1) + ": ")
                .contains("unknown key '" + key + "'; the nearest is '");
    }

    /** Lines in front of which a key may stand: those that begin with a known key. */
    @Provide
    Arbitrary<Integer> places() {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < LINES.size(); i++) {
            if (!LINES.get(i).strip().startsWith("- ") && !FREE.contains(parentOf(i))) {
                places.add(i);
            }
        }
        assertThat(places).hasSizeGreaterThan(50);
        return Arbitraries.of(places);
    }

    /** Words that are no key of any section: all of those lack a z. */
    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars('_')
                .ofMaxLength(30)
                .map(s -> "z" + s);
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static String parentOf(int index) {
        int indent = indent(LINES.get(index));
        for (int i = index - 1; i >= 0; i--) {
            String line = LINES.get(i);
            if (indent(line) < indent && !line.strip().startsWith("- ")) {
                return line.strip().replaceAll(":.*", "");
            }
            if (line.strip().startsWith("- ") && indent(line) < indent) {
                return "";
            }
        }
        return "";
    }
}
