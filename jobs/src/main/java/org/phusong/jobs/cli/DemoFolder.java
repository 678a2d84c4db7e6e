package org.phusong.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.jobs.table.FolderTree;

/**
 * The folder of a demo: the generated study in {@code sample}, and the release beside it.
 *
 * <p>A label says that a demo made it. Only what a demo makes is ever removed, and links are never followed.
 */
final class DemoFolder {

    /** The study that a demo generates, and the folder of its release. */
    static final String STUDY_ID = "sample-city";

    private static final String LABEL = "SYNTHETIC-DEMO.txt";
    private static final String SAMPLE = "sample";
    private static final List<String> OURS = List.of(SAMPLE, STUDY_ID, LABEL);

    private final Path folder;

    DemoFolder(Path folder) {
        this.folder = folder;
    }

    /** Where the generated study goes. */
    Path sample() {
        return folder.resolve(SAMPLE);
    }

    /**
     * The first thing here that no demo made.
     *
     * @return its name; null when the folder is new, empty or an earlier demo's
     * @throws IOException when the folder cannot be listed
     */
    @Nullable
    String findForeign() throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        if (!Files.isDirectory(folder)) {
            return String.valueOf(folder.getFileName());
        }
        List<String> names;
        try (Stream<Path> entries = Files.list(folder)) {
            names = entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted(CodePointOrder.INSTANCE)
                    .toList();
        }
        boolean labelled = names.contains(LABEL);
        return names.stream()
                .filter(name -> !labelled || !OURS.contains(name))
                .findFirst()
                .orElse(null);
    }

    /** Removes what an earlier demo made, and labels the folder. */
    void startAfresh() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(LABEL), """
                Made by ./phusong demo, which replaces it each time. Everything here is synthetic: households, operators and coverage
                were made up by PhuSong; they describe nobody.
                """);
        FolderTree.delete(folder.resolve(STUDY_ID));
        FolderTree.delete(sample());
    }
}
