package org.phusong.jobs.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Files under names of 64 hexadecimal digits, the least recently used of which go when all would be larger than a bound.
 *
 * <p>A file is written under another name and takes its own by renaming, so that whoever opens it sees all of it or none, also when two
 * processes write it. Removing a file that another process has open or mapped does not disturb that process. What a killed process left
 * goes after an hour; nothing that is not named as ours is touched. Lists name households, so folder and files are for their owner alone.
 */
final class CacheFolder {

    private static final String ENDING = ".layers";
    private static final String FILES = "[0-9a-f]{64}\\.layers";
    private static final String PARTS = "\\.[0-9a-f]{64}\\.[0-9a-f-]{36}\\.part";
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path folder;
    private final long maxBytes;

    CacheFolder(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    /** Writes the content of a file, and closes the channel. */
    @FunctionalInterface
    interface Content {
        void write(FileChannel channel) throws IOException;
    }

    private record Kept(Path path, long bytes, Instant used) {}

    long maxBytes() {
        return maxBytes;
    }

    /** The file of that name, which counts as used now. */
    Optional<Path> find(String name) {
        Path file = folder.resolve(name + ENDING);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // Somebody else's, or gone this moment: it can be read or not, which is seen next.
            return Optional.of(file);
        }
        return Optional.of(file);
    }

    /**
     * Puts a file in its place.
     *
     * @return false when it alone is larger than the bound; then it is not kept
     */
    boolean keep(String name, Content content) throws IOException {
        Files.createDirectories(folder, ownersOnly("rwx------"));
        Path part = folder.resolve("." + name + "." + UUID.randomUUID() + ".part");
        try {
            content.write(FileChannel.open(
                    part,
                    EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    ownersOnly("rw-------")));
            long bytes = Files.size(part);
            if (bytes > maxBytes) {
                return false;
            }
            Path file = folder.resolve(name + ENDING);
            makeRoom(file, bytes);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private FileAttribute<?>[] ownersOnly(String permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private void makeRoom(Path file, long bytes) throws IOException {
        List<Kept> others = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                try {
                    if (name.matches(FILES) && !entry.equals(file)) {
                        others.add(new Kept(
                                entry,
                                Files.size(entry),
                                Files.getLastModifiedTime(entry).toInstant()));
                    } else if (name.matches(PARTS)
                            && Files.getLastModifiedTime(entry)
                                    .toInstant()
                                    .isBefore(Instant.now().minus(ABANDONED))) {
                        Files.deleteIfExists(entry);
                    }
                } catch (NoSuchFileException ignored) {
                    // Another process removed it first, and so made the room.
                }
            }
        }
        others.sort(Comparator.comparing(Kept::used));
        long all = bytes + others.stream().mapToLong(Kept::bytes).sum();
        for (Kept oldest : others) {
            if (all <= maxBytes) {
                break;
            }
            Files.deleteIfExists(oldest.path());
            all -= oldest.bytes();
        }
    }
}
