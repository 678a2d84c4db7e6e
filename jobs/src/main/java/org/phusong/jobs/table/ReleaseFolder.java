package org.phusong.jobs.table;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the revision that a user means by naming it, or any folder above it that leads to one release. */
public final class ReleaseFolder {

    // OUT/<study>/<as_of> and a few folders above; deeper would search a whole disk.
    private static final int MAX_DEPTH = 5;
    private static final int MAX_SHOWN = 5;

    private ReleaseFolder() {}

    /**
     * The folder of a revision: the given one, or the latest of the one release below it.
     *
     * @throws ReleaseException when the folder leads to no release or to several
     */
    public static Path find(Path path) {
        Path start = path.toAbsolutePath().normalize();
        if (!Files.isDirectory(start)) {
            throw new ReleaseException(
                    "Cannot open the release " + path
                            + ": there is no such folder; give a revision such as OUT/<study>/<as_of>/r1, or a folder above it");
        }
        if (Files.isRegularFile(start.resolve(StagedRevision.MANIFEST))) {
            return start;
        }
        try {
            List<Path> releases = releasesBelow(start);
            if (releases.isEmpty()) {
                throw new ReleaseException("Cannot open the release " + path + ": no " + ReleaseIndex.FILE_NAME
                        + " lies in or below this folder; give the folder that a run wrote to");
            }
            if (releases.size() > 1) {
                throw new ReleaseException("Cannot open the release " + path + ": it leads to " + releases.size()
                        + " releases; give one of them: "
                        + releases.stream().limit(MAX_SHOWN).map(Path::toString).collect(Collectors.joining(", "))
                        + (releases.size() > MAX_SHOWN ? ", …" : ""));
            }
            return current(releases.get(0));
        } catch (IOException e) {
            throw new ReleaseException("Cannot open the release " + path + ": " + e.getMessage(), e);
        }
    }

    private static Path current(Path release) throws IOException {
        Path index = release.resolve(ReleaseIndex.FILE_NAME);
        String name = ReleaseIndex.read(release)
                .current()
                .orElseThrow(() -> new ReleaseException("Cannot open the release " + release + ": " + index
                        + " lists no revision; run the study again"));
        Path revision = release.resolve(name);
        if (!Files.isDirectory(revision)) {
            throw new ReleaseException("Cannot open the release " + release + ": " + index + " names " + name
                    + ", but there is no such folder; restore it from a copy");
        }
        return revision;
    }

    private static List<Path> releasesBelow(Path start) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(start, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (!folder.equals(start) && folder.getFileName().toString().startsWith(".")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (Files.isRegularFile(folder.resolve(ReleaseIndex.FILE_NAME))) {
                    found.add(folder);
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                // A folder that may not be read leads nowhere.
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }
}
