package org.phusong.jobs.read;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** SHA-256 of files, computed beside other work, one file after the other. */
public final class FileDigests implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread daemon = new Thread(work, "phusong-digest");
        daemon.setDaemon(true);
        return daemon;
    });
    private final List<Future<String>> digests = new ArrayList<>();

    private FileDigests() {}

    /** Begins with the first file. */
    public static FileDigests begin(List<InputFile> files) {
        FileDigests digests = new FileDigests();
        for (InputFile file : files) {
            digests.digests.add(digests.thread.submit(() -> Digests.sha256(file.path())));
        }
        return digests;
    }

    /**
     * The digest of a file, in lower-case hexadecimal; waits for it.
     *
     * @param file its place in the list
     * @throws InputException when it cannot be read
     */
    public String sha256(int file) {
        try {
            return digests.get(file).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while files were digested", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Gives up what is not done yet. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
