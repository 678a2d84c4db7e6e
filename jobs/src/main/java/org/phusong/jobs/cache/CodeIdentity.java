package org.phusong.jobs.cache;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.phusong.geodata.index.CoverageIndex;

/**
 * Which code is running: PhuSong's own classes by their content, libraries by the names of their jars, and Java's version. What another
 * code made of the same inputs may differ.
 */
final class CodeIdentity {

    private static final String OURS = "org/phusong/";

    private CodeIdentity() {}

    /** Adds the identity of the running code to a digest. */
    static void addTo(MessageDigest digest) throws IOException {
        for (Class<?> type : List.of(CoverageIndex.class, CodeIdentity.class)) {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            if (source == null) {
                throw new IOException("Java does not tell where " + type + " came from");
            }
            try {
                Path place = Path.of(source.getLocation().toURI());
                if (Files.isDirectory(place)) {
                    addFolder(place, digest);
                } else {
                    addJar(place, digest);
                }
            } catch (URISyntaxException e) {
                throw new IOException("Not a place: " + source.getLocation(), e);
            }
        }
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            if (entry.endsWith(".jar")) {
                jars.add(entry.substring(entry.lastIndexOf(File.separatorChar) + 1));
            }
        }
        jars.add(System.getProperty("java.vm.version", ""));
        digest.update(String.join("\n", jars).getBytes(StandardCharsets.UTF_8));
    }

    private static void addFolder(Path folder, MessageDigest digest) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(file -> folder.relativize(file).toString()))
                    .toList();
        }
        for (Path file : files) {
            digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
        }
    }

    /** Its table of contents has a checksum for each class, so that a large jar need not be read. */
    private static void addJar(Path jar, MessageDigest digest) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .filter(entry -> entry.getName().startsWith(OURS))
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .forEach(entry -> digest.update((entry.getName() + " " + entry.getCrc() + " " + entry.getSize())
                            .getBytes(StandardCharsets.UTF_8)));
        }
    }
}
