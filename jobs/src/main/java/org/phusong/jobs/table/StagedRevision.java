package org.phusong.jobs.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.CodePointOrder;

/**
 * A revision in the making: a folder beside the published ones that becomes {@code r<N>} in one step, or vanishes.
 *
 * <p>Publishing is two renames: of the folder, then of {@code release.json}. Readers follow {@code release.json}, so they see the old state
 * or the new one. A run that is killed before the first rename leaves a staging folder, which the next run removes (a live run holds a lock
 * on its own, so two runs at once leave each other alone). A run that is killed between the two leaves a complete revision that was never
 * announced: the next run that publishes lists it before its own. Nothing that {@code release.json} says is ever changed. Not thread-safe.
 */
public final class StagedRevision implements AutoCloseable {

    static final String MANIFEST = "manifest.json";

    private static final String STAGING = ".staging-";
    private static final String LOCK = ".lock";
    private static final String RESTRICTED = "restricted";
    // Only renames and the removal of leftovers happen under the lock of the folder.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path release;
    private final Path folder;
    private final Path ownLock;
    private @Nullable FolderLock lock;

    private StagedRevision(Path release, Path folder, Path ownLock, FolderLock lock) {
        this.release = release;
        this.folder = folder;
        this.ownLock = ownLock;
        this.lock = lock;
    }

    /**
     * Starts a revision in {@code out/<study>/<as_of>}, after removing what killed runs left there.
     *
     * @param out the folder that the user named
     * @param study the study's id
     * @param asOf the date the figures hold for
     * @throws IOException when the folder cannot be written
     */
    @SuppressWarnings("try") // a lock is held, not used
    public static StagedRevision begin(Path out, String study, LocalDate asOf) throws IOException {
        Path release = out.toAbsolutePath().normalize().resolve(study).resolve(asOf.toString());
        Files.createDirectories(release);
        try (FolderLock ignored = FolderLock.lock(release.resolve(LOCK), PATIENCE)) {
            removeLeftovers(release);
            String name = STAGING + UUID.randomUUID();
            Path ownLock = release.resolve(name + LOCK);
            FolderLock lock = FolderLock.lock(ownLock, PATIENCE);
            Path folder = Files.createDirectory(release.resolve(name));
            return new StagedRevision(release, folder, ownLock, lock);
        }
    }

    @SuppressWarnings("try") // a lock is held, not used
    private static void removeLeftovers(Path release) throws IOException {
        List<Path> staged;
        try (Stream<Path> files = Files.list(release)) {
            staged = files.filter(f -> f.getFileName().toString().startsWith(STAGING))
                    .sorted()
                    .toList();
        }
        for (Path path : staged) {
            String name = path.getFileName().toString();
            Path lockFile = name.endsWith(LOCK) ? path : path.resolveSibling(name + LOCK);
            Optional<FolderLock> unheld = FolderLock.tryLock(lockFile);
            if (unheld.isPresent()) {
                try (FolderLock ignored = unheld.get()) {
                    String base = lockFile.getFileName().toString();
                    FolderTree.delete(lockFile.resolveSibling(base.substring(0, base.length() - LOCK.length())));
                    Files.deleteIfExists(lockFile);
                }
            }
        }
    }

    /** The staging folder; every file below it becomes part of the revision. */
    public Path folder() {
        return folder;
    }

    /**
     * Where a table goes; folders on the way are made.
     *
     * @param name such as {@code ward_coverage.parquet} or {@code map/index.html}
     */
    public Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(parentOf(file));
        return file;
    }

    /** As {@link #file}, below {@code restricted/}, where personal data stays. */
    public Path restricted(String name) throws IOException {
        return file(RESTRICTED + "/" + name);
    }

    /**
     * Makes the revision visible: manifest, flush to disk, the two renames.
     *
     * @param reason why it was made, for people; may be empty
     * @param published the time of publication
     * @return the folder of the published revision
     * @throws IOException when it could not be published; release.json is then unchanged, and {@link #close()} removes what is staged
     */
    @SuppressWarnings("try") // a lock is held, not used
    public Path publish(String reason, Instant published) throws IOException {
        if (lock == null) {
            throw new IllegalStateException("This revision has been published or discarded already");
        }
        Path manifest = folder.resolve(MANIFEST);
        JsonFile.write(manifest, manifest());
        flushTree(folder);
        String sha256 = Sha256.of(manifest);
        Path revision;
        try (FolderLock ignored = FolderLock.lock(release.resolve(LOCK), PATIENCE)) {
            ReleaseIndex index = ReleaseIndex.read(release);
            index.adoptUnannounced();
            int number = index.nextNumber();
            revision = release.resolve("r" + number);
            index.add(number, published, reason, sha256);
            Path next = release.resolve("." + ReleaseIndex.FILE_NAME + ".next");
            JsonFile.write(next, index.content());
            flush(next);
            Files.move(folder, revision, StandardCopyOption.ATOMIC_MOVE);
            flush(release);
            Files.move(next, release.resolve(ReleaseIndex.FILE_NAME), StandardCopyOption.ATOMIC_MOVE);
            flush(release);
        }
        discard();
        return revision;
    }

    private ObjectNode manifest() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .map(f -> folder.relativize(f).toString().replace('\\', '/'))
                    .filter(name -> !name.equals(MANIFEST))
                    .forEach(names::add);
        }
        names.sort(CodePointOrder.INSTANCE);
        List<String> digests = names.parallelStream().map(this::digest).toList();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode entries = root.putArray("files");
        for (int i = 0; i < names.size(); i++) {
            long bytes = Files.size(folder.resolve(names.get(i)));
            entries.addObject().put("path", names.get(i)).put("bytes", bytes).put("sha256", digests.get(i));
        }
        return root;
    }

    private String digest(String name) {
        try {
            return Sha256.of(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the staging folder; does nothing after {@link #publish}. */
    public void discard() throws IOException {
        FolderLock held = lock;
        if (held != null) {
            lock = null;
            FolderTree.delete(folder);
            held.close();
            Files.deleteIfExists(ownLock);
        }
    }

    /** As {@link #discard()}. */
    @Override
    public void close() throws IOException {
        discard();
    }

    private static Path parentOf(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("No folder holds " + file);
        }
        return parent;
    }

    private static void flushTree(Path root) throws IOException {
        List<Path> paths;
        try (Stream<Path> files = Files.walk(root)) {
            paths = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            flush(path);
        }
    }

    private static void flush(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (IOException e) {
                // Some systems cannot open a folder; their renames are durable without it.
                return;
            }
        } else {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }
}
