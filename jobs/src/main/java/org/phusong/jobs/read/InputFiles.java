package org.phusong.jobs.read;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.jobs.study.Source;

/**
 * The files that a {@code path} of a study stands for: one file, all data files in a folder, or those a glob matches.
 *
 * <p>A path that exists is taken as it is written, even where {@code [ ]} would make it a glob. In folders, names that begin with
 * {@code _} or {@code .} are left out as Spark leaves them out; a file that is named, or matched by a glob, is always read. The companions
 * of a Shapefile or of a GeoPackage are never inputs of their own in a folder or a glob.
 */
public final class InputFiles {

    private static final Set<String> SHAPEFILE_COMPANIONS = Set.of(
            "dbf", "shx", "prj", "cpg", "sbn", "sbx", "qix", "qpj", "qmd", "fbn", "fbx", "ain", "aih", "cst",
            "shp.xml");
    private static final List<String> SQLITE_COMPANIONS = List.of("-wal", "-shm", "-journal");

    private InputFiles() {}

    /**
     * Files that the source's path stands for, in code point order of their relative names; never empty.
     *
     * @param studyFolder folder of the study file
     * @param source its path, relative to that folder
     * @throws InputException when nothing matches
     */
    public static List<InputFile> resolve(Path studyFolder, Source source) {
        Path root = studyFolder.toAbsolutePath().normalize();
        Set<Path> found = new TreeSet<>();
        try {
            Path literal = root.resolve(source.path());
            if (Files.isDirectory(literal)) {
                addFolder(literal, found);
            } else if (Files.isRegularFile(literal)) {
                found.add(literal.normalize());
            } else if (isGlob(source.path())) {
                addMatches(root, source.path(), found);
            }
        } catch (InvalidPathException | PatternSyntaxException e) {
            throw new InputException(
                    "Cannot read " + source.key() + ": path '" + source.path() + "' (line " + source.line()
                            + " of the study file) is neither a path nor a glob: " + e.getMessage(),
                    e);
        } catch (IOException | UncheckedIOException e) {
            throw new InputException(
                    "Cannot list the files of " + source.key() + ": path '" + source.path() + "' (line " + source.line()
                            + " of the study file): " + e,
                    e);
        }
        if (found.isEmpty()) {
            throw new InputException("Cannot read " + source.key() + ": no file matches path '" + source.path()
                    + "' (line " + source.line() + " of the study file), looked for in " + root
                    + "; a file, a folder that holds data files or a glob such as data/*.parquet is accepted");
        }
        return found.stream()
                .map(file -> new InputFile(file, relative(root, file)))
                .sorted(Comparator.comparing(InputFile::relative, CodePointOrder.INSTANCE))
                .toList();
    }

    /**
     * The files beside a Shapefile or GeoPackage that are read with it or refuse it, by their names, whatever their case; none for other
     * formats.
     *
     * @throws InputException when the folder cannot be listed
     */
    public static List<Path> companions(InputFile file) {
        Path path = file.path().toAbsolutePath();
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        Path folder = path.getParent();
        if (folder == null || !(name.endsWith(".shp") || name.endsWith(".gpkg"))) {
            return List.of();
        }
        String start = name.endsWith(".shp") ? name.substring(0, name.length() - "shp".length()) : name + "-";
        try (Stream<Path> beside = Files.list(folder)) {
            return beside.filter(other -> !other.equals(path)
                            && String.valueOf(other.getFileName())
                                    .toLowerCase(Locale.ROOT)
                                    .startsWith(start))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(other -> String.valueOf(other.getFileName()), CodePointOrder.INSTANCE))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new InputException("Cannot list the files beside " + file.relative() + ": " + e, e);
        }
    }

    private static String relative(Path root, Path file) {
        String relative = root.relativize(file).toString();
        return File.separatorChar == '/' ? relative : relative.replace(File.separatorChar, '/');
    }

    private static boolean isGlob(String path) {
        return path.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
    }

    private static void addMatches(Path root, String path, Set<Path> found) throws IOException {
        // Folders before the first wildcard are taken literally: only what lies below them is walked.
        List<String> names = List.of(path.split("/", -1));
        int first = 0;
        while (!isGlob(names.get(first))) {
            first++;
        }
        Path base = root.resolve(first == 0 ? "" : String.join("/", names.subList(0, first)) + "/")
                .normalize();
        if (!Files.isDirectory(base)) {
            return;
        }
        String pattern = String.join("/", names.subList(first, names.size()));
        boolean deep = pattern.contains("**");
        // As in a shell, a leading ** also stands for no folder at all.
        String flexible = pattern.startsWith("**/") ? "{**/,}" + pattern.substring(3) : pattern;
        PathMatcher matcher = base.getFileSystem().getPathMatcher("glob:" + flexible);
        List<Path> folders = new ArrayList<>();
        walk(base, deep ? Integer.MAX_VALUE : names.size() - first, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (folder.equals(base)) {
                    return FileVisitResult.CONTINUE;
                }
                if (matcher.matches(base.relativize(folder))) {
                    folders.add(folder);
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return deep && isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (matcher.matches(base.relativize(file))) {
                    if (attributes.isDirectory()) {
                        folders.add(file);
                    } else if (!isCompanion(file)) {
                        found.add(file);
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
        for (Path folder : folders) {
            addFolder(folder, found);
        }
    }

    private static void addFolder(Path folder, Set<Path> found) throws IOException {
        Path base = folder.normalize();
        walk(base, Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                return !inner.equals(base) && isHidden(inner) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !isHidden(file) && !isCompanion(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void walk(Path base, int depth, SimpleFileVisitor<Path> visitor) throws IOException {
        try {
            Files.walkFileTree(base, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, visitor);
        } catch (FileSystemLoopException e) {
            throw new IOException("a symbolic link leads back to its own folder: " + e.getFile(), e);
        }
    }

    private static boolean isHidden(Path path) {
        Path last = path.getFileName();
        String name = last == null ? "" : last.toString();
        return name.startsWith("_") || name.startsWith(".");
    }

    private static boolean isCompanion(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString();
        for (String ending : SQLITE_COMPANIONS) {
            if (name.endsWith(ending)
                    && Files.exists(file.resolveSibling(name.substring(0, name.length() - ending.length())))) {
                return true;
            }
        }
        int dot = name.toLowerCase(Locale.ROOT).endsWith(".shp.xml") ? name.length() - 8 : name.lastIndexOf('.');
        if (dot < 0 || !SHAPEFILE_COMPANIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))) {
            return false;
        }
        String stem = name.substring(0, dot);
        return Files.exists(file.resolveSibling(stem + ".shp")) || Files.exists(file.resolveSibling(stem + ".SHP"));
    }
}
