package org.phusong.jobs.cache;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.index.DamagedFileException;
import org.phusong.jobs.read.InputException;
import org.phusong.jobs.study.Study;

/**
 * Layers of earlier runs, by key, in a folder of bounded size.
 *
 * <p>Whatever goes wrong here costs time and never a run: a file that is damaged, a folder that cannot be written and an input that changes
 * under the reader's hands are told in one line, and the layers are made anew. Several processes may use one folder. Not thread-safe.
 */
public final class LayerCache {

    private final @Nullable CacheFolder folder;
    private final Consumer<String> notes;
    private @Nullable LayerKey key;

    private LayerCache(@Nullable CacheFolder folder, Consumer<String> notes) {
        this.folder = folder;
        this.notes = notes;
    }

    /** A cache that holds nothing and keeps nothing. */
    public static LayerCache none() {
        return new LayerCache(null, note -> {});
    }

    /**
     * A cache in a folder.
     *
     * @param folder made when something is first kept
     * @param maxBytes of all its files
     * @param notes is told in one line what went wrong
     */
    public static LayerCache in(Path folder, long maxBytes, Consumer<String> notes) {
        return new LayerCache(new CacheFolder(folder, maxBytes), notes);
    }

    /** False for a cache that keeps nothing. */
    public boolean isOn() {
        return folder != null;
    }

    /** The layers of a study, if an earlier run made them of the same wards and claims. */
    public Optional<Layers> find(Study study) {
        key = null;
        if (folder == null) {
            return Optional.empty();
        }
        try {
            key = LayerKey.of(study);
        } catch (InputException e) {
            // Whoever reads the inputs next says what is wrong with them, in the order of the study.
            return Optional.empty();
        } catch (IOException e) {
            notes.accept("no index is kept or reused: " + e.getMessage());
            return Optional.empty();
        }
        Optional<Path> file = folder.find(key.text());
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LayerFile.read(file.get(), key.bytes(), study.asOf()));
        } catch (DamagedFileException e) {
            notes.accept("the kept index " + file.get() + " is not used but made anew: " + e.getMessage());
        } catch (IOException e) {
            notes.accept("the kept index " + file.get() + " cannot be read: " + reason(e));
        }
        return Optional.empty();
    }

    /** Keeps the layers that were made after {@link #find} found none. */
    public void keep(Study study, Layers layers) {
        LayerKey made = key;
        if (folder == null || made == null) {
            return;
        }
        try {
            if (!made.agreesWith(
                    study,
                    Stream.concat(layers.wards().tallies().stream(), layers.claims().tallies().stream())
                            .toList())) {
                notes.accept("the index is not kept: an input changed while it was read");
            } else if (layers.model().index().bytes() > folder.maxBytes()
                    || !folder.keep(made.text(), channel -> LayerFile.write(layers, channel, made.bytes()))) {
                notes.accept("the index is not kept: it is larger than the cache of " + folder.maxBytes()
                        + " bytes; --cache-size takes more");
            }
        } catch (IOException | InputException e) {
            notes.accept("the index is not kept: " + reason(e));
        }
    }

    /** What went wrong in words: errors of the file system say the file alone in their message, and the reason elsewhere. */
    private static String reason(Exception e) {
        return e instanceof FileSystemException failed && failed.getReason() != null
                ? failed.getFile() + ": " + failed.getReason()
                : String.valueOf(e.getMessage());
    }
}
