package org.phusong.jobs.read;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Real data that lies beside the project and is no part of it. */
final class SharedData {

    private SharedData() {}

    /**
     * A file of the nearest ancestor of the working folder that holds {@code shared/data}, or of the folder beside one.
     *
     * @return null where it is absent, which is a failure in CI
     */
    static @Nullable Path find(String relative) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            for (String shared : new String[] {"shared/data", "../shared/data"}) {
                Path file = at.resolve(shared).resolve(relative).normalize();
                if (Files.isRegularFile(file)) {
                    return file;
                }
            }
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("shared/data/" + relative + " must be there in CI");
        }
        System.out.println("Left out: shared/data/" + relative + " is not here");
        return null;
    }
}
